/** What is told of a function in a box beside the text. */

import type { FunctionTold } from "livecoding-client";
import { parameterIn } from "./calls.ts";
import { rendered } from "./markdown.ts";

/** All that is told of it. */
export function functionHelp(it: FunctionTold): HTMLElement {
  const box = element("div", "cm-help");
  // It may have to be scrolled, by keyboard too.
  box.tabIndex = 0;
  box.setAttribute("role", "note");
  box.setAttribute("aria-label", it.name);
  const head = element("div", "cm-help-head");
  head.textContent = it.signature;
  const text = element("div", "cm-help-text");
  text.append(it.documentation.trim() === "" ? it.summary : rendered(it.documentation));
  box.append(head, text);
  return box;
}

/** Its head with the argument that is being written, and what that is. */
export function signatureHelp(it: FunctionTold, argument: number): HTMLElement {
  const box = element("div", "cm-help cm-help-call");
  const head = element("div", "cm-help-head");
  const parameter = it.parameters[Math.min(argument, it.parameters.length - 1)];
  const [before, name, after] = parameterIn(it.signature, it.name, parameter?.name ?? "");
  const now = element("strong", "cm-help-now");
  now.textContent = name;
  head.append(before, now, after);
  box.append(head);
  if (parameter && argument < it.parameters.length) {
    const text = element("div", "cm-help-text");
    // The server leaves empty lists out.
    const values = parameter.values?.length ? ` ${parameter.values.join(" | ")}` : "";
    const unit = parameter.unit ? ` (${parameter.unit})` : "";
    const label = element("strong", "");
    label.textContent = parameter.name;
    text.append(label, `${unit}: ${parameter.summary}${values}`);
    box.append(text);
  }
  return box;
}

function element(tag: string, className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
