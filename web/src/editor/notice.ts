/** A sentence above the text that the learner can close: for what the editor refuses. */

import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { showPanel, type EditorView, type Panel } from "@codemirror/view";

const setNotice = StateEffect.define<string | null>();

const notice = StateField.define<string | null>({
  create: () => null,
  update(shown, transaction) {
    const told = transaction.effects.find((it) => it.is(setNotice));
    return told ? told.value : shown;
  },
  provide: (field) => showPanel.from(field, (text) => (text === null ? null : (view) => panel(view, text))),
});

export const noticeExtension: Extension = notice;

export function tellNotice(view: EditorView, text: string | null): void {
  if (view.state.field(notice) !== text) view.dispatch({ effects: setNotice.of(text) });
}

function panel(view: EditorView, text: string): Panel {
  const dom = document.createElement("div");
  dom.className = "cm-notice";
  const told = document.createElement("p");
  told.setAttribute("role", "alert");
  told.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", view.state.phrase("close"));
  close.addEventListener("click", () => {
    tellNotice(view, null);
    view.focus();
  });
  dom.append(told, close);
  return { dom, top: true };
}
