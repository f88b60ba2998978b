//! What may follow what: the phases of an instruction, seen from outside the machine.

use livecoding::protocol::engine::{Channel, Event, Violation};
use livecoding::protocol::words::is_control_word;

/// Most characters that a violation quotes.
const QUOTED_CHARS: usize = 80;

/// Where an instruction stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Rest,
    Opened,
    Started,
    /// Its command is out.
    Out,
    Answered,
}

/// What the machine has said, as far as it decides what it may say next.
#[derive(Debug)]
pub struct Order {
    is_two: bool,
    command_bytes: usize,
    is_ready: bool,
    step: Step,
    /// A live instruction is evaluated, while this waits.
    outer: Option<Step>,
    ended: bool,
    violated: bool,
}

impl Order {
    pub fn new(is_two: bool, command_bytes: usize) -> Self {
        Self {
            is_two,
            command_bytes,
            is_ready: !is_two,
            step: Step::Rest,
            outer: None,
            ended: false,
            violated: false,
        }
    }

    /// Takes in what the machine said.
    pub fn take(&mut self, event: &Event) {
        if self.is_two && self.violated {
            let is_text = matches!(event, Event::Printed(_));
            assert!(is_text, "{event:?} after a violation");
            return;
        }
        match event {
            Event::Ready(_) => {
                assert!(!self.is_ready, "ready twice");
                self.is_ready = true;
            }
            Event::Opened(_) if self.is_two => self.go(Step::Rest, Step::Opened),
            Event::Opened(_) => (),
            Event::Started(_) if self.is_two => self.go(Step::Opened, Step::Started),
            Event::Started(_) => self.go(Step::Rest, Step::Started),
            Event::Issued(command) => {
                self.go(Step::Started, Step::Out);
                self.command(&command.command.0);
            }
            Event::Closed(_) => self.go(Step::Answered, Step::Rest),
            Event::Printed(_) => (),
            Event::ErrorBegan => assert!(!self.is_two, "an error on standard error"),
            Event::InputAsked(_) => self.go(Step::Rest, Step::Rest),
            Event::Evaluated(_) => {
                assert_eq!(self.step, Step::Rest, "evaluated within an instruction");
                self.step = self.outer.take().expect("nothing is evaluated");
            }
            Event::ProgramEnded(_) => {
                self.go(Step::Rest, Step::Rest);
                assert!(self.outer.is_none(), "a program ended that waits");
                self.ended = true;
            }
            Event::Failed(_) => assert!(self.is_two, "only revision 2 reports errors"),
            Event::Violated(violation) => self.violation(violation),
        }
    }

    /// Whether a command is out.
    pub fn is_out(&self) -> bool {
        self.step == Step::Out
    }

    /// Whether an instruction is open and its command not yet out.
    pub fn is_open(&self) -> bool {
        matches!(self.step, Step::Opened | Step::Started)
    }

    /// Whether a live instruction can be given.
    pub fn takes_instruction(&self) -> bool {
        let is_ended = self.ended && self.step == Step::Rest;
        self.is_two && self.outer.is_none() && !self.violated && (self.is_out() || is_ended)
    }

    /// What an honest program may write here, in the `way`th way.
    pub fn next(&self, way: u8, text: &str) -> Vec<(Channel, String)> {
        if self.is_two {
            return vec![(Channel::Engine, self.next_of_two(way, text))];
        }
        let opened = (Channel::Stderr, "none\n".to_owned());
        match (self.step, way % 4) {
            (Step::Answered, _) => vec![(Channel::Stdout, "close\n".to_owned())],
            (_, 0) => vec![opened, (Channel::Stdout, "start\n".to_owned())],
            (_, 1) => {
                vec![opened, (Channel::Stdout, format!("start\n{}", long(way)))]
            }
            _ => vec![
                opened,
                (Channel::Stdout, format!("start\n{text}\ninsert\n")),
            ],
        }
    }

    fn next_of_two(&self, way: u8, text: &str) -> String {
        let json = serde_json::json!(text);
        let at_rest = [
            format!("none {{\"file\":{json},\"line\":1,\"stack\":[{{\"name\":{json}}}]}}\n"),
            "none\n".to_owned(),
            format!("input {{\"prompt\":{json}}}\n"),
            format!("error {{\"message\":{json},\"frames\":[{{\"origin\":{json}}}]}}\n"),
            match self.outer {
                Some(_) => format!("result {{\"n\":1,\"value\":{json}}}\n"),
                None => "idle\n".to_owned(),
            },
        ];
        match self.step {
            _ if !self.is_ready => "ready {\"revision\":2}\n".to_owned(),
            Step::Rest => at_rest[usize::from(way) % at_rest.len()].clone(),
            Step::Opened if way % 4 == 0 => format!("start\n{}", long(way)),
            Step::Opened if way % 2 == 0 => format!("start\n{text}\ninsert\n"),
            Step::Opened => format!("start json\n{json}\ninsert\n"),
            Step::Started => format!("{text}\ninsert\n"),
            Step::Out => String::new(),
            Step::Answered => "close\n".to_owned(),
        }
    }

    /// The answer is written.
    pub fn answered(&mut self) {
        self.go(Step::Out, Step::Answered);
    }

    /// A live instruction is written.
    pub fn instructed(&mut self) {
        self.outer = Some(self.step);
        self.step = Step::Rest;
    }

    /// Checks a command.
    pub fn command(&self, command: &str) {
        assert!(command.len() <= self.command_bytes, "a command is too long");
        assert!(
            self.is_two || !is_control_word(command),
            "a word of the wire is a command",
        );
    }

    fn go(&mut self, from: Step, to: Step) {
        assert!(self.is_ready, "{to:?} before ready");
        assert_eq!(self.step, from, "before {to:?}");
        self.step = to;
    }

    fn violation(&mut self, violation: &Violation) {
        self.violated = true;
        match violation {
            Violation::ControlWord(word) => {
                assert!(!self.is_two && is_control_word(word));
                assert!(word.len() <= self.command_bytes);
            }
            Violation::CommandTooLong { limit_bytes } => {
                assert_eq!(*limit_bytes, self.command_bytes);
            }
            Violation::Unexpected { got, .. } => {
                assert!(self.is_two && got.chars().count() <= QUOTED_CHARS);
            }
        }
        if self.is_two {
            self.step = Step::Rest;
        }
    }
}

/// More than a line may have, mostly.
fn long(way: u8) -> String {
    "x".repeat(64 * usize::from(way))
}
