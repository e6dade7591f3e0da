//! The dialog that adds a user, or changes one.

use std::rc::Rc;
use std::str::FromStr;

use shared::{
    CreateUserRequest, Describe, Fault, Language, MailEvent, MailEvents, ParseAddressError,
    UpdateUserRequest, User, Version,
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::numbers::{OwnDraft, OwnNumbers};
use super::question::tell_newest;
use super::text::UsersText;
use crate::api::{Answer, Api, IdempotencyKey, use_api};
use crate::browser;
use crate::components::{
    Dialog, Field, Notice, checkbox, field, input_value, mail_stays, on_submit, problem_line, use_notices,
};
use crate::hooks::use_sending;
use crate::i18n::{Common, Words, use_words};
use crate::lazy::lazy_component;

/// The longest display name.
const NAME_LENGTH_MAX: usize = 256;

#[derive(Clone, Properties, PartialEq)]
pub(super) struct UserFormProps {
    /// The user that is changed; a new one when missing.
    #[prop_or_default]
    pub(super) user: Option<Rc<User>>,
    /// The events whose emails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    pub(super) on_close: Callback<()>,
    pub(super) on_done: Callback<Rc<User>>,
}

/// What stands in the form.
struct Draft {
    display_name: String,
    user_principal_name: String,
    primary_email: String,
    language: Option<Language>,
    numbers: OwnDraft,
    /// Whether the identifier in the directory is taken away.
    forget_directory_id: bool,
    enable: bool,
    send_email: bool,
}

/// What is wrong with the three texts.
#[derive(Clone, Default, PartialEq)]
struct Faults {
    display_name: Option<Fault>,
    user_principal_name: Option<Fault>,
    primary_email: Option<Fault>,
    country: Option<Fault>,
}

impl Faults {
    /// The id of the first field that is wrong.
    const fn first_field(&self) -> Option<&'static str> {
        match self {
            Self { display_name: Some(_), .. } => Some("display-name"),
            Self { user_principal_name: Some(_), .. } => Some("principal-name"),
            Self { primary_email: Some(_), .. } => Some("primary-email"),
            Self { country: Some(_), .. } => Some("country"),
            Self { display_name: None, user_principal_name: None, primary_email: None, country: None } => {
                None
            }
        }
    }
}

impl Draft {
    fn check(&self) -> Faults {
        let address = |fault: Option<ParseAddressError>| {
            fault.map(
                |fault| if fault == ParseAddressError::Empty { Fault::Empty } else { Fault::Address(fault) },
            )
        };
        let length = self.display_name.trim().chars().count();
        Faults {
            display_name: match length {
                0 => Some(Fault::Empty),
                length if length > NAME_LENGTH_MAX => Some(Fault::LongerThan(NAME_LENGTH_MAX)),
                _ => None,
            },
            user_principal_name: address(
                shared::UserPrincipalName::from_str(&self.user_principal_name).err(),
            ),
            primary_email: address(shared::EmailAddress::from_str(&self.primary_email).err()),
            country: self.numbers.country_fault(),
        }
    }

    /// What sends it; none when an address is not one, which [`Draft::check`] has said before.
    fn answer(
        self,
        api: &Api,
        before: Option<(&User, Version)>,
        key: &IdempotencyKey,
    ) -> Option<Answer<User>> {
        let display_name = self.display_name.trim().to_owned();
        let user_principal_name = self.user_principal_name.parse().ok()?;
        let primary_email = self.primary_email.parse().ok()?;
        Some(match before {
            None => {
                let own = self.numbers;
                let request = CreateUserRequest {
                    language: self.language,
                    country: own.country_code(),
                    bridge: own.bridge,
                    toll_number: own.toll,
                    toll_free_number: own.toll_free,
                    may_use_toll_free: Some(own.may_use_toll_free),
                    enable: self.enable,
                    send_email: Some(self.send_email),
                    ..CreateUserRequest::new(display_name, user_principal_name, primary_email)
                };
                api.create_user(&request, key)
            }
            Some((user, version)) => {
                let country = self.numbers.country_code();
                let own = self.numbers;
                let request = UpdateUserRequest {
                    country: (country != user.country).then_some(country),
                    toll_number: (own.toll != user.toll_number).then_some(own.toll),
                    toll_free_number: (own.toll_free != user.toll_free_number).then_some(own.toll_free),
                    may_use_toll_free: (own.may_use_toll_free != user.may_use_toll_free)
                        .then_some(own.may_use_toll_free),
                    display_name: (display_name != user.display_name).then_some(display_name),
                    user_principal_name: (user_principal_name != user.user_principal_name)
                        .then_some(user_principal_name),
                    primary_email: (primary_email != user.primary_email).then_some(primary_email),
                    mail_address: None,
                    mail_language: None,
                    directory_id: self.forget_directory_id.then_some(None),
                    language: (self.language != user.language).then_some(self.language),
                    ..UpdateUserRequest::default()
                };
                api.update_user(user.id, version, &request)
            }
        })
    }
}

