//! What was found in the files.

use std::collections::BTreeSet;
use std::rc::Rc;

use mender::{RowKind, SheetReport};
use web_sys::File;
use yew::prelude::*;

use super::rows::{changed, refused, to_check};
use super::text::MeetingsText;
use super::{RESULT, ROWS, View};
use crate::browser;
use crate::components::{Icon, chip, empty, icon};
use crate::i18n::{Common, Words};

/// What was found, and what can be done with it.
pub(super) struct Found<'page> {
    pub(super) t: Words,
    pub(super) files: &'page [File],
    pub(super) sheet: &'page SheetReport,
    pub(super) view: View,
    /// The meetings that are not chosen.
    pub(super) left_out: &'page Rc<BTreeSet<usize>>,
    pub(super) on_view: Callback<View>,
    pub(super) on_left_out: Callback<Rc<BTreeSet<usize>>>,
    /// Called with a file that is to be saved.
    pub(super) on_save: Callback<usize>,
}

/// What was found in the files.
pub(super) fn result(found: &Found<'_>) -> Html {
    let Found { t, sheet, .. } = *found;
    let sum = |count: fn(&mender::FileReport) -> usize| sheet.files.iter().map(count).sum::<usize>();
    let (to_change, were_refused) = (sum(|file| file.changed), sum(|file| file.refused));
    let by_hand = sum(|file| file.to_check);
    let emails = sum(|file| usize::from(file.is_email));
    let tally = |text: MeetingsText, count: usize, always: bool| {
        html! {
            if always || count > 0 {
                <div><dt>{ t.of(text) }</dt><dd>{ t.number(count as u64) }</dd></div>
            }
        }
    };
    let list = match found.view.kind {
        RowKind::Changed if to_change == 0 => {
            empty(Icon::Check, t.of(MeetingsText::Nothing), t.of(MeetingsText::NothingDetail), html! {})
        }
        RowKind::ToCheck if by_hand == 0 => empty(Icon::Check, t.of(MeetingsText::NoToCheck), "", html! {}),
        RowKind::Refused if were_refused == 0 => {
            empty(Icon::Check, t.of(MeetingsText::NoRefused), "", html! {})
        }
        RowKind::Changed => {
            html! { <>{ save(found, to_change) }{ choice(found, to_change) }{ list(found, to_change) }</> }
        }
        RowKind::ToCheck => {
            html! { <><p>{ t.of(MeetingsText::ToCheckDetail) }</p>{ list(found, by_hand) }</> }
        }
        RowKind::Refused => list(found, were_refused),
    };
    html! {
        <div class="stack">
            <h2 id={RESULT} tabindex="-1">{ t.of(MeetingsText::Result) }</h2>
            <dl class="tally">
                { tally(MeetingsText::ToChange, to_change, true) }
                { tally(MeetingsText::ToCheck, by_hand, false) }
                { tally(MeetingsText::Refused, were_refused, true) }
                { tally(MeetingsText::Others, sum(|file| file.others), false) }
                { tally(MeetingsText::NoOrganizer, sum(|file| file.no_organizer), false) }
                { tally(MeetingsText::Past, sum(|file| file.past), false) }
                { tally(MeetingsText::Cancelled, sum(|file| file.cancelled), false) }
                { tally(MeetingsText::NothingToDo, sum(|file| file.nothing_to_do), true) }
            </dl>
            if emails > 0 {
                <p>{ t.taken_from_emails(emails) }</p>
            }
            if were_refused + by_hand > 0 || found.view.kind != RowKind::Changed {
                <div class="chips" role="group" aria-label={t.of(MeetingsText::Meetings)}>
                    { for [(RowKind::Changed, to_change), (RowKind::ToCheck, by_hand), (RowKind::Refused, were_refused)].map(|(kind, count)| {
                        let label = format!("{} {}", t.of(MeetingsText::of(kind)), t.number(count as u64));
                        chip(&label, found.view.kind == kind, &found.on_view.reform(move |()| View { kind, from: 0 }))
                    }) }
                </div>
            }
            { list }
        </div>
    }
}

