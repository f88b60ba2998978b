<?php
scale("pentatonic", "a");

for ($count = 0; $count < 16; $count++) {
    hit("bell", (string) rand(1, 8));
    waitBeats(0.5);
}
