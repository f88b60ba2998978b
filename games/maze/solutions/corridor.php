<?php
while (!isAtExit()) {
    move();
    if (look("here") == "gem") {
        pickUp();
    }
}
