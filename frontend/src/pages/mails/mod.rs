//! The mails in the outbox, and one of them beside the list.

mod pane;
mod text;

use pane::MailPane;
use shared::{Mail, MailFilter, MailId, MailState, MailTransportKind, Page, Timestamp, UserId};
pub(crate) use text::MailsText;
use yew::prelude::*;

use crate::api::use_api;
use crate::components::{
    Icon, Notice, Skeleton, chip, empty, error_panel, icon, moment, problem_line, use_notices, use_parts,
};
use crate::hooks::{use_interval, use_remote, use_sending};
use crate::i18n::{Common, Words, use_words};
use crate::pages::mail_texts::MailTextsText;
use crate::route::Route;
use crate::router::{Router, use_router};

/// How often the list is read while a mail is on its way.
const POLL_MILLISECONDS: u32 = 1_500;

#[derive(Properties, PartialEq)]
pub(crate) struct MailsPageProps {
    /// Only mails in this state.
    pub(crate) state: Option<MailState>,
    /// Only this user's mails.
    pub(crate) user: Option<UserId>,
    /// The mail that is read.
    pub(crate) open: Option<MailId>,
}

/// The mails in the outbox.
#[component]
pub(crate) fn MailsPage(props: &MailsPageProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let notices = use_notices();
    let now = api.now();
    let sending = use_sending();
    let filter = MailFilter { user: props.user, state: props.state };
    let parts = use_parts(filter);
    let mails = use_remote((filter, parts.cursor()), |api, (filter, cursor)| async move {
        api.mails(filter, cursor.as_deref()).await
    });
    let settings = use_remote((), |api, ()| async move { api.settings().await });
    let pending = mails.value().is_some_and(|page| page.items.iter().any(|mail| mail.state.is_pending()));
    use_interval(pending.then_some(POLL_MILLISECONDS), mails.on_reload());

    let on_changed = {
        let change = mails.changer();
        Callback::from(move |mail: Mail| {
            change(Box::new(move |page: &Page<Mail>| {
                let replaced = page.items.iter().map(|old| if old.id == mail.id { &mail } else { old });
                Page { items: replaced.cloned().collect(), ..page.clone() }
            }));
        })
    };
    let on_retry_failed = {
        let (sending, api, notices) = (sending.clone(), api.clone(), notices.clone());
        let reload = mails.on_reload();
        Callback::from(move |_: MouseEvent| {
            let (notices, reload) = (notices.clone(), reload.clone());
            sending.send(api.retry_failed_mails(), move |retried| {
                notices.show(Notice::new(retried.told(t.language)));
                reload.emit(());
            });
        })
    };
    let on_retry = {
        let (sending, on_changed) = (sending.clone(), on_changed.clone());
        Callback::from(move |mail: MailId| {
            let (notices, on_changed) = (notices.clone(), on_changed.clone());
            sending.send(api.retry_mail(mail), move |mail| {
                on_changed.emit(mail);
                notices.show(Notice::new(t.of(MailsText::Retried)));
            });
        })
    };

    let kept = settings.value().map(|report| report.mail_transport) == Some(MailTransportKind::Kept);
    let to = |state: Option<MailState>, user: Option<UserId>| Route::Mails { state, user, open: None };
    let chips = std::iter::once(None).chain(MailState::ALL.map(Some)).map(|state| {
        let label = state.map_or_else(|| t.of(MailsText::All), |state| t.of(Common::from(state)));
        let (router, route) = (router.clone(), to(state, props.user));
        chip(label, props.state == state, &Callback::from(move |()| router.go(route.clone())))
    });
    let list = match (mails.value(), mails.error()) {
        (_, Some(error)) => error_panel(t, error, &mails.on_reload()),
        (None, None) => html! { <Skeleton /> },
        (Some(page), None) if page.items.is_empty() => nothing(t, filter == MailFilter::default(), &router),
        (Some(page), None) => {
            let busy = sending.aria();
            let list =
                List { t, router: &router, filter, open: props.open, kept, now, busy, on_retry: &on_retry };
            html! { <>
                { list.table(page) }
                { parts.pager(t, t.of(MailsText::Title), page.next_cursor.as_deref()) }
            </> }
        }
    };
    html! { <>
        <header class="page-head">
            <div><h1>{ t.of(MailsText::Title) }</h1><p class="page-lead">{ t.of(MailsText::Lead) }</p></div>
            <div class="actions">
                { router.link(&Route::MailTexts { language: None, open: None }, "button", html! { t.of(MailTextsText::Title) }) }
            </div>
        </header>
        <div class="stack">
            if kept && cfg!(feature = "demo") {
                <div class="banner banner-accent">{ icon(Icon::Mail) }<p>{ t.of(MailsText::KeptDemo) }</p></div>
            }
            <div class="chips" role="group" aria-label={t.of(MailsText::States)}>{ for chips }</div>
            if props.user.is_some() {
                <div class="banner">
                    <p>{ t.of(MailsText::OfOneUser) }</p>
                    { router.link(&to(props.state, None), "button", html! { t.of(MailsText::ShowAll) }) }
                </div>
            }
            if mails.value().is_some_and(|page| page.items.iter().any(|mail| mail.state == MailState::Failed)) {
                <div>
                    <button type="button" class="button" id="retry-failed" aria-disabled={sending.aria()} onclick={on_retry_failed}>
                        { icon(Icon::Reset) }{ t.of(MailsText::RetryFailed) }
                    </button>
                </div>
            }
            { problem_line(t, sending.error()) }
            <div class={classes!("split", props.open.map(|_| "split-open"))}>
                <div class="split-list">{ list }</div>
                if let Some(mail) = props.open {
                    <MailPane key={mail.to_string()} {mail} back={to(props.state, props.user)} {kept} {on_changed} />
                }
            </div>
        </div>
    </> }
}

