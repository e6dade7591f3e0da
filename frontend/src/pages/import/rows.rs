//! The rows of an import, with what each does.

use shared::{ImportChange, ImportCounts, ImportId, ImportOutcome, ImportRow, Page};
use yew::prelude::*;

use super::text::ImportText;
use crate::components::{Icon, Skeleton, chip, empty, error_panel, use_parts};
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};

const OUTCOMES: [ImportOutcome; 4] =
    [ImportOutcome::New, ImportOutcome::Changed, ImportOutcome::Unchanged, ImportOutcome::Refused];

#[derive(Properties, PartialEq)]
pub(super) struct ImportRowsProps {
    pub(super) import: ImportId,
    pub(super) counts: ImportCounts,
}

/// The rows, filtered by what they do.
#[component]
pub(super) fn ImportRows(props: &ImportRowsProps) -> Html {
    let t = use_words();
    let chosen = use_state_eq(|| None::<ImportOutcome>);
    let question = (props.import, *chosen);
    let parts = use_parts(question);
    let rows = use_remote((question, parts.cursor()), |api, ((import, outcome), cursor)| async move {
        api.import_rows(import, outcome, 50, cursor.as_deref()).await
    });
    let counts = props.counts;
    let chips = std::iter::once(None).chain(OUTCOMES.map(Some)).map(|outcome| {
        let (text, count) = match outcome {
            None => (ImportText::All, counts.rows()),
            Some(outcome) => (ImportText::of_rows(outcome), count_of(counts, outcome)),
        };
        let chosen_now = chosen.setter();
        let choose = Callback::from(move |()| chosen_now.set(outcome));
        chip(&format!("{} {}", t.of(text), t.number(count)), *chosen == outcome, &choose)
    });
    let list = match (rows.value(), rows.error()) {
        (_, Some(error)) => error_panel(t, error, &rows.on_reload()),
        (None, None) => html! { <Skeleton /> },
        (Some(page), None) if page.items.is_empty() => {
            empty(Icon::Users, t.of(ImportText::NoRows), t.of(ImportText::NoRowsDetail), html! {})
        }
        (Some(page), None) => html! { <>
            { table(t, page) }
            { parts.pager(t, t.of(ImportText::Outcomes), page.next_cursor.as_deref()) }
        </> },
    };
    html! {
        <div class="stack">
            <div class="chips" role="group" aria-label={t.of(ImportText::Outcomes)}>{ for chips }</div>
            { list }
        </div>
    }
}

const fn count_of(counts: ImportCounts, outcome: ImportOutcome) -> u64 {
    match outcome {
        ImportOutcome::New => counts.new,
        ImportOutcome::Changed => counts.changed,
        ImportOutcome::Unchanged => counts.unchanged,
        ImportOutcome::Refused => counts.refused,
    }
}

fn table(t: Words, page: &Page<ImportRow>) -> Html {
    html! {
        <div class="table-frame">
            <table class="table">
                <thead><tr>
                    <th scope="col" class="cell-line">{ t.of(ImportText::Line) }</th>
                    <th scope="col">{ t.of(ImportText::User) }</th>
                    <th scope="col" class="wide">{ t.of(ImportText::Outcome) }</th>
                    <th scope="col" class="wide">{ t.of(ImportText::What) }</th>
                </tr></thead>
                <tbody>{ for page.items.iter().map(|row| self::row(t, row)) }</tbody>
            </table>
        </div>
    }
}

fn row(t: Words, row: &ImportRow) -> Html {
    let class = match row.outcome {
        ImportOutcome::New => "badge-accent",
        ImportOutcome::Changed => "badge-warning",
        ImportOutcome::Unchanged => "",
        ImportOutcome::Refused => "badge-danger",
    };
    let mark =
        html! { <span class={classes!("badge", class)}>{ t.of(ImportText::of_row(row.outcome)) }</span> };
    let what = what(t, row);
    html! {
        <tr key={row.line.to_string()}>
            <td class="cell-line quiet">{ t.number(row.line) }</td>
            <td>
                <div class="strong"><bdi>{ &row.display_name }</bdi></div>
                <div class="quiet small">{ &row.user_principal_name }</div>
                if row.primary_email != row.user_principal_name {
                    <div class="quiet small">{ &row.primary_email }</div>
                }
                <div class="narrow stack-tight">{ mark.clone() }{ what.clone() }</div>
            </td>
            <td class="wide">{ mark }</td>
            <td class="wide">{ what }</td>
        </tr>
    }
}

/// What changes, why it was refused, and what else to know.
fn what(t: Words, row: &ImportRow) -> Html {
    html! { <>
        if let Some(reason) = &row.reason {
            <div class="field-error">{ reason }</div>
        }
        { changes(t, &row.changes) }
        if let Some(note) = &row.note {
            <div class="quiet small">{ note }</div>
        }
    </> }
}

/// What of a user changes, or was changed.
pub(crate) fn changes(t: Words, changes: &[ImportChange]) -> Html {
    let value = |text: &str| {
        if text.is_empty() { t.of(ImportText::Empty).to_owned() } else { text.to_owned() }
    };
    html! {
        if !changes.is_empty() {
            <ul class="changes">
                { for changes.iter().map(|change| html! {
                    <li>
                        { ImportText::of_field(&change.field).map_or(change.field.as_str(), |field| t.of(field)) }{ ": " }
                        <del><span class="visually-hidden">{ t.of(ImportText::Before) }{ " " }</span>{ value(&change.before) }</del>
                        <span aria-hidden="true">{ " → " }</span>
                        <ins><span class="visually-hidden">{ t.of(ImportText::After) }{ " " }</span>{ value(&change.after) }</ins>
                    </li>
                }) }
            </ul>
        }
    }
}
