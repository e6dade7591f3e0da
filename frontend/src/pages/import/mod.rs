//! The import of users from a file: choosing it, seeing what it would do, doing it.

mod choose;
mod download;
mod rows;
mod text;

use choose::ChooseFile;
use rows::ImportRows;
use shared::{Import, ImportCounts, ImportId, ImportState, SettingsReport};
use text::ImportText;
use web_sys::File;
use yew::prelude::*;

use crate::api::{ApiError, use_api};
use crate::components::{Icon, Skeleton, error_panel, icon, mail_outcome, mail_readiness, problem_line};
use crate::hooks::{use_interval, use_remote, use_sending};
use crate::i18n::{Common, Words, use_words};
use crate::route::{Route, UserList};
use crate::router::{Router, use_router};

/// How often the progress is read.
const POLL_MILLISECONDS: u32 = 400;

#[derive(Properties, PartialEq)]
pub(crate) struct ImportPageProps {
    /// The import that is shown; a new one when missing.
    pub(crate) import: Option<ImportId>,
}

/// The import of users from a file.
#[component]
pub(crate) fn ImportPage(props: &ImportPageProps) -> Html {
    let t = use_words();
    // It stays here, so that going back from the preview finds the file still chosen.
    let file = use_state_eq(|| None::<File>);
    let on_begun = {
        let file = file.setter();
        Callback::from(move |()| file.set(None))
    };
    let content = match props.import {
        Some(import) => {
            html! { <ImportReport key={import.to_string()} {import} on_begun={on_begun.clone()} /> }
        }
        None => html! { <ChooseFile file={(*file).clone()} on_file={{
            let file = file.setter();
            Callback::from(move |chosen| file.set(chosen))
        }} /> },
    };
    html! { <>
        <header class="page-head">
            <div><h1>{ t.of(ImportText::Title) }</h1><p class="page-lead">{ t.of(ImportText::Lead) }</p></div>
        </header>
        { content }
    </> }
}

#[derive(Properties, PartialEq)]
struct ImportReportProps {
    import: ImportId,
    /// Called when it has been begun, so that the next file is chosen anew.
    on_begun: Callback<()>,
}

/// One import: its preview, its progress, its result.
#[component]
fn ImportReport(props: &ImportReportProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let sending = use_sending();
    let settings = use_remote((), |api, ()| async move { api.settings().await });
    let import = use_remote(props.import, |api, import| async move { api.import(import).await });
    let applying =
        sending.is_busy() || import.value().is_some_and(|import| import.state == ImportState::Applying);
    use_interval(applying.then_some(POLL_MILLISECONDS), import.on_reload());

    let leaves = api.mail_leaves();
    let on_apply = {
        let (id, change, on_begun) = (props.import, import.changer(), props.on_begun.clone());
        let (sending, reload) = (sending.clone(), import.on_reload());
        Callback::from(move |()| {
            let (api, change, on_begun) = (api.clone(), change.clone(), on_begun.clone());
            let reload = reload.clone();
            let answer = async move {
                let answer = api.apply_import(id).await;
                if answer.is_err() {
                    // Whether it was applied after all is for the server to say.
                    reload.emit(());
                }
                answer
            };
            sending.send(answer, move |answer| {
                change(Box::new(move |_: &Import| answer));
                on_begun.emit(());
            });
        })
    };
    let Some(report) = import.value() else {
        return match import.error() {
            Some(error) => error_panel(t, error, &import.on_reload()),
            None => html! { <Skeleton /> },
        };
    };
    let head = match report.state {
        _ if applying => progress(t, report),
        ImportState::Applied => done(t, report, settings.value().map(|report| &**report), &router),
        ImportState::Previewed | ImportState::Failed | ImportState::Applying => {
            html! { <>
                { emails(t, report, settings.value().map(|report| &**report), &router) }
                { preview(t, report, leaves, sending.error(), &on_apply, &router) }
            </> }
        }
    };
    let refused = report.counts.refused;
    html! {
        <div class="stack">
            { head }
            if refused > 0 && !applying {
                <download::RefusedRows import={props.import} count={refused} />
            }
            if !applying {
                <ImportRows import={props.import} counts={report.counts} applied={report.state == ImportState::Applied} />
            }
        </div>
    }
}

/// What the emails of an import would say.
fn emails(t: Words, import: &Import, settings: Option<&SettingsReport>, router: &Router) -> Html {
    let Some(report) = settings else { return html! {} };
    if !wants_emails(import, report) || import.counts.enabled == 0 {
        return html! {};
    }
    mail_readiness(t, router, &report.mail_readiness, Some(import.counts.enabled))
}

