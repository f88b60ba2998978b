//! Whatever clients, program and clock do, in whatever order: events have no holes, one command at
//! most is outstanding, nothing is applied twice, and nothing panics.

use std::collections::{BTreeMap, VecDeque};

use proptest::prelude::*;

use super::*;
use crate::messages::InstructionDone;
use crate::protocol::native::Role;

#[derive(Clone, Debug)]
enum Step {
    Enter(Role),
    /// Comes back with one of the tokens that were told, old or new.
    Back(prop::sample::Index, prop::sample::Index),
    Lose(prop::sample::Index),
    Say(prop::sample::Index, &'static str, Value),
    Answer(prop::sample::Index, i64),
    /// The program goes on: a command, a result, an end.
    Program(u8),
    Print(usize),
    Judge(bool),
    /// Others take all places, or leave one.
    Fill(bool),
    /// Somebody before it leaves the queue.
    MoveUp(u32),
    Pass(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<prop::sample::Index>;
    let said = prop_oneof![
        Just((
            "run.start",
            json!({"language": "lua", "files": [{"name": "main.lua", "text": ""}]})
        )),
        Just((
            "run.start",
            json!({"language": "lua", "mode": "live", "files": [{"name": "main.lua", "text": ""}]})
        )),
        Just(("run.pause", json!({}))),
        Just(("run.resume", json!({}))),
        Just(("run.step", json!({"count": 2}))),
        Just(("run.speed", json!({"min_ms_per_command": 5}))),
        Just(("run.exec", json!({"xid": "x", "source": "y"}))),
        Just(("run.stop", json!({}))),
        Just(("player.take", json!({}))),
        Just(("stage.snapshot", json!({"cid": 1, "state": {}}))),
        Just(("bye", json!({}))),
    ];
    prop_oneof![
        1 => Just(Step::Enter(Role::Player)),
        1 => Just(Step::Enter(Role::Observer)),
        3 => (index(), index()).prop_map(|(token, seq)| Step::Back(token, seq)),
        2 => index().prop_map(Step::Lose),
        8 => (index(), said).prop_map(|(link, (kind, body))| Step::Say(link, kind, body)),
        8 => (index(), -1..2_i64).prop_map(|(link, off)| Step::Answer(link, off)),
        12 => (0..6_u8).prop_map(Step::Program),
        2 => (0..40_000_usize).prop_map(Step::Print),
        2 => any::<bool>().prop_map(Step::Judge),
        2 => any::<bool>().prop_map(Step::Fill),
        1 => (1..3_u32).prop_map(Step::MoveUp),
        3 => prop_oneof![0..20_u64, Just(40_000), Just(400_000)].prop_map(Step::Pass),
    ]
}

/// A session, its clients and its program, as far as they can be told apart from outside.
struct World {
    session: Session,
    now: Duration,
    /// The last event of each connection.
    links: BTreeMap<u64, Option<u64>>,
    tokens: Vec<(u32, u32)>,
    last_link: u64,
    is_full: bool,
    /// An attempt asks for a place and has none.
    asks: bool,
    program: Program,
    outstanding: Option<u64>,
    last_cid: u64,
    gone: bool,
    pending: VecDeque<Action>,
}

#[derive(Debug, PartialEq)]
enum Program {
    Absent,
    Computing,
    /// It waits for an answer, and whether it evaluates an instruction meanwhile.
    Waiting {
        evaluating: Option<u32>,
        nested: bool,
    },
    Idle {
        evaluating: Option<u32>,
        nested: bool,
    },
    Ending,
}

impl World {
    fn new() -> Self {
        let mut world = Self {
            session: Session::native(Room::new("s1".to_owned(), 5, greeting())),
            now: Duration::ZERO,
            links: BTreeMap::new(),
            tokens: Vec::new(),
            last_link: 0,
            is_full: false,
            asks: false,
            program: Program::Absent,
            outstanding: None,
            last_cid: 0,
            gone: false,
            pending: VecDeque::new(),
        };
        world.step(&Step::Enter(Role::Player));
        world
    }

    fn link(&self, index: prop::sample::Index) -> Option<u64> {
        let links: Vec<u64> = self.links.keys().copied().collect();
        (!links.is_empty()).then(|| links[index.index(links.len())])
    }

    fn enter(&mut self, roles: &[Role], entrance: &Entrance, seq: u64) {
        self.last_link += 1;
        self.links.insert(self.last_link, Some(seq));
        let actions = self
            .session
            .enter(self.now, LinkId(self.last_link), roles, entrance);
        self.take(actions);
    }

    fn step(&mut self, step: &Step) {
        self.now += MS;
        let now = self.now;
        let actions = match step {
            Step::Enter(role) => {
                let reason = "new";
                let roles = [*role, Role::Editor];
                return self.enter(&roles, &Entrance::New { reason }, 0);
            }
            Step::Back(token, seq) => {
                let (member, generation) = self.tokens[token.index(self.tokens.len())];
                let seq = seq.index(50) as u64;
                let back = Entrance::Back {
                    member,
                    generation,
                    epoch: 5,
                    seq,
                    console_n: 0,
                    console_run: None,
                };
                return self.enter(&[], &back, seq);
            }
            Step::Lose(link) => {
                let Some(link) = self.link(*link) else { return };
                self.links.remove(&link);
                self.session.lost(now, LinkId(link))
            }
            Step::Say(link, kind, body) => {
                let Some(link) = self.link(*link) else { return };
                say(&mut self.session, now, link, kind, body)
            }
            Step::Answer(link, off) => {
                let Some(link) = self.link(*link) else { return };
                let cid = self.last_cid.saturating_add_signed(*off);
                say(
                    &mut self.session,
                    now,
                    link,
                    "command.result",
                    &json!({"cid": cid, "value": cid}),
                )
            }
            Step::Program(_)
            | Step::Print(_)
            | Step::Judge(_)
            | Step::Fill(_)
            | Step::MoveUp(_)
            | Step::Pass(_) => self.other(step),
        };
        self.take(actions);
    }

    /// What is no client's doing.
    fn other(&mut self, step: &Step) -> Vec<Action> {
        let now = self.now;
        match step {
            Step::Program(choice) => self.run_program(*choice),
            Step::Print(bytes) => {
                let printed = ConsolePrinted {
                    stream: crate::messages::ConsoleStream::Stdout,
                    bytes: vec![b'x'; *bytes],
                    lost_bytes: 0,
                };
                self.session.printed(now, &printed)
            }
            Step::Judge(again) => {
                let verdict = if *again {
                    Verdict::RestartAfter {
                        pause: MS,
                        nth: 1,
                        of: 3,
                    }
                } else {
                    Verdict::GiveUp
                };
                self.session.judged(now, verdict)
            }
            Step::Fill(is_full) => {
                self.is_full = *is_full;
                self.admit()
            }
            Step::MoveUp(place) if self.asks => self.session.queued(now, *place),
            Step::Pass(ms) => {
                self.now += Duration::from_millis(*ms);
                let actions = self.session.tick(self.now);
                // What was due is done: a timer that is set now fires later.
                let due = self.session.due();
                assert!(due.is_none_or(|due| due > self.now), "{due:?}");
                actions
            }
            Step::MoveUp(_)
            | Step::Enter(_)
            | Step::Back(..)
            | Step::Lose(_)
            | Step::Say(..)
            | Step::Answer(..) => Vec::new(),
        }
    }

    /// What the supervisor says to an attempt that asks for a place.
    fn admit(&mut self) -> Vec<Action> {
        if !self.asks {
            return Vec::new();
        }
        if self.is_full {
            return self.session.queued(self.now, 3);
        }
        self.asks = false;
        self.session.granted(self.now)
    }

    /// What an honest program can do where it stands.
    fn run_program(&mut self, choice: u8) -> Vec<Action> {
        let now = self.now;
        match (&mut self.program, choice) {
            (Program::Absent, _) => Vec::new(),
            (Program::Ending, _) => {
                self.program = Program::Absent;
                self.session.attempt_ended(now, ended(EndReason::Stopped))
            }
            (Program::Computing, 0..=2) => {
                self.program = Program::Waiting {
                    evaluating: None,
                    nested: false,
                };
                self.session.issued(now, issued(r#"{"action":"go"}"#))
            }
            (Program::Computing, 3) => {
                self.program = Program::Idle {
                    evaluating: None,
                    nested: false,
                };
                self.session.idle(now)
            }
            (Program::Computing, _) => {
                self.program = Program::Absent;
                let reason = if choice == 4 {
                    EndReason::Crashed
                } else {
                    EndReason::Finished
                };
                self.session.attempt_ended(now, ended(reason))
            }
            (
                Program::Waiting { evaluating, nested } | Program::Idle { evaluating, nested },
                0..=2,
            ) if evaluating.is_some() && !*nested => {
                *nested = true;
                self.session.issued(now, issued(r#"{"action":"nested"}"#))
            }
            (Program::Waiting { evaluating, nested } | Program::Idle { evaluating, nested }, _) => {
                match evaluating {
                    Some(n) if !*nested => {
                        let done = InstructionDone {
                            n: *n,
                            value: None,
                            error: None,
                        };
                        *evaluating = None;
                        self.session.evaluated(now, done)
                    }
                    _ => Vec::new(),
                }
            }
        }
    }

    fn take(&mut self, actions: Vec<Action>) {
        self.pending.extend(actions);
        while let Some(action) = self.pending.pop_front() {
            match action {
                Action::AskToStart { .. } => {
                    assert!(!self.asks, "one request at a time");
                    self.asks = true;
                    let actions = self.admit();
                    self.pending.extend(actions);
                }
                Action::Withdraw => {
                    assert!(self.asks, "only what asks withdraws");
                    self.asks = false;
                }
                Action::Launch { .. } => {
                    assert!(!self.asks, "only what was granted starts");
                    assert_eq!(self.program, Program::Absent, "one process at a time");
                    self.program = Program::Computing;
                    self.outstanding = None;
                    let actions = self.session.ready(self.now, &ready());
                    self.pending.extend(actions);
                }
                Action::Answer(answer) => {
                    let cid: u64 = answer.0.parse().unwrap();
                    assert!(cid <= self.last_cid);
                    self.answered();
                }
                Action::Refuse(_) => self.answered(),
                Action::Instruct(instruction) => match &mut self.program {
                    Program::Waiting { evaluating, nested }
                    | Program::Idle { evaluating, nested } => {
                        assert!(
                            evaluating.is_none() && !*nested,
                            "one instruction at a time"
                        );
                        *evaluating = Some(instruction.n);
                    }
                    Program::Absent | Program::Computing | Program::Ending => {
                        panic!("an instruction for a program that does not wait")
                    }
                },
                Action::StopProcess(_) => {
                    if self.program != Program::Absent {
                        self.program = Program::Ending;
                    }
                }
                Action::Send { to, frame } => self.read(to, &frame),
                Action::Close { to, .. } => {
                    self.links.remove(&to.0);
                }
                Action::Leave => self.gone = true,
                Action::Report(_) | Action::Input(_) | Action::Tell(_) => (),
            }
        }
        assert!(
            !self.asks || self.session.has_run(),
            "nobody asks for what is over"
        );
    }

    fn answered(&mut self) {
        match &mut self.program {
            Program::Waiting { nested, .. } | Program::Idle { nested, .. } if *nested => {
                *nested = false;
            }
            Program::Waiting {
                evaluating: None, ..
            } => self.program = Program::Computing,
            Program::Absent
            | Program::Computing
            | Program::Waiting { .. }
            | Program::Idle { .. }
            | Program::Ending => panic!("an answer that nobody waits for"),
        }
    }

    fn read(&mut self, to: LinkId, frame: &Frame) {
        let message: Value = serde_json::from_str(&frame.clone().into_text()).unwrap();
        if message["type"] == "welcome" {
            if let Ok(Claim::Resume {
                member, generation, ..
            }) = signer().read(message["body"]["resume_token"].as_str().unwrap())
            {
                self.tokens.push((member, generation));
            }
            if message["body"]["resumed"] == false {
                // What follows tells everything anew.
                self.links.insert(to.0, message["body"]["seq"].as_u64());
            }
        }
        let Some(seq) = message["seq"].as_u64() else {
            return;
        };
        let last = self.links.get_mut(&to.0).and_then(Option::as_mut);
        let Some(last) = last else { return };
        assert!(seq <= *last + 1, "a hole: {seq} after {last}");
        *last = seq.max(*last);
        let body = &message["body"];
        let is_new = body["replay"] != true && body["redelivered"] != true;
        if message["type"] == "command" && is_new {
            let cid = body["cid"].as_u64().unwrap();
            if cid == self.last_cid {
                return; // Another connection is told the same.
            }
            assert!(
                cid == self.last_cid + 1 || cid == 1,
                "{cid} after {}",
                self.last_cid
            );
            self.last_cid = cid;
        }
    }
}

proptest! {
    #[test]
    fn no_order_of_operations_breaks_a_promise(steps in prop::collection::vec(step(), 0..200)) {
        let mut world = World::new();
        for step in &steps {
            if world.gone {
                break;
            }
            world.step(step);
        }
    }
}
