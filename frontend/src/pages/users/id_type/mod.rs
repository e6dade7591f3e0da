//! Whether a user has one conference ID for all meetings or each meeting its own: the button, and the dialog behind it.

mod dialog;
mod lines;
mod text;

use std::rc::Rc;

use shared::{MailEvents, User};
use yew::prelude::*;

use self::dialog::SwitchType;
pub(super) use self::text::IdTypeText;
use crate::components::digits;
use crate::i18n::{Common, Words, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct IdTypeButtonProps {
    pub(super) user: Rc<User>,
    /// The events whose emails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    pub(super) on_user: Callback<Rc<User>>,
}

/// Opens the dialog.
#[component]
pub(super) fn IdTypeButton(props: &IdTypeButtonProps) -> Html {
    let t = use_words();
    let asked = use_state_eq(|| false);
    let ask = |is_asked: bool| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(is_asked))
    };
    let on_done = {
        let (asked, on_user) = (asked.setter(), props.on_user.clone());
        Callback::from(move |user: Rc<User>| {
            asked.set(false);
            on_user.emit(user);
        })
    };
    html! { <>
        <button type="button" class="button" id="change-id-type" onclick={ask(true).reform(|_: MouseEvent| ())}>
            { t.of(IdTypeText::Change) }
        </button>
        if *asked {
            <SwitchType user={props.user.clone()} automatic_mails={props.automatic_mails} on_close={ask(false)}
                on_user={props.on_user.clone()} {on_done} />
        }
    </> }
}

/// In place of the digits: that each meeting has its own, and which ID is kept for some.
pub(super) fn dynamic_ids(t: Words, user: &User) -> Html {
    html! {
        <div class="stack" id="dynamic-ids">
            <p class="label">{ t.of(Common::ConferenceId) }</p>
            <p role="status"><strong>{ t.of(IdTypeText::EachMeeting) }</strong></p>
            if let Some(id) = user.conference_id {
                <p class="quiet small">{ digits(id) }{ " " }{ t.of(IdTypeText::Kept) }</p>
            }
        </div>
    }
}
