/** The page begins. */

import { mount } from "svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import App from "./views/App.svelte";

const target = document.getElementById("page");
if (target) {
  mount(App, { target });
}
