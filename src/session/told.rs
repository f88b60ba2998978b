//! What the clients of a session are told of its run.

use std::time::Duration;

use super::action::{Action, FrameKind, millis};
use super::console::Pace;
use super::instructions::Unevaluated;
use super::log::CommandKey;
use super::room::Room;
use super::run::{Output, Run};
use super::{Audience, Session};
use crate::messages::{Command, CommandIssued, Exit, Limit, ProgramError, RunEnd, ToClient};
use crate::protocol::command::{Form, Meaning};
use crate::protocol::native::{
    CommandTold, ErrorTold, ExecError, ExecResult, InputRequest, RunEnded, RunTold, ServerMessage,
    SessionState, SourceTold, SourceTrace,
};

impl Session {
    /// Tells the audience what a run decided.
    pub(super) fn tell(&mut self, now: Duration, output: Output) -> Vec<Action> {
        match &mut self.audience {
            Audience::Classic { is_closed } => {
                *is_closed |= matches!(output, Output::Over(_));
                classic(output).into_iter().map(Action::Tell).collect()
            }
            Audience::Native(_) => {
                self.tell_room(now, output);
                self.actions()
            }
        }
    }

    fn tell_room(&mut self, now: Duration, output: Output) {
        let (Audience::Native(room), Some(run)) = (&mut self.audience, &self.run) else {
            return;
        };
        let publish = |room: &mut Room, message| room.publish(FrameKind::Status, message);
        match output {
            Output::Play { cid, issued } => {
                let key = CommandKey {
                    run: self.runs,
                    cid,
                };
                let at = millis(run.age(now));
                let told = command_told(cid, at, issued);
                room.play(now, key, ServerMessage::Command(Box::new(told)));
            }
            Output::Reset(attempt) => {
                room.clear_stage();
                room.ask_reset(attempt);
            }
            Output::Evaluated { xid, outcome } => {
                room.flush_console(now, Pace::Level);
                let told = exec_result(xid, outcome);
                room.publish(FrameKind::Other, ServerMessage::ExecResult(Box::new(told)));
            }
            Output::AskInput(asked) => {
                room.flush_console(now, Pace::Level);
                let prompt = asked.prompt;
                publish(room, ServerMessage::InputRequest(InputRequest { prompt }));
            }
            Output::Failed(error) => publish(room, failed(&error, false)),
            Output::Retried { end, .. } => {
                room.flush_console(now, Pace::Level);
                if let Some(error) = &end.error {
                    publish(room, failed(error, false));
                }
            }
            // That it is over is told with how.
            Output::Stands(state) => {
                if !run.is_over() {
                    publish(room, ServerMessage::RunState(state));
                }
            }
            Output::Over(end) => {
                room.flush_console(now, Pace::All);
                if let Some(error) = &end.error {
                    publish(room, failed(error, true));
                }
                let ended = run_ended(&end, run.age(now));
                self.ended = Some(ended.clone());
                publish(room, ServerMessage::RunEnded(Box::new(ended)));
            }
            // Its place is told with where it stands.
            Output::Queued(_)
            | Output::AskToStart(_)
            | Output::Withdraw
            | Output::Launch { .. }
            | Output::Answer(_)
            | Output::Refuse(_)
            | Output::Instruct(_)
            | Output::Input(_)
            | Output::Stop(_)
            | Output::Report(_) => (),
        }
    }

    /// Everything that somebody must know who comes now.
    pub(super) fn state_told(&self, room: &Room) -> SessionState {
        let run = self.run.as_ref().zip(self.run_id);
        SessionState {
            source: self.run.as_ref().map(|run| SourceTold {
                game: self.game.clone(),
                language: self.source.language.to_string(),
                files: self.source.files.clone(),
                mode: self.source.mode,
                restart: run.settings().restart,
            }),
            run: run.map(|(run, id)| self.run_told(run, id.to_string())),
            is_player: false,
            stage_complete: room.stage_is_whole(),
            describe: room.describe.clone(),
            goals: room.goals.clone(),
            stage: self.stage.as_ref().map(|stage| stage.told(room)),
            seat: self.seat().cloned(),
        }
    }

