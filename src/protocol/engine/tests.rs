mod properties;
mod transcripts;

use super::*;
use bytestring::ByteString;

const LIMITS: Limits = Limits {
    command_bytes: 1_024,
};

fn revision_1() -> Exchange {
    Exchange::One(Revision1::new(LIMITS))
}

fn revision_2() -> Exchange {
    Exchange::Two(Revision2::new(LIMITS))
}

/// One event as a line of a transcript.
fn said(event: &Event) -> String {
    match event {
        Event::Ready(ready) => format!("ready {} {}", ready.language, ready.version)
            .trim_end()
            .to_owned(),
        Event::Opened(opened) => match &opened.at {
            Some(at) => format!("opened {}:{} in {:?}", at.file, at.line, at.name),
            None => "opened".to_owned(),
        },
        Event::Started(InstructionStarted) => "started".to_owned(),
        Event::Issued(command) => format!("issued {:?}", command.command.0),
        Event::Closed(InstructionClosed) => "closed".to_owned(),
        Event::Printed(text) => {
            let stream = match text.stream {
                ConsoleStream::Stdout => "stdout",
                ConsoleStream::Stderr => "stderr",
            };
            format!("{stream} {:?}", String::from_utf8_lossy(&text.bytes))
        }
        Event::ErrorBegan => "error began".to_owned(),
        Event::InputAsked(asked) => format!("asked input {:?}", asked.prompt),
        Event::Evaluated(done) => match &done.error {
            Some(error) => format!("evaluated {} failed {}", done.n, error.message),
            None => format!("evaluated {} {:?}", done.n, done.value),
        },
        Event::ProgramEnded(ProgramIdle) => "program ended".to_owned(),
        Event::Failed(error) => format!("failed {} line {:?}", error.message, error.line),
        Event::Violated(violation) => format!("violated {violation}"),
    }
}
