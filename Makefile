# One list of commands: the README and CI call these.

.PHONY: run page test test-all bench pictures generated

# Builds everything and serves it at http://127.0.0.1:8080/.
run: page
	cargo run --release --locked -- serve

# Builds the page, where there is Node.js.
page:
	./tools/build-page

# Installs what the tests need and runs every check.
test:
	./tools/test

# Everything that `make test` does, and what takes too long for it.
test-all:
	./tools/test --all

# Prints the figures of docs/performance.md.
bench:
	cargo bench --locked --bench figures

# Makes the pictures of the page in docs/pictures.
pictures: page
	cargo build --locked
	node web/tests/browser/pictures.mjs

# Writes the files that are made from the Rust types.
generated: page
	cargo build --locked
	mkdir -p docs/schema
	target/debug/livecoding schema json-schema > docs/schema/livecoding.v2.schema.json
	target/debug/livecoding schema asyncapi > docs/schema/asyncapi.json
	target/debug/livecoding schema game-manifest > docs/schema/game.manifest.schema.json
	target/debug/livecoding schema typescript > web/client/src/protocol.ts
