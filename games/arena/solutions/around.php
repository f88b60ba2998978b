<?php
foreach (["north", "east", "south", "west"] as $direction) {
    while (scan($direction) == "robot") {
        shoot($direction);
    }
}
