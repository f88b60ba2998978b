//! Whatever the interleaving of the pipes and the split of the bytes: the same commands in the
//! same order, one outstanding at most, no hang and no panic.

use std::collections::VecDeque;

use proptest::prelude::*;

use super::*;

/// What a program does, one step at a time.
#[derive(Clone, Debug)]
enum Step {
    /// Prints to standard output, any bytes.
    Print(Vec<u8>),
    /// Sends a command and waits for its answer.
    Send(String),
}

/// What a forged or honest program writes when it sends `command`.
fn instruction(revision: u32, command: &str) -> [(Channel, Vec<u8>); 2] {
    if revision == 1 {
        let text = format!("start\n{command}\ninsert\n");
        return [
            (Channel::Stderr, b"none\n".to_vec()),
            (Channel::Stdout, text.into_bytes()),
        ];
    }
    let text = format!("start\n{command}\ninsert\n");
    [
        (Channel::Engine, b"none {\"line\":1}\n".to_vec()),
        (Channel::Engine, text.into_bytes()),
    ]
}

/// A program and its pipes, run by hand.
struct World {
    steps: VecDeque<Step>,
    /// Writes that the program makes before its next step.
    writes: VecDeque<(Channel, Vec<u8>)>,
    blocked: bool,
    pipes: [(Channel, VecDeque<u8>); 3],
    exchange: Exchange,
    revision: u32,
    outstanding: bool,
    commands: Vec<String>,
    console: Vec<u8>,
    answers_written: usize,
}

impl World {
    fn new(revision: u32, steps: &[Step]) -> Self {
        let exchange = if revision == 1 {
            revision_1()
        } else {
            revision_2()
        };
        let mut world = Self {
            steps: steps.iter().cloned().collect(),
            writes: VecDeque::new(),
            blocked: false,
            pipes: [Channel::Stdout, Channel::Stderr, Channel::Engine]
                .map(|it| (it, VecDeque::new())),
            exchange,
            revision,
            outstanding: false,
            commands: Vec::new(),
            console: Vec::new(),
            answers_written: 0,
        };
        if revision == 2 {
            let ready = b"ready {\"revision\":2}\n".to_vec();
            world.writes.push_back((Channel::Engine, ready));
        }
        world
    }

    /// The program makes its next write, unless it waits for an answer.
    fn run_program(&mut self) {
        if let Some((channel, bytes)) = self.writes.pop_front() {
            self.pipe(channel).extend(bytes);
            return;
        }
        if self.blocked {
            return;
        }
        match self.steps.pop_front() {
            Some(Step::Print(bytes)) => self.pipe(Channel::Stdout).extend(bytes),
            Some(Step::Send(command)) => {
                self.writes.extend(instruction(self.revision, &command));
                self.blocked = true;
            }
            None => (),
        }
    }

    fn read(&mut self, channel: Channel, count: usize) {
        let pipe = self.pipe(channel);
        let count = count.min(pipe.len());
        let bytes: Vec<u8> = pipe.drain(..count).collect();
        let mut events = Vec::new();
        self.exchange.feed(channel, &bytes, &mut events);
        if self.exchange.wants_look() {
            for channel in [Channel::Stdout, Channel::Stderr] {
                let bytes: Vec<u8> = self.pipe(channel).drain(..).collect();
                self.exchange.feed(channel, &bytes, &mut events);
            }
            self.exchange.looked(&mut events);
        }
        for event in events {
            self.take(event);
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Issued(command) => {
                assert!(!self.outstanding, "a second command is outstanding");
                self.outstanding = true;
                self.commands.push(command.command.0.to_string());
            }
            Event::Printed(text) => self.console.extend(text.bytes),
            Event::Violated(violation) => panic!("{violation}"),
            Event::Ready(_)
            | Event::Opened(_)
            | Event::Started(_)
            | Event::Closed(_)
            | Event::ErrorBegan
            | Event::InputAsked(_)
            | Event::Evaluated(_)
            | Event::ProgramEnded(_)
            | Event::Failed(_) => (),
        }
    }

    fn answer(&mut self) {
        if !self.outstanding {
            return;
        }
        self.outstanding = false;
        match self
            .exchange
            .answer(&AnswerCommand(ByteString::from_static("ok")))
        {
            Answered::Write(_) => {
                self.answers_written += 1;
                self.blocked = false;
                let channel = if self.revision == 1 {
                    Channel::Stdout
                } else {
                    Channel::Engine
                };
                self.writes.push_back((channel, b"close\n".to_vec()));
            }
            Answered::Superseded(command) => self.take(Event::Issued(command)),
            Answered::NotAsked => panic!("the command in hand was not asked for"),
        }
    }

    fn pipe(&mut self, channel: Channel) -> &mut VecDeque<u8> {
        let found = self.pipes.iter_mut().find(|(it, _)| *it == channel);
        &mut found.expect("every channel has a pipe").1
    }

