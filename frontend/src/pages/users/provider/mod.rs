//! Who provides a user's audio conferencing, in the action pane and in a dialog.

mod dialog;
mod draft;
mod fields;
mod pane;
mod text;

pub(super) use dialog::ProviderDialog;
pub(super) use pane::third_party;
pub(super) use text::ProviderText;
