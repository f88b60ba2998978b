//! Console text: bounded, paced, and told with what is missing.

use proptest::prelude::*;

use super::*;

fn printed(bytes: &[u8]) -> ConsolePrinted {
    ConsolePrinted {
        stream: ConsoleStream::Stdout,
        bytes: bytes.to_vec(),
        lost_bytes: 0,
    }
}

fn text(told: &[Told]) -> String {
    told.iter()
        .map(|it| match it {
            Told::Message(message) => message.text.clone(),
            Told::Gap(gap) => format!("[{} bytes]", gap.bytes),
        })
        .collect()
}

#[test]
fn text_is_joined_and_a_character_is_not_cut() {
    let mut console = Console::default();
    let (first, second) = "naïve".as_bytes().split_at(3);
    console.print(&printed(first), Duration::ZERO);
    console.print(&printed(second), Duration::from_millis(10));
    console.close();
    let told = console.tell(&mut Cursor::default(), JOINED, Pace::Limited);
    assert_eq!(text(&told), "naïve");
}

#[test]
fn of_a_flood_the_beginning_and_the_end_are_told_and_the_gap_between() {
    let mut console = Console::default();
    let mut cursor = Cursor::default();
    let mut told = Vec::new();
    let line = format!("{:0>1023}\n", 1);
    for at in 0..100_000_u64 {
        console.print(&printed(line.as_bytes()), Duration::from_micros(at));
        if at % 100 == 0 {
            told.extend(console.tell(&mut cursor, Duration::from_micros(at), Pace::Limited));
        }
    }
    console.close();
    told.extend(console.tell(&mut cursor, Duration::from_secs(1), Pace::All));
    let gaps: Vec<_> = told
        .iter()
        .filter(|it| matches!(it, Told::Gap(_)))
        .collect();
    assert_eq!(gaps.len(), 1, "{gaps:?}");
    let bytes: u64 = told
        .iter()
        .map(|it| match it {
            Told::Message(message) => message.text.len() as u64,
            Told::Gap(gap) => gap.bytes,
        })
        .sum();
    assert_eq!(bytes, 100_000 * 1024);
    assert!(told.len() < 100);
}

#[test]
fn before_a_command_the_client_is_level() {
    let mut console = Console::default();
    let mut cursor = Cursor::default();
    console.print(&printed(&b"x".repeat(400 * 1024)), Duration::ZERO);
    console.close();
    let told = console.tell(&mut cursor, Duration::ZERO, Pace::Level);
    assert!(matches!(told[0], Told::Gap(Gap { from_n: 1, .. })));
    assert!(told.len() > 10 && !console.is_ahead_of(&cursor));
}

proptest! {
    #[test]
    fn every_byte_is_told_or_counted(
        pieces in prop::collection::vec((0_usize..50_000, any::<bool>(), 0_u64..100), 0..60),
    ) {
        let mut console = Console::default();
        let mut cursor = Cursor::default();
        let (mut printed_bytes, mut told, mut now) = (0, Vec::new(), Duration::ZERO);
        for (bytes, level, ms) in pieces {
            now += Duration::from_millis(ms);
            printed_bytes += bytes as u64;
            console.print(&printed(&vec![b'x'; bytes]), now);
            console.close();
            let pace = if level { Pace::Level } else { Pace::Limited };
            told.extend(console.tell(&mut cursor, now, pace));
        }
        told.extend(console.tell(&mut cursor, now, Pace::All));
        let mut n = 0;
        let mut sum = 0;
        for it in told {
            match it {
                Told::Message(message) => {
                    n += 1;
                    prop_assert_eq!(message.n, n);
                    sum += message.text.len() as u64;
                }
                Told::Gap(gap) => {
                    prop_assert_eq!(gap.from_n, n + 1);
                    n = gap.to_n;
                    sum += gap.bytes;
                }
            }
        }
        prop_assert_eq!(sum, printed_bytes);
    }
}

#[test]
fn what_grows_on_the_wire_counts_as_long_as_it_gets() {
    assert_eq!(wire_bytes("a\u{0}\n\"é"), 1 + 6 + 2 + 2 + 2);
    for (text, told_bytes) in [("x", 256 * 1024), ("\u{0}", 256 * 1024 / 6)] {
        let mut console = Console::default();
        console.print(&printed(text.repeat(256 * 1024).as_bytes()), Duration::ZERO);
        console.close();
        let told = console.tell(&mut Cursor::default(), JOINED, Pace::Limited);
        let bytes: usize = told.iter().map(text_bytes).sum();
        let least = told_bytes - MESSAGE_BYTES;
        assert!(
            (least..=told_bytes).contains(&bytes),
            "{bytes} bytes of {text:?}"
        );
    }
}

fn text_bytes(told: &Told) -> usize {
    match told {
        Told::Message(message) => message.text.len(),
        Told::Gap(_) => 0,
    }
}
