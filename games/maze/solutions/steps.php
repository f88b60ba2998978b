<?php
move();
move();
