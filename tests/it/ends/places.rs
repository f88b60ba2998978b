//! Whatever becomes of a session that waits for a place, the place is somebody's.

use actix::prelude::*;
use livecoding::actors::supervisor::{Count, Decision, StartDecided, StartRun, Ticket};
use livecoding::messages::{AnswerCommand, RunId, ToClient};
use livecoding::places::Places;
use tokio::sync::mpsc;

use super::panics::{PanicNow, Parts, next, played, session};
use crate::support::HANG_GUARD;

/// Before it is granted its place, while that is on its way to it, after.
#[test]
fn a_session_that_panics_in_the_queue_lets_the_next_one_have_its_place() {
    System::new().block_on(async {
        let parts = Parts::with(Places::new(1, 2)).await;
        for turns in 0..20 {
            let begin = || session(&parts.shared, "lua", "Engine.send('x')");
            let (first, mut first_told) = begin();
            assert_eq!(played(&mut first_told).await, "x");
            let (doomed, mut doomed_told) = begin();
            queued(&mut doomed_told, 1).await;
            let (last, mut last_told) = begin();
            queued(&mut last_told, 2).await;
            first.do_send(AnswerCommand("ok".into()));
            if turns > 0 {
                over(&mut first_told).await;
            }
            for _ in 0..turns {
                tokio::task::yield_now().await;
            }
            doomed.do_send(PanicNow);
            while next(&mut doomed_told).await.is_some() {}
            assert_eq!(played(&mut last_told).await, "x");
            last.do_send(AnswerCommand("ok".into()));
            over(&mut last_told).await;
            parts.nothing_is_left().await;
        }
    });
}

#[test]
fn a_session_that_panics_leaves_the_queue_at_once() {
    System::new().block_on(async {
        let parts = Parts::with(Places::new(1, 1)).await;
        let begin = || session(&parts.shared, "lua", "Engine.send('x')");
        let (_first, mut first_told) = begin();
        assert_eq!(played(&mut first_told).await, "x");
        for _ in 0..3 {
            let (doomed, mut doomed_told) = begin();
            queued(&mut doomed_told, 1).await;
            doomed.do_send(PanicNow);
            let waiting = async || {
                parts
                    .shared
                    .supervisor
                    .send(Count)
                    .await
                    .unwrap()
                    .runs_waiting
            };
            while waiting().await > 0 {
                tokio::task::yield_now().await;
            }
        }
    });
}

/// Its run was stopped and another begun while the place was on its way.
#[test]
fn a_place_for_an_earlier_request_is_given_back() {
    System::new().block_on(async {
        let parts = Parts::with(Places::new(1, 1)).await;
        let supervisor = &parts.shared.supervisor;
        let (heard, mut decided) = mpsc::channel(1);
        let ticket = Ticket {
            session: RunId(1_000),
            run: RunId(1_000),
            attempt: 1,
        };
        supervisor.do_send(StartRun::new(ticket, Asker(heard).start().recipient()));
        let earlier = tokio::time::timeout(HANG_GUARD, decided.recv()).await;
        let earlier = earlier.expect("a decision").unwrap();
        assert!(matches!(earlier.decision, Decision::Granted(_)));
        let (waiting, mut told) = session(&parts.shared, "lua", "Engine.send('x')");
        queued(&mut told, 1).await;
        waiting.do_send(earlier);
        assert_eq!(played(&mut told).await, "x");
        let census = supervisor.send(Count).await.unwrap();
        assert_eq!((census.runs, census.runs_waiting), (1, 0));
        waiting.do_send(AnswerCommand("ok".into()));
        over(&mut told).await;
        while supervisor.send(Count).await.unwrap().runs > 0 {
            tokio::task::yield_now().await;
        }
    });
}

/// Somebody who asks for a place without a session.
struct Asker(mpsc::Sender<StartDecided>);

impl Actor for Asker {
    type Context = Context<Self>;
}

impl Handler<StartDecided> for Asker {
    type Result = ();

    fn handle(&mut self, decided: StartDecided, _: &mut Self::Context) {
        self.0.try_send(decided).unwrap();
    }
}

/// The notice that its program waits, after what was accepted.
async fn queued(told: &mut mpsc::Receiver<ToClient>, place: u32) {
    loop {
        match next(told).await {
            Some(ToClient::Accepted) => (),
            Some(ToClient::Notice(text)) => {
                assert!(text.contains(&format!("number {place} in")), "{text}");
                return;
            }
            other => panic!("{other:?} instead of a place"),
        }
    }
}

async fn over(told: &mut mpsc::Receiver<ToClient>) {
    let end = next(told).await;
    assert!(matches!(end, Some(ToClient::Ended(_))), "{end:?}");
}
