/** The page from a folder with the headers that `src/http/page.rs` gives it. */

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

const FRAME_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' http: https: blob: data:; " +
  "style-src 'unsafe-inline' http: https:; img-src http: https: data: blob:; media-src http: https: data: blob:; " +
  "font-src http: https: data:; connect-src http: https: data: blob:; worker-src blob: data:; " +
  "frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-scripts";

/** What the page's folder has for a request; null for what the server answers. */
export async function pageFile(folder, { url, headers: asked }) {
  const { pathname } = new URL(url, "http://x");
  const headers = { "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache" };
  const isPage = pathname === "/";
  const name = isPage ? "index.html" : pathname === "/frame" ? "frame.html" : pathname.slice(1);
  if (!isPage && name !== "frame.html" && name !== "icon.svg" && !name.startsWith("assets/")) {
    return null;
  }
  const path = normalize(join(folder, name));
  const found = path.startsWith(folder) ? await readFile(path).catch(() => null) : null;
  if (!found) {
    return { status: 404, headers, body: "" };
  }
  headers["Content-Type"] = TYPES[extname(name)] ?? "application/octet-stream";
  if (isPage) {
    const nonce = randomBytes(16).toString("hex");
    headers["Content-Security-Policy"] = policy(nonce, asked.host);
    headers["Referrer-Policy"] = "no-referrer";
    headers["Cross-Origin-Opener-Policy"] = "same-origin";
    return { status: 200, headers, body: String(found).replaceAll("@nonce@", nonce) };
  }
  if (name === "frame.html") {
    headers["Content-Security-Policy"] = FRAME_POLICY;
  } else {
    headers["Access-Control-Allow-Origin"] = "*";
  }
  if (name.startsWith("assets/")) {
    headers["Cache-Control"] = "public, max-age=31536000, immutable";
  }
  const isPacked = /gzip/.test(asked["accept-encoding"] ?? "");
  return { status: 200, headers: isPacked ? { ...headers, "Content-Encoding": "gzip" } : headers, body: isPacked ? gzipSync(found, { level: 9 }) : found };
}

function policy(nonce, host) {
  return (
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; ` +
    `font-src 'self'; connect-src 'self' ws://${host} wss://${host}; frame-src 'self'; base-uri 'none'; form-action 'none'; ` +
    "frame-ancestors 'self'"
  );
}