/// The files that can be saved.
fn save(found: &Found<'_>, to_change: usize) -> Html {
    let t = found.t;
    let chosen = to_change - found.left_out.len();
    let mut first = 0;
    let files = found.sheet.files.iter().zip(found.files).enumerate().filter_map(|(index, (report, file))| {
        let changed = first..first + report.changed;
        first = changed.end;
        // A file in which nothing is chosen would be the same as before.
        let left_out = found.left_out.range(changed.clone()).count();
        (!changed.is_empty()).then(|| {
            let disabled = left_out == changed.len();
            let onclick = found.on_save.reform(move |_: MouseEvent| index);
            let name = file.name();
            html! {
                <li class="download">
                    <div><p class="strong">{ name.clone() }</p><p class="quiet small">{ t.found_in_file(report) }</p></div>
                    <button type="button" class="button button-primary" {disabled} {onclick} aria-describedby="download-hint">
                        { icon(Icon::Download) }{ t.of(MeetingsText::Download) }
                        <span class="visually-hidden">{ " " }{ name }</span>
                    </button>
                </li>
            }
        })
    });
    html! {
        <div class="downloads">
            <ul>{ for files }</ul>
            <p class="strong" role="status">{ t.chosen_meetings(chosen as u64, to_change as u64) }</p>
            <p id="download-hint" class="quiet small">{ t.of(MeetingsText::DownloadHint) }</p>
        </div>
    }
}

/// Choosing all meetings, or none.
fn choice(found: &Found<'_>, to_change: usize) -> Html {
    let t = found.t;
    let all = found.on_left_out.reform(|_: MouseEvent| Rc::default());
    let clear = found.on_left_out.reform(move |_: MouseEvent| Rc::new((0..to_change).collect()));
    html! {
        <div class="actions">
            <button type="button" class="button button-quiet" onclick={all}>{ t.of(MeetingsText::All) }</button>
            <button type="button" class="button button-quiet" onclick={clear}>{ t.of(MeetingsText::None) }</button>
        </div>
    }
}

fn list(found: &Found<'_>, count: usize) -> Html {
    let Found { t, view, .. } = *found;
    let has_many = found.files.len() > 1;
    let name = |index: usize| found.files.get(index).map(File::name).unwrap_or_default();
    let rows = found.sheet.rows.iter().map(|row| {
        if view.kind == RowKind::ToCheck {
            return to_check(t, row, has_many.then(|| name(row.file)).as_deref());
        }
        if row.reason.is_some() {
            return refused(t, row, &name(row.file), has_many);
        }
        let (left_out, on_left_out, index) = (found.left_out.clone(), found.on_left_out.clone(), row.index);
        let on_chosen = Callback::from(move |chosen: bool| {
            let mut left_out = (*left_out).clone();
            if chosen {
                left_out.remove(&index);
            } else {
                left_out.insert(index);
            }
            on_left_out.emit(Rc::new(left_out));
        });
        let file = has_many.then(|| name(row.file));
        changed(t, row, file.as_deref(), !found.left_out.contains(&row.index), on_chosen)
    });
    let last = (view.from + ROWS).min(count);
    let button = |text: Common, to: Option<usize>| {
        let onclick = to.map(|from| {
            found.on_view.reform(move |_: MouseEvent| {
                // Another part is read from its beginning.
                browser::focus(RESULT);
                View { from, ..view }
            })
        });
        html! { <button type="button" class="button" disabled={onclick.is_none()} {onclick}>{ t.of(text) }</button> }
    };
    html! { <>
        <ul class="meeting-list">{ for rows }</ul>
        if count > ROWS {
            <nav class="pager" aria-label={t.of(MeetingsText::Meetings)}>
                { button(Common::Previous, view.from.checked_sub(ROWS)) }
                <span class="quiet" role="status">{ t.shown_part(view.from as u64 + 1, last as u64, count as u64) }</span>
                { button(Common::Next, (last < count).then_some(last)) }
            </nav>
        }
    </> }
}
