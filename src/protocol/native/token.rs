//! Signed words that prove who a client is: resume tokens and attach keys.
//!
//! `<life>.<kind>.<session>.<member>.<generation>.<signature>`: the life is that of the server, so
//! that a token from before a restart is known as such without its key.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::client::Role;

/// How much of the signature is told, in bytes.
const SIGNATURE_BYTES: usize = 16;

/// Signs and reads the words of one life of the server.
#[derive(Clone)]
pub struct Signer {
    life: u64,
    key: [u8; 64],
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("life", &self.life)
            .finish_non_exhaustive()
    }
}

/// What a word says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It comes back.
    Resume {
        /// The session's id.
        session: String,
        /// Which of its members.
        member: u32,
        /// Which of the member's tokens.
        generation: u32,
    },
    /// It brings its program to the stage of a session.
    Stage {
        /// The id of the session that has the stage.
        session: String,
    },
    /// It joins.
    Attach {
        /// The session's id.
        session: String,
        /// As what.
        role: Role,
    },
}

/// Why a word says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It was signed by an earlier life of the server, or says so.
    OtherLife,
    /// It was not signed by us.
    Forged,
}

impl Signer {
    /// For the life with this number, with a key that nobody else knows.
    pub fn new(life: u64, key: [u8; 64]) -> Self {
        Self { life, key }
    }

    /// The word that says `claim`.
    pub fn sign(&self, claim: &Claim) -> String {
        let text = match claim {
            Claim::Resume {
                session,
                member,
                generation,
            } => format!("{:x}.r.{session}.{member}.{generation}", self.life),
            Claim::Stage { session } => format!("{:x}.s.{session}.0.0", self.life),
            Claim::Attach { session, role } => {
                format!("{:x}.{}.{session}.0.0", self.life, letter(*role))
            }
        };
        let signature = self.signature(&text);
        format!("{text}.{signature}")
    }

    /// What `word` says.
    ///
    /// # Errors
    ///
    /// Fails when it is not a word of this life that we signed.
    pub fn read(&self, word: &str) -> Result<Claim, Unreadable> {
        let (text, signature) = word.rsplit_once('.').ok_or(Unreadable::Forged)?;
        let fields: Vec<&str> = text.split('.').collect();
        let [life, kind, session, member, generation] = fields[..] else {
            return Err(Unreadable::Forged);
        };
        let life = u64::from_str_radix(life, 16).map_err(|_| Unreadable::Forged)?;
        if life != self.life {
            return Err(Unreadable::OtherLife);
        }
        if !same_secret(&self.signature(text), signature) {
            return Err(Unreadable::Forged);
        }
        let session = session.to_owned();
        let number = |text: &str| text.parse().map_err(|_| Unreadable::Forged);
        match kind {
            "r" => Ok(Claim::Resume {
                session,
                member: number(member)?,
                generation: number(generation)?,
            }),
            "s" => Ok(Claim::Stage { session }),
            "p" => Ok(Claim::Attach {
                session,
                role: Role::Player,
            }),
            "o" => Ok(Claim::Attach {
                session,
                role: Role::Observer,
            }),
            _ => Err(Unreadable::Forged),
        }
    }

    fn signature(&self, text: &str) -> String {
        let mut mac = Hmac::<Sha256>::new(&self.key.into());
        mac.update(text.as_bytes());
        let bytes = mac.finalize().into_bytes();
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        let told = bytes.iter().take(SIGNATURE_BYTES);
        told.flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
            .collect()
    }
}

/// Compares in a time that does not depend on where they differ.
pub fn same_secret(a: &str, b: &str) -> bool {
    let differences = a
        .bytes()
        .zip(b.bytes())
        .fold(0, |all, (a, b)| all | (a ^ b));
    a.len() == b.len() && differences == 0
}

fn letter(role: Role) -> char {
    match role {
        Role::Player | Role::Editor => 'p',
        Role::Observer | Role::Controller => 'o',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(generation: u32) -> Claim {
        Claim::Resume {
            session: "s1".to_owned(),
            member: 2,
            generation,
        }
    }

    #[test]
    fn only_what_this_life_signed_is_believed() {
        let ours = Signer::new(7, [1; 64]);
        let token = ours.sign(&claim(3));
        assert_eq!(ours.read(&token), Ok(claim(3)));
        assert_eq!(
            Signer::new(8, [1; 64]).read(&token),
            Err(Unreadable::OtherLife)
        );
        assert_eq!(
            Signer::new(7, [2; 64]).read(&token),
            Err(Unreadable::Forged)
        );
        let forged = token.replacen(".2.3.", ".2.4.", 1);
        for word in [
            forged.as_str(),
            "",
            ".",
            "7.r.s1.2.3.",
            &token[..token.len() - 1],
        ] {
            assert_eq!(ours.read(word), Err(Unreadable::Forged), "{word}");
        }
        let key = Claim::Attach {
            session: "s1".to_owned(),
            role: Role::Observer,
        };
        assert_eq!(ours.read(&ours.sign(&key)), Ok(key));
    }
}
