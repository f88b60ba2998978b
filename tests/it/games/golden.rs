//! The golden program of each language: the same commands and answers in all of them, and each
//! wrong use refused in the language's own words, at its line. What is expected stands in
//! `config/golden` and in each package.

use super::passes;
use crate::support::built_in_languages;

/// What is told of a language whose bindings are right.
fn proves(language: &str) {
    let told = passes(&[language]);
    let lines = [
        "starter and self-test",
        "golden program, every type and answer",
        "wrong count is ",
        "wrong type is ",
        "wrong range is ",
        "wrong unknown is ",
    ];
    for line in lines {
        let line = format!("ok      {language}: {line}");
        assert!(told.contains(&line), "{line} is not in:\n{told}");
    }
    let examples = format!("ok      maze in {language}: 11 examples");
    assert!(told.contains(&examples), "{told}");
}

macro_rules! each_language {
    ($($test:ident: $id:literal),* $(,)?) => {
        $( #[test] fn $test() { proves($id); } )*

        #[test]
        fn every_built_in_language_is_proven() {
            let mut tried = vec![$($id.to_owned()),*];
            tried.sort();
            assert_eq!(tried, built_in_languages());
        }
    };
}

each_language! {
    ruby: "ruby",
    php: "php",
    perl: "perl",
    python: "python",
    lua: "lua",
    javascript: "javascript",
    nodejs: "nodejs",
    typescript: "typescript",
    scheme: "scheme",
    r: "r",
    c: "c",
    cpp: "cpp",
    bash: "bash",
    tcl: "tcl",
    go: "go",
    java: "java",
}
