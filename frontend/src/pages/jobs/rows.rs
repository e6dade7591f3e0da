//! What became of the rows of a job.

use shared::{JobCounts, JobId, JobOutcome, JobRow, JobRowReason, Page};
use yew::prelude::*;

use super::text::{JobsText, file_name};
use crate::api::{job_rows_csv, use_api};
use crate::browser;
use crate::components::{Icon, Skeleton, chip, empty, error_panel, icon, problem_line, use_parts};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Words, use_words};
use crate::pages::import::changes;
use crate::route::Route;
use crate::router::{Router, use_router};

#[derive(Properties, PartialEq)]
pub(super) struct JobRowsProps {
    pub(super) job: JobId,
    pub(super) counts: JobCounts,
}

/// The rows, filtered by what became of them, and the same as a file.
#[component]
pub(super) fn JobRows(props: &JobRowsProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let downloading = use_sending();
    let outcome = use_state_eq(|| None::<JobOutcome>);
    let question = (props.job, *outcome);
    let parts = use_parts(question);
    let rows = use_remote((question, parts.cursor()), |api, ((job, outcome), cursor)| async move {
        api.job_rows(job, outcome, cursor.as_deref()).await
    });
    let counts = props.counts;
    let some = JobOutcome::ALL.into_iter().filter(|outcome| counts.of(*outcome) > 0).map(Some);
    let chips = std::iter::once(None).chain(some).map(|of_chip| {
        let (text, count) = match of_chip {
            None => (JobsText::All, counts.done()),
            Some(outcome) => (JobsText::from(outcome), counts.of(outcome)),
        };
        let choose = outcome.setter();
        let choose = Callback::from(move |()| choose.set(of_chip));
        chip(&format!("{} {}", t.of(text), t.number(count)), *outcome == of_chip, &choose)
    });
    let onclick = {
        let (api, downloading, job, outcome) = (api.clone(), downloading.clone(), props.job, *outcome);
        Callback::from(move |event: MouseEvent| {
            // A link would ask in the browser's language, and in the demo there is no server that it could ask.
            event.prevent_default();
            let save = move |file: Vec<u8>| browser::save(file_name(t), "text/csv", &file);
            downloading.send(api.job_rows_file(job, outcome), save);
        })
    };
    let list = match (rows.value(), rows.error()) {
        (_, Some(error)) => error_panel(t, error, &rows.on_reload()),
        (None, None) => html! { <Skeleton /> },
        (Some(page), None) if page.items.is_empty() => {
            empty(Icon::Users, t.of(JobsText::NoRows), t.of(JobsText::NoRowsDetail), html! {})
        }
        (Some(page), None) => html! { <>
            { table(t, page, &router) }
            { parts.pager(t, t.of(JobsText::Outcomes), page.next_cursor.as_deref()) }
        </> },
    };
    html! {
        <div class="stack">
            <div class="chips" role="group" aria-label={t.of(JobsText::Outcomes)}>{ for chips }</div>
            <div class="actions">
                <a class="button" href={job_rows_csv(props.job, *outcome)} download={file_name(t)} {onclick}>
                    { icon(Icon::Download) }{ t.of(JobsText::Download) }
                </a>
            </div>
            { problem_line(t, downloading.error()) }
            { list }
        </div>
    }
}

fn table(t: Words, page: &Page<JobRow>, router: &Router) -> Html {
    html! {
        <div class="table-frame">
            <table class="table">
                <thead><tr>
                    <th scope="col" class="cell-line">{ t.of(JobsText::Line) }</th>
                    <th scope="col">{ t.of(JobsText::User) }</th>
                    <th scope="col" class="wide">{ t.of(JobsText::Outcome) }</th>
                    <th scope="col" class="wide">{ t.of(JobsText::Detail) }</th>
                </tr></thead>
                <tbody>{ for page.items.iter().map(|row| self::row(t, row, router)) }</tbody>
            </table>
        </div>
    }
}

fn row(t: Words, row: &JobRow, router: &Router) -> Html {
    let class = match row.outcome {
        JobOutcome::New | JobOutcome::Enabled | JobOutcome::Reset | JobOutcome::Informed => "badge-accent",
        JobOutcome::Changed | JobOutcome::Disabled => "badge-warning",
        JobOutcome::Unchanged => "",
        JobOutcome::Refused | JobOutcome::Failed => "badge-danger",
    };
    // What was done after a meeting is done, and nothing to mend.
    let was_done = row.reason_code.as_deref() == Some(JobRowReason::AfterMeeting.code());
    let reason_class = if was_done { "quiet small" } else { "field-error" };
    let mark = html! { <span class={classes!("badge", class)}>{ t.of(JobsText::from(row.outcome)) }</span> };
    let what = html! { <>
        if let Some(reason) = &row.reason { <div class={reason_class}>{ reason }</div> }
        { changes(t, &row.changes) }
        if row.enabled { <div class="quiet small">{ t.of(JobsText::GotId) }</div> }
    </> };
    let name = html! { <bdi>{ &row.display_name }</bdi> };
    html! {
        <tr key={row.number.to_string()}>
            <td class="cell-line quiet">{ t.number(row.line.unwrap_or(row.number)) }</td>
            <td>
                if let Some(user) = row.user {
                    { router.link(&Route::user(user), "row-link", name) }
                } else {
                    <div class="strong">{ name }</div>
                }
                <div class="quiet small">{ &row.user_principal_name }</div>
                <div class="narrow stack-tight">{ mark.clone() }{ what.clone() }</div>
            </td>
            <td class="wide">{ mark }</td>
            <td class="wide">{ what }</td>
        </tr>
    }
}
