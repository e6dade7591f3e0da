//! One meeting with what changes in it, and lines before and after.

use mender::{DiffLine, Row, RowChange};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::text::MeetingsText;
use crate::i18n::Words;

/// A meeting that changes; `on_chosen` is told whether it is chosen.
pub(super) fn changed(
    t: Words,
    row: &Row,
    file: Option<&str>,
    chosen: bool,
    on_chosen: Callback<bool>,
) -> Html {
    let id = format!("meeting-{}", row.index);
    let onchange = Callback::from(move |event: Event| {
        on_chosen.emit(event.target_unchecked_into::<HtmlInputElement>().checked());
    });
    html! {
        <li key={row.index} class={classes!("meeting", (!chosen).then_some("meeting-left-out"))}>
            <label class="check" for={id.clone()}>
                <input type="checkbox" {id} checked={chosen} {onchange} />
                { title(t, row, file) }
            </label>
            <div class="meeting-changes">
                { for row.changes.iter().enumerate().map(|(index, change)| {
                    // Lines of the same property follow each other; its name stands above the first.
                    let before = index.checked_sub(1).and_then(|index| row.changes.get(index));
                    let is_first = before.is_none_or(|before| {
                        (&before.property, &before.occurrence) != (&change.property, &change.occurrence)
                    });
                    self::change(t, change, is_first)
                }) }
                if row.more > 0 { <p class="quiet small">{ t.more_lines(row.more as u64) }</p> }
                { remains(t, row) }
            </div>
        </li>
    }
}

/// A meeting in which digits that look like an old ID remain.
pub(super) fn to_check(t: Words, row: &Row, file: Option<&str>) -> Html {
    html! {
        <li key={row.index} class="meeting">
            <p>{ title(t, row, file) }</p>
            <div class="meeting-changes">{ remains(t, row) }</div>
        </li>
    }
}

/// Where digits that look like an old ID remain.
fn remains(t: Words, row: &Row) -> Html {
    let places = row.leftovers.iter().map(|left| {
        let property = MeetingsText::of_property(&left.property, t.language).unwrap_or(&left.property);
        html! { <li><span class="quiet small">{ property }</span>{ " " }<span class="line-text">{ &left.text }</span></li> }
    });
    html! {
        if !row.leftovers.is_empty() {
            <div class="meeting-reason">
                <p>{ t.of(MeetingsText::LooksLike) }</p>
                <ul>{ for places }</ul>
            </div>
        }
    }
}

/// A meeting, or a file, that stays as it is.
pub(super) fn refused(t: Words, row: &Row, file: &str, has_many_files: bool) -> Html {
    let is_whole_file = row.start.is_empty() && row.summary.is_empty();
    html! {
        <li key={row.index} class="meeting">
            if is_whole_file {
                <p><span class="strong">{ file }</span><span class="quiet small meeting-when">{ t.of(MeetingsText::WholeFile) }</span></p>
            } else {
                <p>{ title(t, row, has_many_files.then_some(file)) }</p>
            }
            <p class="meeting-reason">{ row.reason.as_deref().unwrap_or_default() }</p>
        </li>
    }
}

fn title(t: Words, row: &Row, file: Option<&str>) -> Html {
    let summary = if row.summary.is_empty() { t.of(MeetingsText::NoSubject) } else { &row.summary };
    html! {
        <span class="meeting-title">
            <span class="strong">{ summary }</span>
            <span class="quiet small meeting-when">
                { &row.start }
                if row.recurring { { ", " }{ t.of(MeetingsText::Recurring) } }
                if let Some(file) = file { { " · " }{ file } }
            </span>
        </span>
    }
}

fn change(t: Words, change: &RowChange, is_first: bool) -> Html {
    let property = MeetingsText::of_property(&change.property, t.language).unwrap_or(&change.property);
    html! {
        <div class="change">
            if is_first {
                <p class="quiet small">
                    { property }
                    if let Some(occurrence) = &change.occurrence { { " · " }{ t.of(MeetingsText::Occurrence) }{ " " }{ occurrence } }
                </p>
            }
            { diff(t, &change.line) }
        </div>
    }
}

/// A line before and after. What differs is marked by more than colour: a sign in front, a line under or through.
pub(super) fn diff(t: Words, line: &DiffLine) -> Html {
    let side = |is_after: bool, sign: &'static str, word: MeetingsText| {
        let pieces = line.0.iter().map(|part| {
            let changed = if is_after { &part.2 } else { &part.1 };
            let changed = match (changed.as_str(), is_after) {
                ("", _) => html! {},
                (text, true) => html! { <ins>{ text }</ins> },
                (text, false) => html! { <del>{ text }</del> },
            };
            html! { <>{ &part.0 }{ changed }</> }
        });
        html! {
            <p class={if is_after { "line line-after" } else { "line line-before" }}>
                <span class="line-sign" aria-hidden="true">{ sign }</span>
                <span class="line-text"><span class="visually-hidden">{ t.of(word) }{ " " }</span>{ for pieces }</span>
            </p>
        }
    };
    html! {
        <div class="diff">
            { side(false, "−", MeetingsText::Before) }
            { side(true, "+", MeetingsText::After) }
        </div>
    }
}
