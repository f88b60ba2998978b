/**
 * What is typed over a selection: left to the browser, it would keep the look of what was there by a style attribute,
 * which the page's Content-Security-Policy refuses with a word on the browser's console.
 */

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export const typedOver: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, isComposing } = event;
    const { from, to, empty } = view.state.selection.main;
    if (inputType !== "insertText" || !data || isComposing || empty || view.state.readOnly) {
      return false;
    }
    event.preventDefault();
    const insert = () =>
      view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    // Brackets around a selection are typed the same way.
    const isTaken = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert));
    if (!isTaken) {
      view.dispatch(insert());
    }
    return true;
  },
});
