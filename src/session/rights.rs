//! What a connection may ask for.

use super::action::LinkId;
use super::{Audience, Session};
use crate::protocol::native::{ClientMessage, Refused, Role, refused};

impl Session {
    /// Refuses what the connection has no role for, and what is another's turn.
    pub(super) fn may(&self, link: LinkId, message: &ClientMessage) -> Result<(), Refused> {
        let Audience::Native(room) = &self.audience else {
            return Ok(());
        };
        let Some((id, member)) = room
            .members
            .of(link)
            .and_then(|id| Some((id, room.members.get(id)?)))
        else {
            return Err(refused(
                "no_session",
                "this connection belongs to no session",
            ));
        };
        let needs = match message {
            ClientMessage::RunStart(_)
            | ClientMessage::RunPause(_)
            | ClientMessage::RunResume(_)
            | ClientMessage::RunStop(_)
            | ClientMessage::RunStep(_)
            | ClientMessage::RunSpeed(_)
            | ClientMessage::RunExec(_)
            | ClientMessage::StageJoin(_)
            | ClientMessage::StageLeave(_)
            | ClientMessage::Input(_) => Role::Editor,
            ClientMessage::CommandResult(_)
            | ClientMessage::CommandProgress(_)
            | ClientMessage::StageSnapshot(_)
            | ClientMessage::Describe(_)
            | ClientMessage::Goal(_)
            | ClientMessage::PlayerTake(_)
            | ClientMessage::StageOpen(_)
            | ClientMessage::StageClose(_)
            | ClientMessage::Ok(_)
            | ClientMessage::Error(_) => Role::Player,
            ClientMessage::Hello(_)
            | ClientMessage::Pong(_)
            | ClientMessage::Bye(_)
            | ClientMessage::Watch(_)
            | ClientMessage::Unwatch(_)
            | ClientMessage::RunRecord(_)
            | ClientMessage::GameApi(_) => {
                return Ok(());
            }
        };
        if !member.roles.contains(&needs) {
            let role = format!("{needs:?}").to_lowercase();
            let text = format!("this connection is no {role}; ask for the role in `hello`");
            return Err(refused("forbidden", text));
        }
        let takes = matches!(message, ClientMessage::PlayerTake(_));
        if takes && room.members.has_host() {
            let text = "the program plays on another stage; send `stage.leave` first";
            return Err(refused("seated", text));
        }
        if needs == Role::Player && !takes && !room.members.is_player(id) {
            let text = "another page plays; send `player.take` to take over";
            return Err(refused("not_player", text));
        }
        Ok(())
    }
}
