<?php
beginFill("gold");
for ($i = 0; $i < 4; $i++) {
    forward(120);
    right(90);
}
endFill();

forward(120);
right(30);

beginFill("red");
for ($i = 0; $i < 3; $i++) {
    forward(120);
    right(120);
}
endFill();
