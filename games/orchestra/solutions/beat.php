<?php
play("kick", "x.x.x.x.");
