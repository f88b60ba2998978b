/** Parts of a program's text by class; editor.css gives them the colours of the theme. */

import { syntaxHighlighting } from "@codemirror/language";
import { tagHighlighter, tags } from "@lezer/highlight";

const classes = tagHighlighter([
  { tag: tags.comment, class: "code-comment" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword, tags.self, tags.modifier], class: "code-keyword" },
  { tag: [tags.bool, tags.null, tags.atom], class: "code-number" },
  { tag: [tags.number, tags.unit], class: "code-number" },
  { tag: [tags.string, tags.special(tags.string), tags.character, tags.regexp], class: "code-string" },
  { tag: [tags.escape, tags.special(tags.brace)], class: "code-number" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.function(tags.definition(tags.variableName)), tags.standard(tags.variableName), tags.macroName], class: "code-function" },
  { tag: [tags.typeName, tags.className, tags.namespace, tags.tagName, tags.labelName], class: "code-type" },
  { tag: [tags.meta, tags.processingInstruction, tags.annotation], class: "code-comment" },
  { tag: [tags.variableName, tags.propertyName, tags.attributeName], class: "code-name" },
  { tag: tags.invalid, class: "code-invalid" },
]);

export const colours = syntaxHighlighting(classes);
