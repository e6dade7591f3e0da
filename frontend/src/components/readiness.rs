//! What emails would say, before many are sent.

use shared::{MailReadiness, MailWarning};
use yew::prelude::*;

use super::{Icon, icon};
use crate::i18n::{Words, texts};
use crate::route::Route;
use crate::router::Router;

texts! {
    /// Where things are changed.
    enum ReadinessText {
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
                <p>{ readiness.summary(count, t.language) }</p>
                if cfg!(feature = "demo") { <p>{ t.of(ReadinessText::Demo) }</p> }
                <ul>{ for warnings.map(|warning| html! {
                    <li data-warning={crate::query::word(warning)}>{ readiness.explain(*warning, t.language) }</li>
                }) }</ul>
                { router.link(&Route::Settings, "button", html! { t.of(ReadinessText::Change) }) }
            </div>
        </div>
    }
}
