<?php
// Engine::send hands one command to the game and returns its answer.
for ($turn = 1; $turn <= 3; $turn++) {
    $answer = Engine::send(['action' => 'moveRight', 'params' => [$turn]]);
    echo "The game answered: $answer\n";
}