    /// Lets everybody run until nothing moves any more.
    fn settle(&mut self) {
        for _ in 0..2_000 {
            self.run_program();
            for channel in [Channel::Stderr, Channel::Stdout, Channel::Engine] {
                self.read(channel, usize::MAX);
            }
            self.answer();
        }
        assert!(self.steps.is_empty(), "the program hangs");
        let mut events = Vec::new();
        for channel in [Channel::Stdout, Channel::Stderr, Channel::Engine] {
            self.exchange.end_of(channel, &mut events);
        }
        for event in events {
            self.take(event);
        }
    }
}

/// One move of the machine's surroundings.
#[derive(Clone, Debug)]
enum Turn {
    Run,
    Read(Channel, usize),
    Answer,
}

fn turn() -> impl Strategy<Value = Turn> {
    let channel = prop_oneof![
        Just(Channel::Stdout),
        Just(Channel::Stderr),
        Just(Channel::Engine)
    ];
    prop_oneof![
        Just(Turn::Run),
        (channel, 1..40_usize).prop_map(|(channel, count)| Turn::Read(channel, count)),
        Just(Turn::Answer),
    ]
}

/// Console text of a program, protocol words included, a whole line `insert` excepted.
fn text() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::sample::select(vec![
            "start\n",
            "close\n",
            "none\n",
            "start",
            "close",
            "none",
            "hello",
            "hello\n",
            "\n",
            "xinsert\n",
            "insert coin\n",
            "start\nx\n",
            "start\nstart\n",
            "\u{0}\n",
            " start \n",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..30).prop_filter("forged", |bytes| !bytes
            .windows(6)
            .any(|it| it == b"insert")),
        (1..2_000_usize).prop_map(|count| vec![b'x'; count]),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let command = "[a-z{}\":,0-9 éß€😀]{1,20}|restart|start x|xclose"
        .prop_filter("a control word", |it: &String| {
            !crate::protocol::words::is_control_word(it) && !it.trim().is_empty()
        });
    let step = prop_oneof![text().prop_map(Step::Print), command.prop_map(Step::Send)];
    prop::collection::vec(step, 0..12)
}

/// What was printed, white space aside: a partial line before an instruction loses it.
fn printed(steps: &[Step]) -> Vec<u8> {
    let printed = steps.iter().flat_map(|step| match step {
        Step::Print(bytes) => bytes.clone(),
        Step::Send(_) => Vec::new(),
    });
    printed.filter(|byte| !byte.is_ascii_whitespace()).collect()
}

fn sent(steps: &[Step]) -> Vec<String> {
    let sent = steps.iter().filter_map(|step| match step {
        Step::Send(command) => Some(command.clone()),
        Step::Print(_) => None,
    });
    sent.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_interleaving_gives_the_same_commands_in_order(
        revision in 1..=2_u32,
        steps in steps(),
        turns in prop::collection::vec(turn(), 0..200),
    ) {
        let mut world = World::new(revision, &steps);
        for turn in turns {
            match turn {
                Turn::Run => world.run_program(),
                Turn::Read(channel, count) => world.read(channel, count),
                Turn::Answer => world.answer(),
            }
        }
        world.settle();
        prop_assert_eq!(&world.commands, &sent(&steps));
        prop_assert_eq!(world.answers_written, sent(&steps).len());
        world.console.retain(|byte| !byte.is_ascii_whitespace());
        prop_assert_eq!(world.console, printed(&steps));
    }

    /// A hostile program may write anything anywhere: never a panic, never two commands
    /// outstanding, and nothing held without bound.
    #[test]
    fn hostile_bytes_never_panic_and_never_put_two_commands_out(
        revision in 1..=2_u32,
        feeds in prop::collection::vec(
            (
                prop::sample::select(vec![Channel::Stdout, Channel::Stderr, Channel::Engine]),
                prop_oneof![
                    prop::sample::select(vec![
                        "none\n", "start\n", "insert\n", "close\n", "x\n", "ready {\"revision\":2}\n", "start json\n",
                        "\"a\\nb\"\n", "error {}\n", "none {\"line\":-1}\n", "start", "CLOSE_GAME\n",
                    ]).prop_map(|it| it.as_bytes().to_vec()),
                    prop::collection::vec(any::<u8>(), 0..3_000),
                ],
                any::<bool>(),
            ),
            0..120,
        ),
    ) {
        let mut exchange = if revision == 1 { revision_1() } else { revision_2() };
        let mut outstanding = 0;
        let mut violated = false;
        for (channel, bytes, answers) in feeds {
            let mut events = Vec::new();
            exchange.feed(channel, &bytes, &mut events);
            if exchange.wants_look() {
                exchange.looked(&mut events);
            }
            outstanding += events.iter().filter(|it| matches!(it, Event::Issued(_))).count();
            prop_assert!(outstanding <= 1);
            violated |= events.iter().any(|it| matches!(it, Event::Violated(_)));
            if answers && outstanding == 1 {
                match exchange.answer(&AnswerCommand(ByteString::from_static("ok"))) {
                    Answered::Write(_) => outstanding = 0,
                    Answered::Superseded(_) => (),
                    // Its run is over.
                    Answered::NotAsked if violated => outstanding = 0,
                    Answered::NotAsked => prop_assert!(false, "an outstanding command was forgotten"),
                }
            }
        }
    }
}
