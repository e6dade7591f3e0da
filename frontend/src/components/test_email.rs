//! A test email, and what became of it.

use shared::{EmailAddress, PreviewMailTemplateRequest, SendTestEmailRequest, TestEmail};
use yew::prelude::*;

use super::{Field, Icon, field, icon, input_value, problem_line};
use crate::api::use_api;
use crate::hooks::use_sending;
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
pub(crate) struct TestEmailFormProps {
    /// The text to try; when missing, one of its own.
    #[prop_or_default]
    pub(crate) template: Option<PreviewMailTemplateRequest>,
    /// Called when an email server has accepted a test email, with the words for it.
    #[prop_or_default]
    pub(crate) on_accepted: Callback<String>,
}

/// Asks where to, sends, and says what the server said. It is no form: it stands inside of others.
#[component]
pub(crate) fn TestEmailForm(props: &TestEmailFormProps) -> Html {
    let t = use_words();
    let api = use_api();
    let input = use_node_ref();
    let sending = use_sending();
    let invalid = use_state_eq(|| false);
    let test = use_state_eq(|| None::<TestEmail>);
    let onclick = {
        let (input, sending) = (input.clone(), sending.clone());
        let template = props.template.clone();
        let (invalid, test, on_accepted) = (invalid.setter(), test.setter(), props.on_accepted.clone());
        Callback::from(move |_: MouseEvent| {
            let written = input_value(&input);
            let address = match written.trim() {
                "" => None,
                text => match text.parse::<EmailAddress>() {
                    Ok(address) => Some(address),
                    Err(_) => return invalid.set(true),
                },
            };
            invalid.set(false);
            test.set(None);
            let (test, on_accepted) = (test.clone(), on_accepted.clone());
            sending.send(
                api.send_test_email(&SendTestEmailRequest { address, template: template.clone() }),
                move |outcome| {
                    if outcome.accepted {
                        on_accepted.emit(outcome.praise(t.language));
                    }
                    test.set(Some(outcome));
                },
            );
        })
    };
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
                <button type="button" class="button" id="send-test-email" aria-disabled={sending.aria()} {onclick}>
                    { icon(Icon::Mail) }{ t.of(if sending.is_busy() { TestText::Sending } else { TestText::Send }) }
                </button>
            </div>
            { problem_line(t, sending.error()) }
            <div role="status" id="test-email-outcome">
                if let Some(test) = &*test { { outcome(t, test) } }
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
