/** Signs that a phone's keyboard hides, those first that a language needs most. */

const FIRST: Readonly<Record<string, string>> = {
  c: `(){};"=<>*&`,
  cpp: `(){};"=<>:&`,
  go: `(){}:="<>[]`,
  java: `(){};"=<>.`,
  javascript: `(){};"=<>'`,
  lua: `()"={}[]~<>`,
  perl: `$(){};"=@>`,
  php: `$(){};"=->`,
  python: `():"=[]#<>`,
  r: `()"<-={}$`,
  ruby: `()"=|{}:#@`,
  scheme: `()"'-+*/=<>?!`,
  shell: `$"()[]{}=;|`,
  tcl: `[]{}$"()=;`,
  typescript: `(){}:;"=<>`,
};

const ALL = `(){}[]"'=<>:;_$#|&+-*/!?,.%\\`;

/** The signs of the row, after the key that indents. */
export function symbolsOf(mode: string): readonly string[] {
  const first = Object.hasOwn(FIRST, mode) ? (FIRST[mode] ?? "") : "";
  return ["\t", ...new Set(first + ALL)];
}
