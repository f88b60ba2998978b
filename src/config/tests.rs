use std::io::Write as _;

use super::*;

fn from_file(text: &str) -> Result<Config, String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let path = file.path().display().to_string();
    load(Some(file.path()), []).map_err(|error| error.to_string().replace(&path, "FILE"))
}

fn from_variable(name: &str, value: &str) -> Result<Config, String> {
    let variable = (name.to_owned(), value.to_owned());
    load(None, [variable]).map_err(|error| error.to_string())
}

#[test]
fn the_shipped_file_states_every_default() {
    let shipped = include_str!("../../config/livecoding.toml");
    assert_eq!(from_file(shipped).unwrap(), Config::default());
    let written: toml::Table = shipped.parse().unwrap();
    let defaults = toml::Table::try_from(Config::default()).unwrap();
    for (section, keys) in &defaults {
        let written = written[section].as_table().unwrap();
        for key in keys.as_table().unwrap().keys() {
            assert!(
                written.contains_key(key),
                "{section}.{key} is not in the file"
            );
        }
    }
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_known_one() {
    assert_eq!(
        from_file("[run]\nstop_grace = 3").unwrap_err(),
        "`FILE` has an unknown setting `run.stop_grace`; did you mean `run.stop_grace_ms`?"
    );
    assert_eq!(
        from_variable("LIVECODING_SERVER_LISTN", "x").unwrap_err(),
        "the environment has an unknown setting `LIVECODING_SERVER_LISTN`; \
         did you mean `LIVECODING_SERVER_LISTEN`?"
    );
}

#[test]
fn a_value_that_does_not_fit_is_refused_with_what_fits() {
    assert_eq!(
        from_file("[run]\nstop_grace_ms = \"soon\"").unwrap_err(),
        "`FILE`: `run.stop_grace_ms` cannot be `soon`; \
         it takes a whole number of at least 0, such as 300"
    );
    assert_eq!(
        from_variable("LIVECODING_LOG_FORMAT", "xml").unwrap_err(),
        "the environment variable LIVECODING_LOG_FORMAT: `log.format` cannot be `xml`; \
         it takes text or json"
    );
    assert!(from_variable("LIVECODING_RUN_STOP_GRACE_MS", "-1").is_err());
}

#[test]
fn the_environment_overrides_the_file() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"[server]\nmax_runs = 3\nworkers = 1")
        .unwrap();
    let variables = [
        ("LIVECODING_SERVER_MAX_RUNS", "7"),
        (
            "LIVECODING_CLASSIC_ALLOWED_ORIGINS",
            "[\"https://a.example\"]",
        ),
        ("LIVECODING_CONFIG", "ignored"),
        ("PATH", "ignored"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let config = load(Some(file.path()), variables).unwrap();
    assert_eq!((config.server.max_runs, config.server.workers), (7, 1));
    assert_eq!(config.classic.allowed_origins, ["https://a.example"]);
}
