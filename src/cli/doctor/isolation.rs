//! What `livecoding doctor` says of isolation.

use std::fmt::Write as _;

use crate::sandbox::{Guarantee, Isolation};

/// The tier, each guarantee with what was tried, and what to do for those that do not hold.
pub(super) fn table(isolation: &Isolation) -> String {
    let mut text = format!("\nIsolation: tier {}\n", isolation.tier);
    let groups = match isolation.control_groups.as_slice() {
        [] => "not for us".to_owned(),
        names => names.join(", "),
    };
    // A text takes all that is written.
    let _ = writeln!(text, "control groups: {groups}\n");
    let _ = writeln!(
        text,
        "{:<16} {:<5} {:>9}  tried",
        "guarantee", "held", "took"
    );
    for guarantee in Guarantee::ALL {
        let finding = isolation
            .findings
            .iter()
            .find(|it| it.guarantee == guarantee);
        let (held, took, tried) = match finding {
            Some(it) if it.holds => ("yes", it.took, it.tried.as_str()),
            Some(it) => ("no", it.took, it.tried.as_str()),
            None => (
                "no",
                std::time::Duration::ZERO,
                "nothing: no canary could be sent",
            ),
        };
        let took = format!("{:.1} ms", took.as_secs_f64() * 1_000.0);
        let _ = writeln!(
            text,
            "{:<16} {held:<5} {took:>9}  {tried}",
            guarantee.title()
        );
        if held == "no" {
            let _ = writeln!(text, "{:<33} to do: {}", "", guarantee.remedy());
        }
    }
    for why in &isolation.not_better {
        let _ = writeln!(text, "\nnot {why}");
    }
    let unfit = isolation.unfit_for_strangers();
    text.push_str(if unfit.is_empty() {
        "\nOthers may reach this server.\n"
    } else {
        "\nListen on the loopback address only.\n"
    });
    text
}
