//! A test email, and what became of it.

use shared::{EmailAddress, SendTestEmailRequest, TestEmail};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Field, Icon, field, icon, input_value, problem_line};
use crate::api::{ApiError, use_api};
use crate::i18n::{Words, texts, use_words};

texts! {
    /// The words of a test email.
    enum TestText {
        Send: "Send a test email", "Skicka ett testmeddelande";
        Sending: "Sending…", "Skickar …";
        Address: "Send a test email to", "Skicka ett testmeddelande till";
        AddressHint: "Leave it empty to send to the sender’s own address.", "Lämna tomt för att skicka till avsändarens egen adress.";
        Demo: "The demo sends nothing.", "Demon skickar inget.";
        NotAccepted: "The test email was not sent.", "Testmeddelandet skickades inte.";
        Invalid: "This is not an email address.", "Det här är ingen e-postadress.";
    }
}

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct TestEmailFormProps {}

/// Asks where to, sends, and says what the server said. It is no form: it stands inside of others.
#[component]
pub(crate) fn TestEmailForm(properties: &TestEmailFormProps) -> Html {
    let TestEmailFormProps {} = properties;
    let t = use_words();
    let api = use_api();
    let input = use_node_ref();
    let busy = use_state_eq(|| false);
    let invalid = use_state_eq(|| false);
    let test = use_state_eq(|| None::<Result<TestEmail, ApiError>>);
    let onclick = {
        let (input, busy) = (input.clone(), busy.clone());
        let (invalid, test) = (invalid.setter(), test.setter());
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            let written = input_value(&input);
            let address = match written.trim() {
                "" => None,
                text => match text.parse::<EmailAddress>() {
                    Ok(address) => Some(address),
                    Err(_) => return invalid.set(true),
                },
            };
            invalid.set(false);
            busy.set(true);
            test.set(None);
            let (api, busy, test) = (api.clone(), busy.setter(), test.clone());
            spawn_local(async move {
                test.set(Some(api.send_test_email(&SendTestEmailRequest { address }).await));
                busy.set(false);
            });
        })
    };
    let failure = test.as_ref().and_then(|test| test.as_ref().err());
    html! {
        <div class="stack test-email">
            { field(Field {
                id: "test-email", label: t.of(TestText::Address), hint: Some(t.of(TestText::AddressHint)),
                error: invalid.then(|| t.of(TestText::Invalid)),
            }, |aria_describedby, aria_invalid| html! {
                <input id="test-email" ref={input} type="email" autocomplete="email"
                    aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
            }) }
            <div class="actions">
                <button type="button" class="button" id="send-test-email" aria-disabled={busy.then_some("true")} {onclick}>
                    { icon(Icon::Mail) }{ t.of(if *busy { TestText::Sending } else { TestText::Send }) }
                </button>
            </div>
            { problem_line(t, failure) }
            <div role="status" id="test-email-outcome">
                if let Some(Ok(test)) = &*test { { outcome(t, test) } }
            </div>
        </div>
    }
}

fn outcome(t: Words, test: &TestEmail) -> Html {
    if test.accepted {
        return html! { <p>{ test.praise(t.language) }</p> };
    }
    if cfg!(feature = "demo") {
        return html! { <p>{ t.of(TestText::Demo) }</p> };
    }
    html! { <>
        <p class="field-error">
            { t.of(TestText::NotAccepted) }
            if let Some(error) = &test.error { { " " }<q>{ error }</q> }
        </p>
        <p>{ test.hint(t.language) }</p>
    </> }
}
