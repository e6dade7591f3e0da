//! One mail: where it goes, how far it has come, and its text if it was kept.

use shared::{Describe as _, Mail, MailId, MailState};
use yew::prelude::*;

use super::{MailsText, POLL_MILLISECONDS, can_be_retried, retry_label, state_class};
use crate::api::use_api;
use crate::browser;
use crate::components::{CopyButton, Icon, Skeleton, error_panel, icon, problem_line};
use crate::hooks::{use_interval, use_remote, use_sending};
use crate::i18n::{Common, Words, use_words};
use crate::route::Route;
use crate::router::{href, use_router};

#[derive(Properties, PartialEq)]
pub(super) struct MailPaneProps {
    pub(super) mail: MailId,
    /// Where closing leads.
    pub(super) back: Route,
    /// Whether mails stay in Konfid.
    pub(super) kept: bool,
    /// Called with the mail when it has changed.
    pub(super) on_changed: Callback<Mail>,
}

/// One mail.
#[component]
pub(super) fn MailPane(props: &MailPaneProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let sending = use_sending();
    let mail = use_remote(props.mail, |api, mail| async move { api.mail(mail).await });
    let pending = mail.value().is_some_and(|mail| mail.state.is_pending());
    use_interval(pending.then_some(POLL_MILLISECONDS), mail.on_reload());
    use_effect_with((), |()| browser::focus("mail-title"));

    let on_retry = {
        let (sending, on_changed) = (sending.clone(), props.on_changed.clone());
        let (id, reload) = (props.mail, mail.on_reload());
        Callback::from(move |_: MouseEvent| {
            let (on_changed, reload) = (on_changed.clone(), reload.clone());
            sending.send(api.retry_mail(id), move |mail| {
                on_changed.emit(mail);
                reload.emit(());
            });
        })
    };
    let content = match (mail.value(), mail.error()) {
        (None, None) => html! { <Skeleton /> },
        (_, Some(error)) => error_panel(t, error, &mail.on_reload()),
        (Some(mail), None) => html! { <>
            { facts(t, mail, &router) }
            { problem_line(t, sending.error()) }
            if can_be_retried(mail, props.kept) {
                <button type="button" class="button" aria-disabled={sending.aria()} onclick={on_retry}>
                    { icon(Icon::Reset) }{ t.of(retry_label(mail)) }
                </button>
            }
            { body(t, mail) }
        </> },
    };
    html! {
        <aside class="card stack split-pane" aria-labelledby="mail-title">
            <div class="side-head">
                <h2 id="mail-title" tabindex="-1">{ t.of(MailsText::Read) }</h2>
                <a class="button button-quiet button-icon" href={href(&props.back)} aria-label={t.of(MailsText::ClosePane)}
                    title={t.of(MailsText::ClosePane)} onclick={router.follow(&props.back)}>{ icon(Icon::Close) }</a>
            </div>
            { content }
        </aside>
    }
}

fn facts(t: Words, mail: &Mail, router: &crate::router::Router) -> Html {
    let fact = |label: MailsText, value: Html| {
        html! { <div class="fact"><dt>{ t.of(label) }</dt><dd>{ value }</dd></div> }
    };
    let user = router.link(&Route::user(mail.user), "", html! { <bdi>{ &mail.user_display_name }</bdi> });
    html! {
        <dl class="facts">
            { fact(MailsText::State, html! {
                <span class={classes!("badge", state_class(mail.state))}>{ t.of(Common::from(mail.state)) }</span>
            }) }
            { fact(MailsText::Event, html! { t.of(Common::from(mail.event)) }) }
            { fact(MailsText::User, user) }
            { fact(MailsText::Recipient, html! { mail.recipient.as_str() }) }
            { fact(MailsText::Language, html! { t.tag_name(&mail.language) }) }
            if let Some(actor) = &mail.caused_by {
                { fact(MailsText::CausedBy, html! { <bdi>{ actor.describe(t.language) }</bdi> }) }
            }
            { fact(MailsText::Written, html! { t.moment(mail.created_at) }) }
            if let Some(finished) = mail.finished_at {
                { fact(MailsText::Finished, html! { t.moment(finished) }) }
            }
            if mail.attempts > 0 {
                { fact(MailsText::Attempts, html! { t.number(mail.attempts.into()) }) }
            }
            if let (Some(next), MailState::Queued) = (mail.next_attempt_at, mail.state) {
                { fact(MailsText::NextAttempt, html! { t.moment(next) }) }
            }
            if let Some(error) = &mail.last_error {
                { fact(MailsText::LastError, html! { <span class="field-error">{ error }</span> }) }
            }
            if mail.may_have_left {
                { fact(MailsText::Delivery, html! { Mail::may_have_left_in_words(t.language) }) }
            }
        </dl>
    }
}

/// The text of a kept mail, or why there is none.
fn body(t: Words, mail: &Mail) -> Html {
    let Some(content) = &mail.content else {
        let why = match mail.state {
            MailState::Queued | MailState::Sending | MailState::Kept => t.of(MailsText::TextLater),
            MailState::Sent => t.of(MailsText::TextSent),
            MailState::Failed => t.of(MailsText::TextFailed),
            MailState::Superseded => t.of(Common::MailSupersededDetail),
        };
        return html! { <p class="quiet">{ why }</p> };
    };
    html! {
        <section class="letter" aria-label={t.of(MailsText::Text)}>
            <div class="side-head">
                <h3 lang={mail.language.to_string()} data-keep="">{ &content.subject }</h3>
                <CopyButton text={content.text.clone()} label={t.of(Common::Copy)} />
            </div>
            <div class="letter-text" lang={mail.language.to_string()} data-keep="">{ with_links(&content.text) }</div>
        </section>
    }
}

/// The text with its addresses as links, so that a kept mail leads where a sent one does.
fn with_links(text: &str) -> Html {
    let pieces = text.split_inclusive(char::is_whitespace).map(|piece| {
        let word = piece.trim_end();
        if word.starts_with("https://") || word.starts_with("http://") {
            html! { <><a href={word.to_owned()}>{ word }</a>{ &piece[word.len()..] }</> }
        } else {
            html! { { piece } }
        }
    });
    html! { <>{ for pieces }</> }
}
