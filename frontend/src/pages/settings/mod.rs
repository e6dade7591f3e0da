//! The organisation's settings.

mod draft;
mod id_type;
mod mails;
mod parts;
mod text;

use draft::Draft;
use id_type::IdTypePart;
use shared::SettingsReport;
use text::SettingsText;
use yew::prelude::*;

use crate::api::use_api;
use crate::app::SESSION_CHANGED;
use crate::browser;
use crate::components::{
    Dialog, Icon, Notice, Skeleton, error_panel, icon, on_submit, problem_line, use_notices,
};
use crate::hooks::{Remote, Sending, use_remote, use_sending};
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::router::{Router, let_go, use_leave_guard, use_router};

#[derive(Properties, PartialEq)]
pub(crate) struct SettingsPageProps {}

/// The organisation's settings.
#[component]
pub(crate) fn SettingsPage(properties: &SettingsPageProps) -> Html {
    let SettingsPageProps {} = properties;
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let notices = use_notices();
    let report = use_remote((), |api, ()| async move { api.settings().await });
    // What was typed, and the saved settings it began from; none while nothing was typed.
    let typed = use_state_eq(|| None::<(Draft, Draft)>);
    let sending = use_sending();
    let leaving = use_state_eq(|| None::<Route>);

    let saved = report.value().map(|report| Draft::of(&report.settings));
    let dirty = typed.is_some();
    use_leave_guard(dirty, {
        let leaving = leaving.setter();
        Callback::from(move |to| leaving.set(Some(to)))
    });
    // Others' changes, once they are read, come under what was typed here.
    let draft = match (&*typed, &saved) {
        (Some((mine, before)), Some(after)) => Some(mine.clone().rebased(before, after)),
        (None, Some(after)) => Some(after.clone()),
        (_, None) => None,
    };
    let (Some(report_now), Some(saved), Some(draft)) = (report.value(), saved, draft) else {
        let content = match report.error() {
            Some(error) => error_panel(t, error, &report.on_reload()),
            None => html! { <Skeleton lines={10} /> },
        };
        return html! { <>{ head(t) }{ content }</> };
    };
    let on_draft = {
        let (typed, saved) = (typed.setter(), saved.clone());
        Callback::from(move |draft: Draft| typed.set((draft != saved).then(|| (draft, saved.clone()))))
    };
    let onsubmit = {
        let (draft, saved, version) = (draft.clone(), saved.clone(), report_now.settings.version);
        let (typed, sending, change) = (typed.setter(), sending.clone(), report.changer());
        on_submit(Callback::from(move |()| {
            let Some(request) = draft.request(&saved) else { return };
            let (notices, typed, change) = (notices.clone(), typed.clone(), change.clone());
            sending.send(api.update_settings(version, &request), move |report| {
                change(Box::new(move |_: &SettingsReport| report));
                typed.set(None);
                browser::announce(SESSION_CHANGED);
                notices.show(Notice::new(t.of(SettingsText::Saved)));
            });
        }))
    };
    let discard = {
        let (typed, sending) = (typed.setter(), sending.clone());
        Callback::from(move |_: MouseEvent| {
            typed.set(None);
            sending.forget();
        })
    };
    let sound = draft.is_sound();
    let form =
        parts::Parts { t, draft: &draft, report: report_now, failure: sending.error(), on_draft: &on_draft };
    html! { <>
        { head(t) }
        <form class="settings" {onsubmit} novalidate=true aria-busy={sending.aria()}>
            { form.organisation() }
            { form.numbers(&router) }
            { form.mails(&router) }
            { form.conference_ids() }
            { form.pins() }
            { form.meetings() }
            { trouble(t, &sending, &report) }
            if dirty {
                <div class="save-bar">
                    <p role="status">{ t.of(if sound { SettingsText::Unsaved } else { SettingsText::Faulty }) }</p>
                    <button type="button" class="button" onclick={discard}>{ t.of(SettingsText::Discard) }</button>
                    <button type="submit" class="button button-primary" disabled={!sound}>{ t.of(SettingsText::Save) }</button>
                </div>
            }
        </form>
        <div class="settings">
            <IdTypePart settings={report_now.settings.clone()} on_reload={report.on_reload()} />
        </div>
        if let Some(to) = &*leaving {
            { leave_dialog(t, t.of(SettingsText::LeaveDetail), to, &router, &leaving.setter()) }
        }
    </> }
}

fn head(t: Words) -> Html {
    html! { <header class="page-head"><h1>{ t.of(SettingsText::Title) }</h1></header> }
}

/// What went wrong with saving. Somebody else's change is no fault: the latest settings are read, and what was
/// typed stays.
fn trouble(t: Words, sending: &Sending, report: &Remote<SettingsReport>) -> Html {
    if !sending.is_stale() {
        return problem_line(t, sending.error());
    }
    html! {
        <div class="banner banner-warning" role="alert">
            { icon(Icon::Alert) }
            <p><strong>{ t.of(SettingsText::Stale) }</strong>{ " " }{ t.of(SettingsText::StaleDetail) }</p>
            <button type="button" class="button" onclick={report.on_reload().reform(|_: MouseEvent| ())}>
                { t.of(SettingsText::ReadLatest) }
            </button>
        </div>
    }
}

/// Asks whether to leave what was typed and not saved.
pub(super) fn leave_dialog(
    t: Words,
    detail: &str,
    to: &Route,
    router: &Router,
    leaving: &UseStateSetter<Option<Route>>,
) -> Html {
    let stay = {
        let leaving = leaving.clone();
        Callback::from(move |()| leaving.set(None))
    };
    let leave = {
        let (router, to) = (router.clone(), to.clone());
        Callback::from(move |_: MouseEvent| {
            let_go();
            router.go(to.clone());
        })
    };
    html! {
        <Dialog id="leave" title={t.of(SettingsText::LeaveTitle)} on_close={stay.clone()}>
            <p>{ detail }</p>
            <div class="dialog-actions">
                <button type="button" class="button button-danger" onclick={leave}>{ t.of(SettingsText::Leave) }</button>
                <button type="button" class="button" autofocus=true onclick={stay.reform(|_: MouseEvent| ())}>
                    { t.of(SettingsText::Stay) }
                </button>
            </div>
        </Dialog>
    }
}
