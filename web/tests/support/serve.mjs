/**
 * Serves folders as the server does, for tests in a real browser: the page's and the frame's
 * Content-Security-Policy, and `Access-Control-Allow-Origin: *` where a frame of an opaque origin loads from.
 */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".md": "text/markdown; charset=utf-8",
  ".wav": "audio/wav",
};

export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-test'; img-src 'self' data:; connect-src 'self'; " +
  "frame-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

export const FRAME_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' http: https: blob: data:; " +
  "style-src 'unsafe-inline' http: https:; img-src http: https: data: blob:; media-src http: https: data: blob:; " +
  "font-src http: https: data:; connect-src http: https: data: blob:; worker-src blob: data:; " +
  "frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-scripts";

/**
 * Serves `folders`, by the beginning of the path; the longest that fits is taken. A `{ text }` in the place
 * of a folder is served as it is. `/frame` is the `frame.html` of the folder at `/`.
 * Gives `{ url, close() }`; with `isOpen: false` no other origin may read anything but the frame's own files.
 */
export async function serve(folders, { isOpen = true } = {}) {
  const server = createServer((request, response) => {
    respond(folders, isOpen, request, response).catch((why) => {
      response.statusCode = why.code === "ENOENT" || why.code === "EISDIR" ? 404 : 500;
      response.end(String(why.code));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function respond(folders, isOpen, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  const isFrame = path === "/frame";
  if (isOpen || isFrame || path.startsWith("/assets/")) {
    response.setHeader("Access-Control-Allow-Origin", "*");
  }
  const place = Object.keys(folders)
    .filter((it) => path === it || path.startsWith(it.endsWith("/") ? it : `${it}/`))
    .sort((a, b) => b.length - a.length)[0];
  if (place === undefined) {
    response.statusCode = 404;
    response.end();
    return;
  }
  const folder = folders[place];
  const rest = isFrame ? "frame.html" : path.endsWith("/") ? `${path}index.html` : path;
  const [body, type] =
    typeof folder === "string"
      ? await file(folder, isFrame ? rest : rest.slice(place === "/" ? 1 : place.length + 1))
      : [folder.text, TYPES[extname(path)]];
  response.setHeader("Content-Type", type ?? "text/plain; charset=utf-8");
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (isFrame) {
    response.setHeader("Content-Security-Policy", FRAME_POLICY);
  } else if (type?.startsWith("text/html")) {
    response.setHeader("Content-Security-Policy", PAGE_POLICY);
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  }
  response.end(body);
}

async function file(folder, rest) {
  const path = normalize(join(folder, rest));
  if (!path.startsWith(folder)) {
    throw Object.assign(new Error("outside"), { code: "ENOENT" });
  }
  return [await readFile(path), TYPES[extname(path)]];
}