lazy_component!(UserForm in users);

/// The dialog.
#[component]
pub(super) fn UserForm(props: &UserFormProps) -> Html {
    let t = use_words();
    let api = use_api();
    let leaves = api.mail_leaves();
    let notices = use_notices();
    let (name, principal, email, language) = (use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref());
    let enable = use_state_eq(|| true);
    let send_email = use_state_eq(|| props.automatic_mails.contains(MailEvent::Enabled));
    let forget_directory_id = use_state_eq(|| false);
    let sending = use_sending();
    let numbers = use_state_eq(|| OwnDraft::of(props.user.as_deref()));
    let faults = use_state_eq(Faults::default);
    // What somebody else has made of the user meanwhile.
    let newer = use_state_eq(|| None::<Rc<User>>);
    let key = use_state(IdempotencyKey::new);

    let on_newer = {
        let newer = newer.setter();
        Callback::from(move |user: Rc<User>| newer.set(Some(user)))
    };
    let onsubmit = {
        let refs = (name.clone(), principal.clone(), email.clone(), language.clone());
        let (enable, send_email, sending) = (*enable, *send_email, sending.clone());
        let (forget_directory_id, numbers) = (*forget_directory_id, numbers.clone());
        let (faults, newer, key) = (faults.setter(), newer.clone(), key.clone());
        let (user, on_done) = (props.user.clone(), props.on_done.clone());
        on_submit(Callback::from(move |()| {
            let chosen = refs.3.cast::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
            let draft = Draft {
                display_name: input_value(&refs.0),
                user_principal_name: input_value(&refs.1),
                primary_email: input_value(&refs.2),
                language: Language::from_tag(&chosen),
                numbers: (*numbers).clone(),
                forget_directory_id,
                enable,
                send_email,
            };
            let found = draft.check();
            let sound = found == Faults::default();
            if let Some(id) = found.first_field() {
                browser::focus(id);
            }
            faults.set(found);
            if !sound {
                return;
            }
            let version = newer.as_ref().map(|newer| newer.version);
            let before = user.as_deref().map(|user| (user, version.unwrap_or(user.version)));
            let Some(answer) = draft.answer(&api, before, &key) else { return };
            let id = user.as_ref().map(|user| user.id);
            let (api, key, on_newer) = (api.clone(), key.clone(), on_newer.clone());
            let answer = async move {
                let answer = answer.await;
                if answer.is_err() {
                    key.set(IdempotencyKey::new());
                }
                if let Some(id) = id {
                    tell_newest(&api, id, &answer, &on_newer).await;
                }
                answer
            };
            let (notices, on_done) = (notices.clone(), on_done.clone());
            sending.send(answer, move |user| {
                let said = if id.is_some() { UsersText::Saved } else { UsersText::Added };
                notices.show(Notice::new(t.of(said)));
                on_done.emit(Rc::new(user));
            });
        }))
    };

    let user = props.user.as_deref();
    let text = |id: &'static str,
                label: UsersText,
                hint: Option<UsersText>,
                fault: Option<&Fault>,
                wire: &str,
                input: &NodeRef,
                value: Option<&str>,
                now: Option<&str>,
                kind: &'static str| {
        let fault = fault.map(|fault| fault.describe(t.language));
        let told = fault.as_deref().or_else(|| sending.of_field(wire));
        let differs = now.filter(|now| Some(*now) != value).map(|now| t.is_now(now));
        let hint = differs.as_deref().or_else(|| hint.map(|hint| t.of(hint)));
        // Yew writes a `value` again whenever it draws; a default leaves alone what was typed.
        field(Field { id, label: t.of(label), hint, error: told }, |aria_describedby, aria_invalid| {
            html! {
                <input {id} ref={input.clone()} type={kind} ~defaultValue={value.unwrap_or_default().to_owned()} autocomplete="off"
                    spellcheck="false" autofocus={id == "display-name"} aria-required="true"
                    aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
            }
        })
    };
    let newer = newer.as_deref();
    let title = t.of(if user.is_some() { UsersText::EditUser } else { UsersText::Add });
    html! {
        <Dialog id="user-form" {title} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} novalidate=true aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                { text("display-name", UsersText::Name, None, faults.display_name.as_ref(), "displayName", &name,
                    user.map(|user| user.display_name.as_str()), newer.map(|user| user.display_name.as_str()), "text") }
                { text("principal-name", UsersText::PrincipalName, None, faults.user_principal_name.as_ref(), "userPrincipalName", &principal,
                    user.map(|user| user.user_principal_name.as_str()), newer.map(|user| user.user_principal_name.as_str()), "text") }
                { text("primary-email", UsersText::Email, Some(UsersText::EmailHint), faults.primary_email.as_ref(), "primaryEmail", &email,
                    user.map(|user| user.primary_email.as_str()), newer.map(|user| user.primary_email.as_str()), "email") }
                { language_field(t, user.and_then(|user| user.language), &language) }
                <OwnNumbers draft={(*numbers).clone()} is_new={user.is_none()} country_fault={faults.country.clone()}
                    faults={["tollNumber", "tollFreeNumber"].map(|field| sending.of_field(field).map(AttrValue::from))}
                    on_draft={{
                        let numbers = numbers.setter();
                        Callback::from(move |draft| numbers.set(draft))
                    }} />
                if user.is_some_and(|user| user.directory_id.is_some()) {
                    { checkbox("forget-directory-id", t.of(UsersText::ForgetDirectoryId), Some(t.of(UsersText::ForgetDirectoryIdHint)), *forget_directory_id, {
                        let forget = forget_directory_id.setter();
                        Callback::from(move |on| forget.set(on))
                    }) }
                }
                if user.is_none() {
                    { checkbox("enable", t.of(UsersText::EnableAtOnce), Some(t.of(UsersText::EnableAtOnceHint)), *enable, {
                        let enable = enable.setter();
                        Callback::from(move |on| enable.set(on))
                    }) }
                    if *enable {
                        { checkbox("send-email", t.of(UsersText::SendMail), None, *send_email, {
                            let send_email = send_email.setter();
                            Callback::from(move |on| send_email.set(on))
                        }) }
                        { mail_stays(t, *send_email, leaves) }
                    }
                }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-primary" aria-disabled={sending.aria()}>
                        { if user.is_some() { t.of(Common::Save) } else { t.of(UsersText::Add) } }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

fn language_field(t: Words, chosen: Option<Language>, select: &NodeRef) -> Html {
    let choices = [None, Some(Language::Sv), Some(Language::En)];
    field(Field { id: "mail-language", label: t.of(UsersText::MailLanguage), ..Field::default() }, |_, _| {
        html! {
            <select id="mail-language" ref={select.clone()}>
                { for choices.map(|language| html! {
                    <option value={language.map_or("", Language::tag)} selected={language == chosen}>
                        { language_name(t, language) }
                    </option>
                }) }
            </select>
        }
    })
}

/// The name of a user's language; the organisation's when the user has none.
pub(super) fn language_name(t: Words, language: Option<Language>) -> &'static str {
    match language {
        Some(language) => t.language_name(language),
        None => t.of(UsersText::OrganisationLanguage),
    }
}
