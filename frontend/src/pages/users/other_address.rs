//! Where emails to a user go: always, or the conference info this once.

use std::rc::Rc;

use shared::{EmailAddress, SendConferenceInfoRequest, UpdateUserRequest, User};
use yew::prelude::*;

use super::question::tell_newest;
use crate::api::{IdempotencyKey, use_api};
use crate::components::{Dialog, Field, Notice, field, input_value, on_submit, problem_line, use_notices};
use crate::hooks::use_sending;
use crate::i18n::{Common, Words, texts, use_words};

texts! {
    /// The words of where emails go.
    pub(super) enum AddressText {
        SendTo: "Send to another address", "Skicka till en annan adress";
        SendToTitle: "Send conference info to another address", "Skicka konferensinformation till en annan adress";
        SendToHint: "Only this once. The conference ID and telephone numbers, never the PIN.", "Bara den här gången. Konferens-ID och telefonnummer, aldrig PIN-koden.";
        Send: "Send", "Skicka";
        Change: "Change where emails go", "Ändra vart e-post går";
        GoTo: "Emails go to", "E-post går till";
        Address: "Email address", "E-postadress";
        AlwaysHint: "Leave empty for the primary address.", "Lämna tomt för den primära adressen.";
        Primary: "Emails with a link that signs in or reveals a PIN always go to the primary address, so that nobody else can use the link.", "E-post med en länk som loggar in eller visar en PIN-kod går alltid till den primära adressen, så att ingen annan kan använda länken.";
        Saved: "It is saved where emails go.", "Det är sparat vart e-post går.";
        NotAddress: "This is not an email address.", "Det här är ingen e-postadress.";
    }
}

/// What the address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The conference info goes there this once.
    Once,
    /// The user's emails go there from now on.
    Always,
}

#[derive(Properties, PartialEq)]
pub(super) struct OtherAddressProps {
    pub(super) user: Rc<User>,
    pub(super) purpose: Purpose,
    pub(super) on_close: Callback<()>,
    /// Called with the user as it is now, when somebody else was first.
    pub(super) on_user: Callback<Rc<User>>,
    /// Called with the user afterwards.
    pub(super) on_done: Callback<Rc<User>>,
}

/// Asks for the address, and sends or saves.
#[component]
pub(super) fn OtherAddress(props: &OtherAddressProps) -> Html {
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    let input = use_node_ref();
    let wrong = use_state_eq(|| false);
    let sending = use_sending();
    let key = use_memo(props.user.version, |_| IdempotencyKey::new());
    let purpose = props.purpose;
    let onsubmit = {
        let (input, wrong, sending, user) =
            (input.clone(), wrong.setter(), sending.clone(), props.user.clone());
        let (on_close, on_user, on_done) =
            (props.on_close.clone(), props.on_user.clone(), props.on_done.clone());
        on_submit(Callback::from(move |()| {
            let typed = input_value(&input);
            let address = match typed.trim() {
                "" if purpose == Purpose::Always => None,
                text => match text.parse::<EmailAddress>() {
                    Ok(address) => Some(address),
                    Err(_) => return wrong.set(true),
                },
            };
            wrong.set(false);
            let (notices, on_close, on_done) = (notices.clone(), on_close.clone(), on_done.clone());
            let leaves = api.mail_leaves();
            let (api, key, user, on_user) = (api.clone(), key.clone(), user.clone(), on_user.clone());
            let told = match (purpose, &address) {
                (Purpose::Once, Some(address)) => t.info_sent(address, leaves),
                (Purpose::Once, None) | (Purpose::Always, _) => t.of(AddressText::Saved).to_owned(),
            };
            let answer = async move {
                match purpose {
                    Purpose::Once => {
                        let request = SendConferenceInfoRequest { address };
                        api.send_conference_info_to(user.id, &request, &key).await
                    }
                    Purpose::Always => {
                        let request =
                            UpdateUserRequest { mail_address: Some(address), ..UpdateUserRequest::default() };
                        let answer = api.update_user(user.id, user.version, &request).await;
                        tell_newest(&api, user.id, &answer, &on_user).await;
                        answer
                    }
                }
            };
            sending.send(answer, move |user: User| {
                notices.show(Notice::new(told));
                on_close.emit(());
                on_done.emit(Rc::new(user));
            });
        }))
    };
    let (title, hint, submit) = match purpose {
        Purpose::Once => (AddressText::SendToTitle, AddressText::SendToHint, t.of(AddressText::Send)),
        Purpose::Always => (AddressText::Change, AddressText::AlwaysHint, t.of(Common::Save)),
    };
    let before = match purpose {
        Purpose::Once => String::new(),
        Purpose::Always => props.user.mail_address.as_ref().map(ToString::to_string).unwrap_or_default(),
    };
    let error = if *wrong { Some(t.of(AddressText::NotAddress)) } else { sending.of_field("mailAddress") };
    html! {
        <Dialog id="other-address" title={t.of(title)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} novalidate=true aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                <p><strong><bdi>{ &props.user.display_name }</bdi></strong></p>
                { field(Field { id: "other-address-input", label: t.of(AddressText::Address), hint: Some(t.of(hint)), error },
                    |aria_describedby, aria_invalid| html! {
                        <input id="other-address-input" ref={input} type="email" autocomplete="off" autofocus=true maxlength="254" ~defaultValue={before}
                            {aria_describedby} {aria_invalid} />
                    }) }
                if purpose == Purpose::Always { <p class="quiet small">{ t.of(AddressText::Primary) }</p> }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-primary" aria-disabled={sending.aria()}>{ submit }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Where the user's emails go, if not to the primary address.
pub(super) fn address_line(t: Words, user: &User) -> Html {
    match &user.mail_address {
        Some(address) => {
            html! { <p class="small">{ t.of(AddressText::GoTo) }{ " " }<bdi>{ address.as_str() }</bdi></p> }
        }
        None => html! {},
    }
}
