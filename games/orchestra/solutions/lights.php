<?php
play("pad", "1+3+5 - - - 4+6+8 - - -");

foreach (["sunset", "ocean", "forest", "gold"] as $colour) {
    light($colour);
    waitForBar();
}
