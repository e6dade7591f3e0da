//! Says on every page that emails do not leave, while they do not.

use std::rc::Rc;

use shared::{MailHealthState, Session};
use yew::prelude::*;

use super::ShellText;
use crate::components::{Icon, icon};
use crate::hooks::use_remote;
use crate::i18n::use_words;
use crate::route::Route;
use crate::router::use_router;

#[derive(Properties, PartialEq)]
pub(super) struct MailLineProps {
    pub(super) session: Rc<Session>,
}

/// Looks again whenever another page is opened: a clock of its own would keep the session alive for ever.
#[component]
pub(super) fn MailLine(props: &MailLineProps) -> Html {
    let t = use_words();
    let router = use_router();
    let latest = use_remote(router.route.clone(), |api, _| async move { api.session().await });
    let latest = latest.value().filter(|latest| latest.now > props.session.now).unwrap_or(&props.session);
    let Some(health) = &latest.mail_health else { return html! {} };
    let Some(sentence) = health.explain(t.language) else { return html! {} };
    // The demo says so in its own way, and nobody could change it there.
    if cfg!(feature = "demo") && health.state == MailHealthState::NotConfigured {
        return html! {};
    }
    html! {
        <div class="banner banner-warning" id="mail-health" role="status">
            { icon(Icon::Alert) }
            <div>
                <p>{ sentence }</p>
                if let Some(since) = health.since {
                    <p class="small">
                        { t.of(ShellText::Since) }{ " " }{ t.moment(since) }
                        if let Some(error) = &health.error { { ": " }<q>{ error }</q> }
                    </p>
                }
            </div>
            if router.route != Route::Settings {
                { router.link(&Route::Settings, "button", html! { t.of(ShellText::ToMailSettings) }) }
            }
        </div>
    }
}
