//! The ways from the list into what is loaded when it is shown.

use std::rc::Rc;

use shared::{User, UserSelection};
use yew::prelude::*;

use super::bulk::{self, BulkEnableProps};
use super::form::{self, UserFormProps};
use super::guide::{self, GuideProps};
use crate::pages::{Meanwhile, Piece, later};

/// The first-run guide, while anything is left to do.
pub(super) fn guide(props: GuideProps) -> Html {
    if props.is_needed() {
        later(Piece::User, Meanwhile::Nothing, move || guide::enter(props.clone()))
    } else {
        html! {}
    }
}

/// The dialog that adds a user.
pub(super) fn user_form(automatic_mails: bool, on_close: Callback<()>, on_done: Callback<Rc<User>>) -> Html {
    let form = UserFormProps { user: None, automatic_mails, on_close, on_done };
    later(Piece::User, Meanwhile::Nothing, move || form::enter(form.clone()))
}

/// The dialog that enables the selected users.
pub(super) fn bulk_enable(selection: UserSelection, automatic_mails: bool, on_close: Callback<bool>) -> Html {
    let dialog = BulkEnableProps { selection, automatic_mails, on_close };
    later(Piece::User, Meanwhile::Nothing, move || bulk::enter(dialog.clone()))
}
