//! Who does something.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Administrator, AdministratorId, Describe, Language, TokenId, User, UserId};

/// Who did something: what the audit log and the history keep is the type and the identifier. The name is the present
/// one, looked up when it is shown; `null` when there is none any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", try_from = "Parts")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Actor {
    /// An administrator in the browser.
    Administrator {
        /// The account.
        id: AdministratorId,
        /// The account's name.
        name: Option<String>,
    },
    /// A script with an API token.
    Token {
        /// The token.
        id: TokenId,
        /// The token's name.
        name: Option<String>,
    },
    /// An organizer in the browser, for themselves.
    Organizer {
        /// The user.
        user: UserId,
        /// The user's display name.
        name: Option<String>,
    },
    /// Somebody on the server's command line.
    CommandLine,
    /// Konfid itself.
    System,
    /// Somebody who is not signed in, such as one who tries to.
    Anonymous,
}

/// The types of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ActorType {
    /// [`Actor::Administrator`].
    Administrator,
    /// [`Actor::Token`].
    Token,
    /// [`Actor::Organizer`].
    Organizer,
    /// [`Actor::CommandLine`].
    CommandLine,
    /// [`Actor::System`].
    System,
    /// [`Actor::Anonymous`].
    Anonymous,
}

impl Actor {
    /// The user, acting for themselves.
    pub fn organizer(user: &User) -> Self {
        Self::Organizer { user: user.id, name: Some(user.display_name.clone()) }
    }

    /// The actor of this type with this identifier and name; `None` if the type needs an identifier and there is none.
    pub fn from_parts(kind: ActorType, id: Option<Uuid>, name: Option<String>) -> Option<Self> {
        Some(match kind {
            ActorType::Administrator => Self::Administrator { id: AdministratorId::from_uuid(id?), name },
            ActorType::Token => Self::Token { id: TokenId::from_uuid(id?), name },
            ActorType::Organizer => Self::Organizer { user: UserId::from_uuid(id?), name },
            ActorType::CommandLine => Self::CommandLine,
            ActorType::System => Self::System,
            ActorType::Anonymous => Self::Anonymous,
        })
    }

    /// The type and the identifier: what is kept.
    pub const fn parts(&self) -> (ActorType, Option<Uuid>) {
        match self {
            Self::Administrator { id, .. } => (ActorType::Administrator, Some(id.uuid())),
            Self::Token { id, .. } => (ActorType::Token, Some(id.uuid())),
            Self::Organizer { user, .. } => (ActorType::Organizer, Some(user.uuid())),
            Self::CommandLine => (ActorType::CommandLine, None),
            Self::System => (ActorType::System, None),
            Self::Anonymous => (ActorType::Anonymous, None),
        }
    }

    /// The same with this name, if it is of a type that has names.
    #[must_use]
    pub fn with_name(mut self, new: Option<String>) -> Self {
        match &mut self {
            Self::Administrator { name, .. } | Self::Token { name, .. } | Self::Organizer { name, .. } => {
                *name = new;
            }
            Self::CommandLine | Self::System | Self::Anonymous => (),
        }
        self
    }

    /// Who it is, as it stands within a sentence.
    pub fn within_sentence(&self, language: Language) -> String {
        let (english, swedish) = match self {
            Self::Administrator { name: Some(name), .. } => return name.clone(),
            Self::Token { name: Some(name), .. } => return format!("token {name}"),
            Self::Organizer { name: Some(name), .. } => {
                return match language {
                    Language::En => format!("{name} (organizer)"),
                    Language::Sv => format!("{name} (organisatör)"),
                };
            }
            Self::Administrator { name: None, .. } => ("a former administrator", "en tidigare administratör"),
            Self::Token { name: None, .. } => ("a deleted token", "en borttagen token"),
            Self::Organizer { name: None, .. } => ("a removed user", "en borttagen användare"),
            Self::CommandLine => ("command line", "kommandoraden"),
            Self::System => ("Konfid", "Konfid"),
            Self::Anonymous => ("somebody not signed in", "någon som inte är inloggad"),
        };
        match language {
            Language::En => english.to_owned(),
            Language::Sv => swedish.to_owned(),
        }
    }
}

impl Describe for Actor {
    /// Who it is, as it stands by itself.
    fn describe(&self, language: Language) -> String {
        let mut words = self.within_sentence(language);
        match self {
            // A name stays as its owner writes it.
            Self::Administrator { name: Some(_), .. } | Self::Organizer { name: Some(_), .. } => words,
            Self::Administrator { .. }
            | Self::Token { .. }
            | Self::Organizer { .. }
            | Self::CommandLine
            | Self::System
            | Self::Anonymous => {
                // The words above begin with ASCII letters; other letters would bring large tables into the page.
                if let Some(first) = words.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                words
            }
        }
    }
}

impl From<Administrator> for Actor {
    fn from(Administrator { id, name }: Administrator) -> Self {
        Self::Administrator { id, name: Some(name) }
    }
}

/// How an actor is read: all types have the same few fields, so the page needs no reader that looks ahead for the type.
#[derive(Deserialize)]
struct Parts {
    r#type: ActorType,
    id: Option<Uuid>,
    user: Option<Uuid>,
    name: Option<String>,
}

impl TryFrom<Parts> for Actor {
    type Error = &'static str;

    fn try_from(Parts { r#type, id, user, name }: Parts) -> Result<Self, Self::Error> {
        Self::from_parts(r#type, id.or(user), name).ok_or("an actor of this type has an identifier")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_actor() -> Vec<Actor> {
        let id = Uuid::from_u128(7);
        let kinds = [
            ActorType::Administrator,
            ActorType::Token,
            ActorType::Organizer,
            ActorType::CommandLine,
            ActorType::System,
            ActorType::Anonymous,
        ];
        let named = kinds.map(|kind| Actor::from_parts(kind, Some(id), Some("Kim".into())).unwrap());
        let nameless = kinds.map(|kind| Actor::from_parts(kind, Some(id), None).unwrap());
        named.into_iter().chain(nameless).collect()
    }

    #[test]
    fn an_actor_comes_back_from_the_wire() {
        for actor in every_actor() {
            let written = serde_json::to_string(&actor).unwrap();
            assert_eq!(serde_json::from_str::<Actor>(&written).unwrap(), actor, "{written}");
            let (kind, id) = actor.parts();
            let kept = Actor::from_parts(kind, id, None).unwrap();
            assert_eq!(kept, actor.with_name(None), "type and identifier say who it was");
        }
        assert!(serde_json::from_str::<Actor>(r#"{"type":"token"}"#).is_err(), "it has no identifier");
        assert!(serde_json::from_str::<Actor>(r#"{"type":"robot"}"#).is_err());
    }

    #[test]
    fn everybody_has_words_in_both_languages() {
        let mut told = Vec::new();
        for actor in every_actor() {
            for language in Language::ALL {
                told.push(format!("{} | by {}", actor.describe(language), actor.within_sentence(language)));
            }
        }
        insta::assert_snapshot!(told.join("\n"));
    }
}
