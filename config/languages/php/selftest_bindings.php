<?php
// The functions of a small game, for the self-test.
$greeting = 'hello';

function moveX(int $steps): string
{
    return Engine::send(['action' => 'moveX', 'params' => [$steps]]);
}

function ask(string $question): string
{
    return Engine::send(['action' => 'ask', 'params' => [$question]]);
}

function say(string $text): string
{
    return Engine::send(['action' => 'say', 'params' => [$text]]);
}
