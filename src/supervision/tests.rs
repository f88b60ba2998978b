use std::time::Instant;

use super::*;
use crate::messages::{Mode, Restart};

fn facts(exit: Exit) -> Facts {
    Facts {
        exit: Some(exit),
        spoke: true,
        announces_ready: true,
        ..Facts::default()
    }
}

fn reason_of(facts: &Facts) -> EndReason {
    classify(facts).reason
}

#[test]
fn the_exit_status_decides_when_nothing_else_did() {
    assert_eq!(reason_of(&facts(Exit::Status(0))), EndReason::Finished);
    assert_eq!(reason_of(&facts(Exit::Status(3))), EndReason::Error);
    assert_eq!(reason_of(&facts(Exit::Status(139))), EndReason::Error);
    assert_eq!(reason_of(&facts(Exit::Signal(11))), EndReason::Crashed);
}

#[test]
fn a_stop_wins_over_the_signal_that_carries_it_out() {
    let stopped = Facts {
        cause: Some(Cause::Stopped),
        ..facts(Exit::Signal(9))
    };
    assert_eq!(reason_of(&stopped), EndReason::Stopped);
}

#[test]
fn an_engine_that_never_was_ready_failed_to_start() {
    let silent = Facts {
        spoke: false,
        ..facts(Exit::Status(1))
    };
    assert_eq!(reason_of(&silent), EndReason::StartFailed);
}

#[test]
fn revision_1_fails_to_start_only_by_a_signal_before_any_output() {
    let silent = |exit| Facts {
        spoke: false,
        announces_ready: false,
        ..facts(exit)
    };
    assert_eq!(reason_of(&silent(Exit::Status(0))), EndReason::Finished);
    assert_eq!(reason_of(&silent(Exit::Status(1))), EndReason::Error);
    assert_eq!(reason_of(&silent(Exit::Signal(9))), EndReason::StartFailed);
}

#[test]
fn standard_error_explains_a_bad_exit_status() {
    let end = classify(&Facts {
        stderr_text: "fatal: no memory".to_owned(),
        ..facts(Exit::Status(1))
    });
    assert_eq!(end.error.unwrap().message, "fatal: no memory");
}

#[test]
fn a_failed_start_is_tried_twice_again() {
    let (policy, mut log, now) = (
        RestartPolicy::default(),
        FailureLog::default(),
        Instant::now(),
    );
    let mut judge = || {
        log.judge(
            &policy,
            &report(EndReason::StartFailed, Stage::Fresh),
            now,
            1.0,
        )
    };
    let after = |ms, nth| Verdict::RestartAfter {
        pause: Duration::from_millis(ms),
        nth,
        of: 2,
    };
    assert_eq!(judge(), after(250, 1));
    assert_eq!(judge(), after(1_000, 2));
    assert_eq!(judge(), Verdict::GiveUp);
}

#[test]
fn crashes_are_restarted_three_times_in_a_minute_and_forgotten_after_it() {
    let (policy, mut log, start) = (
        RestartPolicy::default(),
        FailureLog::default(),
        Instant::now(),
    );
    let mut at = |seconds| {
        let now = start + Duration::from_secs(seconds);
        log.judge(&policy, &report(EndReason::Crashed, Stage::Fresh), now, 1.0)
    };
    for nth in 1..=3 {
        assert!(matches!(at(u64::from(nth)), Verdict::RestartAfter { nth: n, .. } if n == nth));
    }
    assert_eq!(at(4), Verdict::GiveUp);
    assert!(matches!(at(90), Verdict::RestartAfter { nth: 1, .. }));
}

#[test]
fn a_crash_on_a_played_stage_is_not_restarted() {
    let mut log = FailureLog::default();
    let verdict = log.judge(
        &RestartPolicy::default(),
        &report(EndReason::Crashed, Stage::Played),
        Instant::now(),
        1.0,
    );
    assert_eq!(verdict, Verdict::GiveUp);
}

#[test]
fn a_stage_that_can_be_cleared_is_no_reason_to_give_up() {
    let (policy, now) = (RestartPolicy::default(), Instant::now());
    let crashed = report(EndReason::Crashed, Stage::Resettable);
    let verdict = FailureLog::default().judge(&policy, &crashed, now, 1.0);
    assert!(matches!(verdict, Verdict::RestartAfter { nth: 1, .. }));
    let never = AttemptReport {
        restart: Restart::Never,
        ..crashed
    };
    let verdict = FailureLog::default().judge(&policy, &never, now, 1.0);
    assert_eq!(verdict, Verdict::GiveUp);
}

