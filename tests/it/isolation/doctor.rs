//! All seven languages work in every tier.

use super::matrix::Table;
use super::tier::{Home, Tier};

const LANGUAGES: [&str; 7] = [
    "javascript",
    "lua",
    "nodejs",
    "perl",
    "php",
    "python",
    "ruby",
];

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
        for language in LANGUAGES {
            let all = diagnosis["languages"].as_array().unwrap();
            let own = all.iter().find(|it| it["id"] == language).unwrap();
            let fault = (own["works"] != true).then(|| own.to_string());
            table.outcome(item, tier, language, fault);
        }
    }
    table.finish();
}
