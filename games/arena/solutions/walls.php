<?php
foreach (["east", "south", "west"] as $direction) {
    while (scan($direction) == "cell") {
        move($direction);
    }
    pickUp();
}
