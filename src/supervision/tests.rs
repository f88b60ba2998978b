use super::*;

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
    let mut judge = || log.judge(&policy, EndReason::StartFailed, true, now);
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
        log.judge(&policy, EndReason::Crashed, true, now)
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
        EndReason::Crashed,
        false,
        Instant::now(),
    );
    assert_eq!(verdict, Verdict::GiveUp);
}
