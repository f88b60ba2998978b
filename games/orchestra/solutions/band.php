<?php
foreach (["kick", "snare", "hat", "clap", "bass", "pluck"] as $instrument) {
    play($instrument, "x..x..x.");
}
