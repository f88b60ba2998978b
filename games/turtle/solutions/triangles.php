<?php
function triangles($length) {
    if ($length >= 40) {
        for ($corner = 0; $corner < 3; $corner++) {
            triangles($length / 2);
            forward($length);
            right(120);
        }
    }
}

triangles(320);