#[test]
fn an_installation_backs_off_pauses_long_and_begins_anew_when_it_was_stable() {
    let policy = RestartPolicy::default();
    let mut log = FailureLog::default();
    let start = Instant::now();
    let mut pause = |reason, at: u64, lived, answered| {
        let ended = AttemptReport {
            mode: Mode::KeepAlive,
            lived: Duration::from_secs(lived),
            answered,
            ..report(reason, Stage::Resettable)
        };
        let now = start + Duration::from_secs(at);
        match log.judge(&policy, &ended, now, 1.0) {
            Verdict::RestartAfter { pause, .. } => Some(pause.as_secs()),
            Verdict::GiveUp => None,
        }
    };
    let crashed = EndReason::Crashed;
    assert_eq!(
        [1, 2, 3].map(|at| pause(crashed, at, 0, false)),
        [Some(1), Some(2), Some(4)]
    );
    assert_eq!(pause(crashed, 100, 60, true), Some(1), "it was stable");
    assert_eq!(
        pause(EndReason::Limit, 101, 0, false),
        Some(300),
        "a limit counts double"
    );
    assert_eq!(pause(crashed, 402, 0, false), Some(4));
    for reason in [EndReason::Stopped, EndReason::Finished, EndReason::Server] {
        assert_eq!(pause(reason, 500, 0, false), None, "{reason:?}");
    }
}

fn report(reason: EndReason, stage: Stage) -> AttemptReport {
    AttemptReport {
        reason,
        mode: Mode::Once,
        restart: Restart::OnCrash,
        stage,
        lived: Duration::ZERO,
        answered: stage != Stage::Fresh,
    }
}

#[test]
fn a_limit_that_was_hit_explains_a_bad_end_and_no_other() {
    let hit = |exit, limit| {
        let mut facts = facts(exit);
        facts.hit(limit);
        facts
    };
    for (exit, limit) in [
        (Exit::Signal(9), Limit::Memory),
        (Exit::Status(1), Limit::Processes),
        (Exit::Signal(25), Limit::Files),
    ] {
        let end = classify(&hit(exit, limit));
        assert_eq!((end.reason, end.limit), (EndReason::Limit, Some(limit)));
        assert_eq!(end.error.map(|it| it.kind), Some(ErrorKind::Limit));
    }
    assert_eq!(
        reason_of(&hit(Exit::Status(0), Limit::Files)),
        EndReason::Finished
    );
    let stopped = Facts {
        cause: Some(Cause::Stopped),
        ..hit(Exit::Signal(9), Limit::Memory)
    };
    assert_eq!(reason_of(&stopped), EndReason::Stopped);
}

#[test]
fn what_the_program_could_say_of_its_limit_is_kept() {
    let error = ProgramError {
        line: Some(3),
        ..ProgramError::text(ErrorKind::Runtime, "no space left")
    };
    let mut full = Facts {
        cause: Some(Cause::Error(error)),
        ..facts(Exit::Status(1))
    };
    full.hit(Limit::Files);
    full.hit(Limit::Memory);
    let end = classify(&full);
    assert_eq!(
        (end.reason, end.limit),
        (EndReason::Limit, Some(Limit::Files))
    );
    let error = end.error.unwrap();
    assert_eq!(
        (error.line, error.message.as_str()),
        (Some(3), "no space left")
    );
}

#[test]
fn an_engine_that_is_out_of_memory_says_so_by_the_kind_of_its_error() {
    let error = ProgramError::text(ErrorKind::Limit, "not enough memory");
    let told = Facts {
        cause: Some(Cause::Error(error)),
        ..facts(Exit::Status(1))
    };
    let end = classify(&told);
    assert_eq!(
        (end.reason, end.limit),
        (EndReason::Limit, Some(Limit::Memory))
    );
}

#[test]
fn a_call_that_the_filter_kills_is_the_program_s_error_and_no_crash() {
    assert_eq!(reason_of(&facts(Exit::Signal(31))), EndReason::Error);
}
