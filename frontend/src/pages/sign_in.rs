//! Signing in.

use shared::{Language, Session, SessionState, SignInRequest};
use yew::prelude::*;

use crate::api::use_api;
use crate::components::{Field, field, input_value, on_submit, problem_line};
use crate::hooks::use_sending;
use crate::i18n::{Words, texts, use_words};
use crate::shell::language_choice;

texts! {
    /// The words for signing in, for making the first account, and for setting a password with a link.
    pub(crate) enum SignInText {
        Again: "Sign in again", "Logga in igen";
        AgainDetail: "Your session has ended. Sign in to continue what you were doing; nothing is lost.", "Din session har upphört. Logga in för att fortsätta med det du höll på med; inget har gått förlorat.";
        Choose: "Set password", "Spara lösenordet";
        ChooseDetail: "Choose the password for your account. Afterwards you are signed in, and signed out everywhere else.", "Välj lösenordet för ditt konto. Efteråt är du inloggad här, och utloggad överallt annars.";
        ChooseTitle: "Choose a password", "Välj ett lösenord";
        Create: "Create the account", "Skapa kontot";
        CreateDetail: "This is the first administrator's account. Choose a name and a password; you need them the next time you sign in.", "Det här är den första administratörens konto. Välj ett namn och ett lösenord; du behöver dem nästa gång du loggar in.";
        CreateTitle: "Welcome to Konfid", "Välkommen till Konfid";
        Name: "Name", "Namn";
        Password: "Password", "Lösenord";
        PasswordHint: "At least 12 characters, and none that are easy to guess. A few words that do not belong together are easy to remember.", "Minst 12 tecken, och inte lätt att gissa. Några ord som inte hör ihop är lätta att komma ihåg.";
        Repeat: "Password again", "Lösenordet igen";
        RepeatDiffers: "The passwords do not match.", "Lösenorden stämmer inte överens.";
        SetUpNeeded: "No account yet", "Inget konto ännu";
        SetUpNeededDetail: "Open the one-time link that the server printed when it started. For a new one, run this on the server:", "Öppna engångslänken som servern skrev ut när den startade. Kör det här på servern för att få en ny:";
        SignIn: "Sign in", "Logga in";
        Tagline: "Conference IDs that can be trusted", "Konferens-ID:n att lita på";
    }
}

/// The frame of a page that is shown before anybody is signed in.
pub(super) fn gate(title: &str, content: Html) -> Html {
    html! {
        <main class="gate">
            <div class="gate-card">
                <div class="brand">
                    <svg class="brand-mark" aria-hidden="true"><use href="#brand" /></svg>
                    <span>{ "Konfid" }</span>
                </div>
                <h1>{ title }</h1>
                { content }
            </div>
        </main>
    }
}

/// The page that signs in, or says how the first account is made.
pub(crate) fn sign_in_page(
    t: Words,
    session: &Session,
    on_session: &Callback<Session>,
    on_language: &Callback<Language>,
) -> Html {
    let language = language_choice(t, on_language, "gate-language");
    if session.state == SessionState::SetupNeeded {
        let content = html! { <>
            <p>{ t.of(SignInText::SetUpNeededDetail) }</p>
            <pre class="command"><code>{ "konfid administrator link" }</code></pre>
            { language }
        </> };
        return gate(t.of(SignInText::SetUpNeeded), content);
    }
    let content = html! { <>
        <p class="quiet">{ t.of(SignInText::Tagline) }</p>
        <SignInForm on_session={on_session.clone()} />
        { language }
    </> };
    gate(t.of(SignInText::SignIn), content)
}

#[derive(Properties, PartialEq)]
pub(crate) struct SignInFormProps {
    /// Called when somebody has signed in.
    pub(crate) on_session: Callback<Session>,
    /// Who was signed in before.
    #[prop_or_default]
    pub(crate) name: Option<AttrValue>,
}

/// Name and password.
#[component]
pub(crate) fn SignInForm(props: &SignInFormProps) -> Html {
    let t = use_words();
    let api = use_api();
    let (name, password) = (use_node_ref(), use_node_ref());
    let sending = use_sending();
    let onsubmit = {
        let (name, password) = (name.clone(), password.clone());
        let (sending, on_session) = (sending.clone(), props.on_session.clone());
        on_submit(Callback::from(move |()| {
            let request = SignInRequest { name: input_value(&name), password: input_value(&password) };
            let (api, on_session) = (api.clone(), on_session.clone());
            sending.send(async move { api.sign_in(&request).await }, move |session| on_session.emit(session));
        }))
    };
    html! {
        <form {onsubmit} aria-busy={sending.aria()}>
            { problem_line(t, sending.error()) }
            { field(Field { id: "name", label: t.of(SignInText::Name), ..Field::default() }, |_, _| html! {
                <input id="name" name="username" ref={name} autocomplete="username" autocapitalize="none"
                    spellcheck="false" required=true autofocus={props.name.is_none()} ~defaultValue={props.name.as_deref().unwrap_or_default().to_owned()} />
            }) }
            { field(Field { id: "password", label: t.of(SignInText::Password), ..Field::default() }, |_, _| html! {
                <input id="password" name="password" ref={password} type="password" autocomplete="current-password"
                    required=true autofocus={props.name.is_some()} />
            }) }
            <button type="submit" class="button button-primary button-wide">{ t.of(SignInText::SignIn) }</button>
        </form>
    }
}
