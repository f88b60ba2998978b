//! All languages work in every tier that has room for them.

use std::process::Command;

use serde_json::Value;

use super::matrix::Table;
use super::tier::{Home, Tier};

/// Those whose programs or builds make processes, or that do not start without a folder to write to.
const NOT_AT_C: [&str; 6] = ["bash", "c", "cpp", "go", "java", "r"];

#[tokio::test]
async fn all_languages_pass_their_self_tests_in_every_tier() {
    let mut table = Table::new("self-test");
    for tier in Tier::ALL {
        let item = "self-test";
        if let Some(why) = tier.missing() {
            table.not_applicable(item, tier, "", why);
            continue;
        }
        let home = Home::of(tier);
        let diagnosis = diagnosis(home.command(&["doctor", "--json"]));
        assert_eq!(diagnosis["isolation"]["tier"], tier.name(), "{diagnosis:#}");
        for own in diagnosis["languages"].as_array().unwrap() {
            let language = own["id"].as_str().unwrap();
            let has_room = tier != Tier::C || !NOT_AT_C.contains(&language);
            let fault = (own["works"] != true).then(|| own.to_string());
            match fault {
                Some(told) if !has_room && told.contains("no room") => {
                    let why = "no room for it in this tier";
                    table.not_applicable(item, tier, language, why);
                }
                fault => table.outcome(item, tier, language, fault),
            }
        }
    }
    table.finish();
}

#[tokio::test]
async fn a_server_that_has_less_of_something_gives_no_more_of_it() {
    if let Some(why) = Tier::B.missing() {
        return println!("not applicable: {why}");
    }
    let home = Home::of(Tier::B);
    let starter = ["prlimit", "--core=0:0", "--stack=4000000:4000000"];
    let diagnosis = diagnosis(home.command_by(&starter, &["doctor", "--json"]));
    let tier = &diagnosis["isolation"]["tier"];
    assert_eq!(tier, "B", "{:#}", diagnosis["isolation"]);
    let languages = diagnosis["languages"].as_array().unwrap();
    let lua = languages.iter().find(|it| it["id"] == "lua").unwrap();
    assert_eq!(lua["works"], true, "{lua}");
}

fn diagnosis(mut doctor: Command) -> Value {
    let output = doctor.output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}
