//! All languages work in every tier that has room for them.

use super::matrix::Table;
use super::tier::{Home, Tier};

/// Those whose programs, or builds, make processes: not at tier C.
const FORKING: [&str; 5] = ["bash", "c", "cpp", "go", "java"];

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
        let output = home.command(&["doctor", "--json"]).output().unwrap();
        let diagnosis: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(diagnosis["isolation"]["tier"], tier.name(), "{diagnosis:#}");
        for own in diagnosis["languages"].as_array().unwrap() {
            let language = own["id"].as_str().unwrap();
            let has_room = tier != Tier::C || !FORKING.contains(&language);
            let fault = (own["works"] != true).then(|| own.to_string());
            match fault {
                Some(told) if !has_room && told.contains("no room") => {
                    let why = "no forking languages in this tier";
                    table.not_applicable(item, tier, language, why);
                }
                fault => table.outcome(item, tier, language, fault),
            }
        }
    }
    table.finish();
}
