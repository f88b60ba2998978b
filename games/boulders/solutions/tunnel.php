<?php
for ($i = 1; $i <= 4; $i++) {
    move("right");
}
move("up");