/// Whether those who are enabled get an email.
fn wants_emails(import: &Import, report: &SettingsReport) -> bool {
    import.options.send_email.unwrap_or(report.settings.automatic_mails)
}

fn preview(
    t: Words,
    import: &Import,
    leaves: bool,
    failure: Option<&ApiError>,
    on_apply: &Callback<()>,
    router: &Router,
) -> Html {
    let counts = import.counts;
    let something = counts.new + counts.changed + counts.enabled > 0;
    let onclick = on_apply.reform(|_: MouseEvent| ());
    let again = import.state == ImportState::Failed;
    html! {
        <section class="stack" aria-labelledby="import-preview">
            <h2 id="import-preview">{ t.of(ImportText::Preview) }</h2>
            if again {
                <div class="banner banner-danger" role="alert">
                    { icon(Icon::Alert) }
                    <p><strong>{ t.of(ImportText::Failed) }</strong>{ " " }{ import.error.clone() }</p>
                </div>
            } else if something {
                <p>
                    { t.of(ImportText::PreviewDetail) }
                    if counts.enabled > 0 { { " " }{ text::will_enable(t, import, leaves) } }
                </p>
            } else {
                <div class="banner">
                    { icon(Icon::Check) }
                    <p>{ t.of(if counts.unchanged == 0 { ImportText::NothingGood } else { ImportText::Nothing }) }</p>
                </div>
            }
            { problem_line(t, failure) }
            <div class="actions">
                if something {
                    <button type="button" class="button button-primary" {onclick}>
                        { icon(Icon::Upload) }
                        if again { { t.of(Common::Retry) } } else { { text::apply(t, import) } }
                    </button>
                }
                { router.link(&Route::Import { import: None }, "button", html! { t.of(ImportText::ChooseOther) }) }
            </div>
        </section>
    }
}

fn progress(t: Words, import: &Import) -> Html {
    let total = import.counts.rows();
    // A report from just before the start says nothing about this attempt.
    let done = if import.state == ImportState::Applying { import.done } else { 0 };
    html! {
        <section class="card import-progress" aria-labelledby="import-progress">
            <h2 id="import-progress">{ t.of(ImportText::Applying) }</h2>
            <progress aria-labelledby="import-progress" max={total.to_string()} value={done.to_string()}></progress>
            <p role="status">{ text::progress(t, done, total) }</p>
            <p class="quiet">{ t.of(ImportText::ApplyingDetail) }</p>
        </section>
    }
}

fn done(t: Words, import: &Import, settings: Option<&SettingsReport>, router: &Router) -> Html {
    let ImportCounts { new, changed, unchanged, refused, enabled } = import.counts;
    let tally = |label: ImportText, count: u64| {
        html! { <div><dt>{ t.of(label) }</dt><dd>{ t.number(count) }</dd></div> }
    };
    let next = |route: &Route, symbol: Icon, text: ImportText| {
        html! { <li>{ router.link(route, "button", html! { <>{ icon(symbol) }{ t.of(text) }</> }) }</li> }
    };
    let not_enabled = Route::Users {
        list: UserList { dial_in: Some(shared::DialInFilter::Disabled), ..UserList::default() },
        open: None,
    };
    html! {
        <section class="stack" aria-labelledby="import-done">
            <div class="banner banner-accent">
                { icon(Icon::Check) }
                <div role="status">
                    <h2 id="import-done">{ t.of(ImportText::Done) }</h2>
                    if new + changed + enabled == 0 { <p>{ t.of(ImportText::DoneUnchanged) }</p> }
                    if let (true, Some(report)) = (enabled > 0, settings) {
                        { mail_outcome(t, &report.mail_readiness, wants_emails(import, report)) }
                    }
                </div>
            </div>
            <dl class="tally">
                { tally(ImportText::New, new) }
                { tally(ImportText::Changed, changed) }
                { tally(ImportText::Unchanged, unchanged) }
                { tally(ImportText::Refused, refused) }
                if import.options.enable { { tally(ImportText::Enabled, enabled) } }
            </dl>
            <h3>{ t.of(ImportText::Next) }</h3>
            <ul class="actions">
                { next(&Route::users(), Icon::Users, ImportText::ToUsers) }
                if import.options.enable {
                    { next(&Route::mails(), Icon::Mail, ImportText::ToMails) }
                } else {
                    { next(&not_enabled, Icon::Phone, ImportText::ToEnable) }
                }
                { next(&Route::Import { import: None }, Icon::Upload, ImportText::ChooseOther) }
            </ul>
        </section>
    }
}
