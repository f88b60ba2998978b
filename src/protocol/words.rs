//! Words that a command must not be: each means something else on one of the original's wires.

/// Whole lines that are words of the engine protocol or of the classic client protocol.
const WHOLE: [&str; 6] = [
    "none",
    "start",
    "insert",
    "close",
    "OK",
    "PROCESS_ENDED_BY_USER",
];

/// Beginnings that a classic client takes for an end or an error.
const BEGINNINGS: [&str; 3] = ["CLOSE_GAME", "PROCESS_ERROR", "ERROR/"];

/// Whether `command` would be taken for something else on one of the original's wires.
pub fn is_control_word(command: &str) -> bool {
    let command = command.trim();
    WHOLE.contains(&command) || BEGINNINGS.iter().any(|it| command.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_both_wires_are_known_and_nothing_else() {
        for word in [
            "none",
            " start ",
            "OK",
            "CLOSE_GAME",
            "CLOSE_GAME_WITH_X",
            "PROCESS_ERRORx",
        ] {
            assert!(is_control_word(word), "{word}");
        }
        for command in ["", "startle", "{\"start\":1}", "ok", "insert coin"] {
            assert!(!is_control_word(command), "{command}");
        }
    }
}
