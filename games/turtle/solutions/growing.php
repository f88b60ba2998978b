<?php
$size = 10;
for ($step = 0; $step < 6; $step++) {
    forward($size);
    right();
    forward($size);
    left();
    $size += 10;
}
