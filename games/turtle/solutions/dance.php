<?php
for ($radius = 20; $radius <= 80; $radius += 20) {
    turtle("Mia");
    penColor("purple");
    circle($radius);
    turtle("Leo");
    penColor("orange");
    circle(-$radius);
}
