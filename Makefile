# One list of commands: the README and CI call these.

.PHONY: run test test-all bench generated

# Builds everything and serves it at http://127.0.0.1:8080/.
run:
	cargo run --release --locked -- serve

# Installs what the tests need and runs every check.
test:
	./tools/test

# Everything that `make test` does, and what takes too long for it.
test-all:
	./tools/test --all

# Prints the figures of docs/performance.md.
bench:
	cargo bench --locked --bench figures

# Writes the files that are made from the Rust types.
generated:
	cargo build --locked
	mkdir -p docs/schema
	target/debug/livecoding schema json-schema > docs/schema/livecoding.v2.schema.json
	target/debug/livecoding schema asyncapi > docs/schema/asyncapi.json
	target/debug/livecoding schema game-manifest > docs/schema/game.manifest.schema.json
	target/debug/livecoding schema typescript > web/client/src/protocol.ts
