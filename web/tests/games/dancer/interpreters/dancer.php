<?php
function right() { return Engine::send("right"); }
function where() { return array_map("intval", explode(",", Engine::send("where"))); }
function wait_for_arrow() { return Engine::send("wait"); }
function say($text) { return Engine::send("say $text"); }
