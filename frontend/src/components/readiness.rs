//! What becomes of many emails: what they would say before they are sent, and afterwards whether they leave.

use shared::{MailHealthState, MailReadiness, MailWarning};
use yew::prelude::*;

use super::{Icon, icon};
use crate::i18n::{Words, texts};
use crate::route::Route;
use crate::router::Router;

texts! {
    /// What becomes of many emails, and where that is changed.
    enum ReadinessText {
        WillNotBeSent: "Emails will not be sent: no email server is set up.", "E-post kommer inte att skickas: ingen e-postserver är inställd.";
        WereNotSent: "The emails were not sent: no email server is set up. You can read them on the Email page.", "Meddelandena skickades inte: ingen e-postserver är inställd. Du kan läsa dem på sidan E-post.";
        OnTheirWay: "The emails are on their way.", "Meddelandena är på väg.";
        Wait: "The emails wait in Konfid until the email server takes them.", "Meddelandena väntar i Konfid tills e-postservern tar emot dem.";
        NotAskedFor: "No emails were sent.", "Inga meddelanden skickades.";
        NotNow: "The email is not sent now; see the line about email.", "Meddelandet skickas inte nu; se raden om e-post.";
        Change: "Change in the settings", "Ändra i inställningarna";
        Demo: "The demo sends nothing: emails stay in your browser.", "Demon skickar inget: meddelandena stannar i din webbläsare.";
    }
}

/// How many emails there would be, what holds for them, and what is missing.
pub(crate) fn mail_readiness(
    t: Words,
    router: &Router,
    readiness: &MailReadiness,
    count: Option<u64>,
) -> Html {
    let is_told = |warning: &&MailWarning| match warning {
        MailWarning::DoNotLeave | MailWarning::LinksLeadToThisMachine | MailWarning::SenderMadeUp => {
            !cfg!(feature = "demo")
        }
        MailWarning::NoServiceNumber => true,
    };
    let mut warnings = readiness.warnings.iter().filter(is_told).peekable();
    let class = if warnings.peek().is_some() { "banner banner-warning" } else { "banner" };
    html! {
        <div {class} id="mail-readiness">
            { icon(Icon::Mail) }
            <div>
                if readiness.health.state == MailHealthState::NotConfigured && !cfg!(feature = "demo") {
                    <p><strong>{ t.of(ReadinessText::WillNotBeSent) }</strong></p>
                } else {
                    <p>{ readiness.summary(count, t.language) }</p>
                }
                if cfg!(feature = "demo") { <p>{ t.of(ReadinessText::Demo) }</p> }
                <ul>{ for warnings.map(|warning| html! {
                    <li data-warning={crate::query::word(warning)}>{ readiness.explain(*warning, t.language) }</li>
                }) }</ul>
                { router.link(&Route::Settings, "button", html! { t.of(ReadinessText::Change) }) }
            </div>
        </div>
    }
}

/// Says beside a wish for one email that it does not leave now, while that is so.
pub(crate) fn mail_stays(t: Words, wanted: bool, leaves: bool) -> Html {
    let text = if cfg!(feature = "demo") { ReadinessText::Demo } else { ReadinessText::NotNow };
    html! {
        if wanted && !leaves { <p class="quiet small mail-stays">{ t.of(text) }</p> }
    }
}

/// What has become of the emails about what was just done, as far as that is known. `wanted` is whether there are any.
pub(crate) fn mail_outcome(t: Words, readiness: &MailReadiness, wanted: bool) -> Html {
    let text = match readiness.health.state {
        _ if !wanted => ReadinessText::NotAskedFor,
        MailHealthState::NotConfigured if cfg!(feature = "demo") => ReadinessText::Demo,
        MailHealthState::NotConfigured => ReadinessText::WereNotSent,
        MailHealthState::Working => ReadinessText::OnTheirWay,
        MailHealthState::Unreachable
        | MailHealthState::SignInRefused
        | MailHealthState::SenderRefused
        | MailHealthState::Refused
        | MailHealthState::Busy => ReadinessText::Wait,
    };
    html! { <p id="mail-outcome">{ t.of(text) }</p> }
}
