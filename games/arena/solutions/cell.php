<?php
move("east");
move("east");
move("east");
pickUp();