fn nothing(t: Words, unfiltered: bool, router: &Router) -> Html {
    if unfiltered {
        empty(Icon::Mail, t.of(MailsText::NoneTitle), t.of(MailsText::NoneDetail), html! {})
    } else {
        let all = router.link(&Route::mails(), "button", html! { t.of(MailsText::ShowAll) });
        empty(Icon::Mail, t.of(MailsText::NoneMatch), t.of(MailsText::NoneMatchDetail), all)
    }
}

/// The list, and what its rows need.
struct List<'page> {
    t: Words,
    router: &'page Router,
    filter: MailFilter,
    open: Option<MailId>,
    /// Whether mails stay in Konfid; then sending one again would do nothing.
    kept: bool,
    now: Timestamp,
    /// The value of `aria-disabled` of the buttons.
    busy: Option<&'static str>,
    on_retry: &'page Callback<MailId>,
}

impl List<'_> {
    fn table(&self, page: &Page<Mail>) -> Html {
        let t = self.t;
        html! {
            <div class="table-frame">
                <table class="table">
                    <thead><tr>
                        <th scope="col">{ t.of(MailsText::Recipient) }</th>
                        <th scope="col" class="wide">{ t.of(MailsText::Event) }</th>
                        <th scope="col" class="cell-state">{ t.of(MailsText::State) }</th>
                        <th scope="col" class="cell-act"><span class="visually-hidden">{ t.of(MailsText::Act) }</span></th>
                    </tr></thead>
                    <tbody>{ for page.items.iter().map(|mail| self.row(mail)) }</tbody>
                </table>
            </div>
        }
    }

    fn row(&self, mail: &Mail) -> Html {
        let t = self.t;
        let route = Route::Mails { state: self.filter.state, user: self.filter.user, open: Some(mail.id) };
        let name = html! { <>
            <span class="visually-hidden">{ text::read_mail(t, "") }</span><bdi>{ &mail.user_display_name }</bdi>
        </> };
        let about = html! { <>
            { t.of(Common::from(mail.event)) }{ " · " }{ t.tag_name(&mail.language) }
        </> };
        let retry = can_be_retried(mail, self.kept).then(|| {
            let id = mail.id;
            let onclick = self.on_retry.reform(move |_: MouseEvent| id);
            let label = t.of(retry_label(mail));
            html! {
                <button type="button" class="button button-quiet" aria-label={format!("{label}: {}", mail.user_display_name)}
                    aria-disabled={self.busy} {onclick}>
                    { icon(Icon::Reset) }<span class="wide">{ label }</span>
                </button>
            }
        });
        html! {
            <tr key={mail.id.to_string()} class={classes!((self.open == Some(mail.id)).then_some("current"))}>
                <td>
                    { self.router.link(&route, "row-link", name) }
                    <div class="quiet small">{ mail.recipient.as_str() }</div>
                    <div class="quiet small narrow">{ about.clone() }</div>
                </td>
                <td class="wide">{ about }</td>
                <td class="cell-state">{ mail_state(t, mail, self.now) }</td>
                <td class="cell-act">{ retry }</td>
            </tr>
        }
    }
}

/// The state as a mark, since when, and what went wrong.
fn mail_state(t: Words, mail: &Mail, now: Timestamp) -> Html {
    html! { <>
        <span class={classes!("badge", state_class(mail.state))}>{ t.of(Common::from(mail.state)) }</span>
        <div class="quiet small">{ moment(t, mail.finished_at.unwrap_or(mail.created_at), now) }</div>
        if mail.state == MailState::Superseded {
            <div class="quiet small">{ t.of(Common::MailSupersededDetail) }</div>
        }
        if let Some(error) = &mail.last_error {
            if mail.state != MailState::Sent {
                <div class="field-error">{ error }</div>
            }
        }
    </> }
}

const fn state_class(state: MailState) -> &'static str {
    match state {
        MailState::Queued | MailState::Sending | MailState::Kept => "badge-warning",
        MailState::Sent => "badge-accent",
        MailState::Failed => "badge-danger",
        MailState::Superseded => "",
    }
}

/// Whether sending the mail again would do anything.
fn can_be_retried(mail: &Mail, kept: bool) -> bool {
    match mail.state {
        MailState::Failed => true,
        MailState::Queued => mail.attempts > 0 || mail.last_error.is_some(),
        MailState::Kept => !kept,
        MailState::Sending | MailState::Sent | MailState::Superseded => false,
    }
}

const fn retry_label(mail: &Mail) -> MailsText {
    match mail.state {
        MailState::Queued | MailState::Kept => MailsText::SendNow,
        _ => MailsText::Retry,
    }
}
