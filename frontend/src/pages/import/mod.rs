//! The import of users from a file: choosing it, seeing what it would do, and following the job that does it.

mod choose;
mod disable;
mod download;
mod rows;
mod template;
mod text;

use choose::ChooseFile;
use rows::ImportRows;
pub(crate) use rows::changes;
use shared::{ApplyImportRequest, Import, ImportId, MailEvent, SettingsReport};
use text::ImportText;
use web_sys::File;
use yew::prelude::*;

use crate::api::{ApiError, IdempotencyKey, use_api};
use crate::components::{Icon, Skeleton, error_panel, icon, mail_readiness, problem_line};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Words, use_words};
use crate::pages::jobs::JobReport;
use crate::route::Route;
use crate::router::{Router, use_router};

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

/// One import: its preview, and its job once it was started.
#[component]
fn ImportReport(props: &ImportReportProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let sending = use_sending();
    let settings = use_remote((), |api, ()| async move { api.settings().await });
    let import = use_remote(props.import, |api, import| async move { api.import(import).await });
    // The same for every attempt: what was started without an answer is not started twice.
    let key = use_memo((), |()| IdempotencyKey::new());

    let leaves = api.mail_leaves();
    // Whether those who are proposed are disabled, and whether that is being asked.
    let (disables, asks) = (use_state_eq(|| false), use_state_eq(|| false));
    let disable_proposed = *disables;
    let on_apply = {
        let (id, change, on_begun) = (props.import, import.changer(), props.on_begun.clone());
        let (sending, reload) = (sending.clone(), import.on_reload());
        Callback::from(move |()| {
            let (api, change, on_begun) = (api.clone(), change.clone(), on_begun.clone());
            let (reload, key) = (reload.clone(), key.clone());
            let answer = async move {
                let answer = api.apply_import(id, ApplyImportRequest { disable_proposed }, &key).await;
                if answer.is_err() {
                    // Whether it was started after all is for the server to say.
                    reload.emit(());
                }
                answer
            };
            sending.send(answer, move |job| {
                change(Box::new(move |import: &Import| Import { job: Some(job.id), ..import.clone() }));
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
    if let Some(job) = report.job {
        return html! { <JobReport {job} /> };
    }
    let refused = report.counts.refused;
    let on_disable = {
        let disables = disables.setter();
        Callback::from(move |on| disables.set(on))
    };
    let set_asks = |on: bool| {
        let asks = asks.setter();
        Callback::from(move |()| asks.set(on))
    };
    let on_import = if disable_proposed { set_asks(true) } else { on_apply.clone() };
    let proposals = disable::proposals(t, report.counts, disable_proposed, &on_disable);
    html! {
        <div class="stack">
            { emails(t, report, settings.value().map(|report| &**report), &router) }
            { preview(t, report, (leaves, disable_proposed), sending.error(), (&on_import, proposals), &router) }
            if *asks {
                <disable::AskToDisable counts={report.counts} on_close={set_asks(false)} on_yes={on_apply} />
            }
            if refused > 0 {
                <download::RefusedRows import={props.import} count={refused} />
            }
            <ImportRows import={props.import} counts={report.counts} />
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
    import.options.send_email.unwrap_or(report.settings.sends_automatically(MailEvent::Enabled))
}

fn preview(
    t: Words,
    import: &Import,
    (leaves, disable_proposed): (bool, bool),
    failure: Option<&ApiError>,
    (on_apply, proposals): (&Callback<()>, Html),
    router: &Router,
) -> Html {
    let counts = import.counts;
    let disabled = if disable_proposed { counts.proposed() } else { 0 };
    let something = counts.new + counts.changed + counts.enabled + disabled > 0;
    let onclick = on_apply.reform(|_: MouseEvent| ());
    html! {
        <section class="stack" aria-labelledby="import-preview">
            <h2 id="import-preview">{ t.of(ImportText::Preview) }</h2>
            if something {
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
            { proposals }
            { problem_line(t, failure) }
            <div class="actions">
                if something {
                    <button type="button" class="button button-primary" {onclick}>
                        { icon(Icon::Upload) }
                        { if disabled > 0 { t.of(ImportText::DisableYes).to_owned() } else { text::apply(t, import) } }
                    </button>
                }
                { router.link(&Route::Import { import: None }, "button", html! { t.of(ImportText::ChooseOther) }) }
            </div>
        </section>
    }
}