    fn run_told(&self, run: &Run, id: String) -> RunTold {
        RunTold {
            id,
            state: run.state(),
            paused: run.gate().is_paused(),
            speed: millis(run.gate().spacing()),
            commands: run.commands(),
            input: run.input_asked().map(|asked| InputRequest {
                prompt: asked.prompt.clone(),
            }),
            ended: self.ended.clone(),
        }
    }
}

/// What a client of the original's protocol is told, if anything.
fn classic(output: Output) -> Option<ToClient> {
    match output {
        Output::Play { issued, .. } => Some(ToClient::Play(issued.command)),
        Output::Queued(place) => {
            let notice = format!(
                "the server is full; your program is number {place} in the queue and starts by \
                 itself"
            );
            Some(ToClient::Notice(notice))
        }
        Output::Retried { end, nth, of } => {
            let why = match &end.error {
                Some(error) => error.message.as_str(),
                None => "the program ended before it began",
            };
            let notice = format!("{why}; starting it again ({nth} of {of})");
            Some(ToClient::Notice(notice))
        }
        Output::Over(end) => Some(ToClient::Ended(end)),
        Output::AskToStart(_)
        | Output::Withdraw
        | Output::Launch { .. }
        | Output::Reset(_)
        | Output::Answer(_)
        | Output::Refuse(_)
        | Output::Instruct(_)
        | Output::Evaluated { .. }
        | Output::AskInput(_)
        | Output::Input(_)
        | Output::Failed(_)
        | Output::Stands(_)
        | Output::Stop(_)
        | Output::Report(_) => None,
    }
}

fn failed(error: &ProgramError, fatal: bool) -> ServerMessage {
    ServerMessage::ProgramError(Box::new(ErrorTold::of(error, fatal)))
}

fn command_told(cid: u64, at: u64, issued: CommandIssued) -> CommandTold {
    let CommandIssued {
        command: Command(line),
        at: place,
        stack,
    } = issued;
    let src = place.map(|place| SourceTrace {
        file: place.file,
        line: place.line,
        stack,
    });
    let (action, params, form) = match Meaning::of(&line) {
        Meaning::Action {
            action,
            params,
            form,
        } => (Some(action), params, Some(form)),
        Meaning::Raw => (None, None, None),
    };
    let raw = match form {
        Some(Form::Ours | Form::Pair) => None,
        Some(Form::More) | None => Some(line.to_string()),
    };
    CommandTold {
        cid,
        at,
        src,
        action,
        params,
        raw,
        is_pair: form == Some(Form::Pair),
        redelivered: false,
        replay: false,
    }
}

fn exec_result(xid: String, outcome: Result<Option<String>, Unevaluated>) -> ExecResult {
    let ok = outcome.is_ok();
    let (value, error) = match outcome {
        Ok(value) => (value, None),
        Err(Unevaluated { code, text, error }) => {
            let error = error.map(|error| ErrorTold::of(&error, false));
            (None, Some(ExecError { code, text, error }))
        }
    };
    ExecResult {
        xid,
        ok,
        value,
        error,
    }
}

fn run_ended(end: &RunEnd, age: Duration) -> RunEnded {
    let (exit, signal) = match end.exit {
        Some(Exit::Status(status)) => (Some(status), None),
        Some(Exit::Signal(signal)) => (None, Some(signal)),
        None => (None, None),
    };
    let limit: Option<Limit> = end.limit;
    RunEnded {
        reason: end.reason,
        exit,
        signal,
        limit,
        commands: end.commands,
        duration_ms: millis(age),
        error: end.error.as_ref().map(|error| ErrorTold::of(error, true)),
    }
}
