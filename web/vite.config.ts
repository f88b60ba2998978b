import { resolve } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const server = process.env.LIVECODING_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { "livecoding-client": resolve(import.meta.dirname, "client/src/index.ts") } },
  build: {
    target: "es2022",
    manifest: true,
    // What the server's Content-Security-Policy forbids is no way out: everything is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Slower than esbuild, and three in a hundred smaller.
    minify: "terser",
    terserOptions: { ecma: 2020, module: true, compress: { passes: 2 } },
    rollupOptions: {
      input: {
        index: resolve(import.meta.dirname, "index.html"),
        frame: resolve(import.meta.dirname, "frame.html"),
      },
    },
  },
  // `npx vite` shows changes at once, with a server of ours beside it.
  server: {
    // The stage's frame has an opaque origin: its own scripts are foreign to it.
    cors: { origin: "*" },
    proxy: { "/ws": { target: server, ws: true }, "/games": server, "/addresses": server },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
