<?php
function petal() {
    beginFill("pink");
    for ($side = 0; $side < 2; $side++) {
        circle(140, 60);
        right(120);
    }
    endFill();
}

for ($i = 0; $i < 6; $i++) {
    petal();
    right(60);
}
