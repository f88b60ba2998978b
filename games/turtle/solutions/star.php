<?php
for ($i = 0; $i < 5; $i++) {
    forward(200);
    right(144);
}
