//! The rows of an import, with what each does.

use shared::{ImportChange, ImportCounts, ImportId, ImportOutcome, ImportRow, ImportRowFilter, Page};
use yew::prelude::*;

use super::text::ImportText;
use crate::components::{Icon, Skeleton, chip, empty, error_panel, use_parts};
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};

/// The filters, in the order of their chips. Those that are about few rows, or none, stand there when there are any.
const SHOWN: [Shown; 7] = [
    Shown::All,
    Shown::Of(ImportOutcome::Refused),
    Shown::Proposed,
    Shown::Noted,
    Shown::Of(ImportOutcome::New),
    Shown::Of(ImportOutcome::Changed),
    Shown::Of(ImportOutcome::Unchanged),
];

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    All,
    Of(ImportOutcome),
    /// Users that are proposed for disabling.
    Proposed,
    /// Rows with a note.
    Noted,
}

impl Shown {
    fn filter(self) -> ImportRowFilter {
        let all = ImportRowFilter::default();
        match self {
            Self::All => all,
            Self::Of(outcome) => ImportRowFilter { outcome: Some(outcome), ..all },
            Self::Proposed => ImportRowFilter { proposed: true, ..all },
            Self::Noted => ImportRowFilter { noted: true, ..all },
        }
    }

    const fn text(self) -> ImportText {
        match self {
            Self::All => ImportText::All,
            Self::Of(outcome) => ImportText::of_rows(outcome),
            Self::Proposed => ImportText::Proposed,
            Self::Noted => ImportText::Noted,
        }
    }

    const fn count(self, counts: ImportCounts) -> u64 {
        match self {
            Self::All => counts.rows() + counts.missing,
            Self::Of(ImportOutcome::New) => counts.new,
            Self::Of(ImportOutcome::Changed) => counts.changed,
            Self::Of(ImportOutcome::Unchanged) => counts.unchanged,
            Self::Of(ImportOutcome::Refused) => counts.refused,
            Self::Of(ImportOutcome::Missing) => counts.missing,
            Self::Proposed => counts.proposed(),
            Self::Noted => counts.noted + counts.missing,
        }
    }

    /// Whether there is a chip for it.
    const fn is_offered(self, counts: ImportCounts) -> bool {
        match self {
            Self::Proposed | Self::Noted => self.count(counts) > 0,
            Self::All | Self::Of(_) => true,
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ImportRowsProps {
    pub(super) import: ImportId,
    pub(super) counts: ImportCounts,
}

/// The rows, filtered by what they do.
#[component]
pub(super) fn ImportRows(props: &ImportRowsProps) -> Html {
    let t = use_words();
    let chosen = use_state_eq(|| Shown::All);
    let question = (props.import, *chosen);
    let parts = use_parts(question);
    let rows = use_remote((question, parts.cursor()), |api, ((import, shown), cursor)| async move {
        api.import_rows(import, shown.filter(), 50, cursor.as_deref()).await
    });
    let counts = props.counts;
    let chips = SHOWN.into_iter().filter(|shown| shown.is_offered(counts)).map(|shown| {
        let chosen_now = chosen.setter();
        let choose = Callback::from(move |()| chosen_now.set(shown));
        let text = format!("{} {}", t.of(shown.text()), t.number(shown.count(counts)));
        chip(&text, *chosen == shown, &choose)
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
        ImportOutcome::Changed | ImportOutcome::Missing => "badge-warning",
        ImportOutcome::Unchanged => "",
        ImportOutcome::Refused => "badge-danger",
    };
    let mark =
        html! { <span class={classes!("badge", class)}>{ t.of(ImportText::of_row(row.outcome)) }</span> };
    let what = what(t, row);
    html! {
        <tr key={row.line.map_or_else(|| row.user_principal_name.clone(), |line| line.to_string())}>
            <td class="cell-line quiet">{ row.line.map_or_else(|| "–".to_owned(), |line| t.number(line)) }</td>
            <td>
                <div class="strong"><bdi>{ &row.display_name }</bdi></div>
                <div class="quiet small"><bdi>{ &row.user_principal_name }</bdi></div>
                if row.primary_email != row.user_principal_name {
                    <div class="quiet small"><bdi>{ &row.primary_email }</bdi></div>
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
            <div class={if row.proposed { "small" } else { "quiet small" }}>{ note }</div>
        }
    </> }
}

/// What of a user changes, or was changed.
pub(crate) fn changes(t: Words, changes: &[ImportChange]) -> Html {
    let value = |text: &str| {
        let text = if text.is_empty() { t.of(ImportText::Empty) } else { text };
        html! { <bdi>{ text.to_owned() }</bdi> }
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
