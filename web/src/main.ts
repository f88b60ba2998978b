/** The page begins. */

import { mount } from "svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import App from "./views/App.svelte";
import { askAgainForStyles } from "./views/parts.ts";

const target = document.getElementById("page");
if (target) {
  askAgainForStyles();
  mount(App, { target });
}
