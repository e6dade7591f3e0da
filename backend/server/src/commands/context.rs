//! What commands about users work with.

use shared::{Language, User};

use super::find::find_user;
use crate::arguments::TargetArguments;
use crate::client::Client;
use crate::command_error::Result;

/// A client, and how to answer.
pub(super) struct CommandContext {
    pub(super) client: Client,
    pub(super) language: Language,
    /// Whether answers are for programs.
    pub(super) json: bool,
}

impl CommandContext {
    /// A desk at what the command names; close its client in the end.
    pub(super) async fn open(target: &TargetArguments, language: Language) -> Result<Self> {
        Ok(Self { client: super::open(target, language).await?, language, json: target.json })
    }

    /// The one user that somebody means.
    pub(super) async fn find(&self, text: &str) -> Result<User> {
        find_user(&self.client, text, self.language).await
    }
}
