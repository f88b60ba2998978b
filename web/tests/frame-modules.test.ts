import { afterEach, expect, test, vi } from "vitest";
import { problemsOf } from "../src/frame/modules.ts";
import { wordsOf } from "../src/frame/values.ts";

const GAME = "https://a.example/game/game.js";

/** The modules that are there; those with `{` and no `}` are none. */
function serve(files: Readonly<Record<string, string>>) {
  const at = (url: string) => files[url.replace("https://a.example/game/", "")];
  vi.stubGlobal("fetch", async (url: string) => new Response(at(url) ?? "Not found", { status: at(url) === undefined ? 404 : 200 }));
  return async (url: string) => {
    if (/\{[^}]*$/.test(at(url) ?? "")) {
      throw new SyntaxError("Unexpected end of input");
    }
  };
}

afterEach(() => vi.unstubAllGlobals());

test("a module that is missing is named, however far inside it is imported", async () => {
  const load = serve({ "game.js": 'import { a } from "./logic.js";\nexport class Game {}', "logic.js": 'export * from "../kit/field.js";' });
  expect(await problemsOf(GAME, new TypeError("Failed"), wordsOf, load)).toEqual([
    { what: "imported", values: { url: GAME } },
    { what: "status", values: { url: "https://a.example/kit/field.js", status: 404 } },
  ]);
});

test("a module with a mistake is named, and not what imports it", async () => {
  const load = serve({ "game.js": "import {\n  a,\n  b,\n} from './logic.js';import './logic.js'", "logic.js": "export function a() {" });
  expect(await problemsOf(GAME, new SyntaxError("?"), wordsOf, load)).toEqual([
    { what: "imported", values: { url: GAME } },
    { what: "module", values: { url: "https://a.example/game/logic.js", why: "Unexpected end of input." } },
  ]);
});

test("the game's own module is told alone", async () => {
  const load = serve({ "game.js": 'import "./logic.js"; export class Game {', "logic.js": 'import "./game.js";' });
  expect(await problemsOf(GAME, new SyntaxError("?"), wordsOf, load)).toEqual([{ what: "module", values: { url: GAME, why: "Unexpected end of input." } }]);
});

test("where nothing is found, it may be the module or one that it imports", async () => {
  const load = serve({ "game.js": 'import "https://b.example/lib.js"; // import "x.js"' });
  expect(await problemsOf(GAME, new TypeError("Failed to fetch"), wordsOf, load)).toEqual([{ what: "modules", values: { url: GAME, why: "Failed to fetch." } }]);
});
