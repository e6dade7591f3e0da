//! Resets and enabled users over time, as pictures and as a table.
//!
//! A picture is stretched to the width that there is; so it has no text in it, and all text stands around it.

use std::fmt::Write as _;

use shared::{DayReport, Statistics};
use yew::prelude::*;

use super::text::StartText;
use crate::components::{Skeleton, chip, error_panel};
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};

const HEIGHT: u64 = 100;
/// How wide a day is in the picture's own measure.
const DAY: u64 = 10;

#[derive(Properties, PartialEq)]
pub(super) struct TrendProps {}

/// How the last days have gone; the reader chooses how many.
#[component]
pub(super) fn Trend(properties: &TrendProps) -> Html {
    let TrendProps {} = properties;
    let t = use_words();
    let days = use_state_eq(|| 30_u32);
    let statistics = use_remote(*days, |api, days| async move { api.statistics(days).await });
    let chips =
        [(30, StartText::Days30), (90, StartText::Days90), (365, StartText::Days365)].map(|(count, text)| {
            let choose = days.setter();
            chip(t.of(text), *days == count, &Callback::from(move |()| choose.set(count)))
        });
    let content = match (statistics.value(), statistics.error()) {
        (_, Some(error)) => error_panel(t, error, &statistics.on_reload()),
        (None, None) => html! { <Skeleton lines={6} /> },
        (Some(statistics), None) => pictures(t, statistics),
    };
    html! {
        <section class="card start-wide" aria-labelledby="trend" aria-busy={statistics.is_pending().then_some("true")}>
            <div class="side-head">
                <h2 id="trend">{ t.of(StartText::Trend) }</h2>
                <div class="chips" role="group" aria-label={t.of(StartText::Period)}>{ for chips }</div>
            </div>
            { content }
        </section>
    }
}

fn pictures(t: Words, statistics: &Statistics) -> Html {
    let days = &statistics.days;
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return html! {} };
    let resets: Vec<u64> = days.iter().map(|day| day.resets).collect();
    let enabled: Vec<u64> = days.iter().map(|day| day.enabled_users).collect();
    let most = resets.iter().copied().max().unwrap_or_default();
    let told_resets = t.resets_told(resets.iter().sum(), most);
    let told_enabled = t.enabled_told(first.enabled_users, last.enabled_users);
    let width = DAY * days.len() as u64;
    let picture = |class: &'static str, title: StartText, told: String, path: String| {
        let (begin, end) = (t.day(first.day.begins()), t.day(last.day.begins()));
        html! {
            <figure class="plot">
                <figcaption><strong>{ t.of(title) }</strong>{ ": " }{ &told }</figcaption>
                <svg viewBox={format!("0 0 {width} {HEIGHT}")} preserveAspectRatio="none" role="img" aria-label={format!("{}: {told}", t.of(title))}>
                    <path {class} d={path} />
                </svg>
                <p class="plot-ends quiet small" aria-hidden="true"><span>{ begin }</span><span>{ end }</span></p>
            </figure>
        }
    };
    html! { <>
        { picture("plot-bars", StartText::Resets, told_resets, bars(&resets)) }
        { picture("plot-area", StartText::EnabledUsers, told_enabled, area(&enabled)) }
        <details class="plot-table">
            <summary>{ t.of(StartText::AsTable) }</summary>
            <div class="table-frame table-scroll" tabindex="0" role="group" aria-labelledby="trend">
                { table(t, days) }
            </div>
        </details>
    </> }
}

fn table(t: Words, days: &[DayReport]) -> Html {
    html! {
        <table class="table">
            <thead><tr>
                <th scope="col">{ t.of(StartText::Day) }</th>
                <th scope="col">{ t.of(StartText::Resets) }</th>
                <th scope="col">{ t.of(StartText::EnabledUsers) }</th>
            </tr></thead>
            <tbody>{ for days.iter().rev().map(|day| html! {
                <tr>
                    <th scope="row"><time datetime={day.day.to_string()}>{ day.day.to_string() }</time></th>
                    <td>{ t.number(day.resets) }</td>
                    <td>{ t.number(day.enabled_users) }</td>
                </tr>
            }) }</tbody>
        </table>
    }
}

/// A bar for each day; a day with anything at all has one that can be seen.
fn bars(values: &[u64]) -> String {
    let most = values.iter().copied().max().unwrap_or_default().max(1);
    let mut path = String::new();
    for (x, value) in (0..).step_by(10).zip(values).filter(|(_, value)| **value > 0) {
        let high = (value * HEIGHT / most).max(2);
        // A string takes everything that is written to it.
        let _ = write!(path, "M{} {HEIGHT}v-{high}h{}v{high}z", x + 1, DAY - 2);
    }
    path
}

/// The area below the values: from zero, so that a small change does not look like a large one.
fn area(values: &[u64]) -> String {
    let most = values.iter().copied().max().unwrap_or_default().max(1);
    let mut path = format!("M0 {HEIGHT}");
    for (x, value) in (0..).step_by(10).zip(values) {
        let y = HEIGHT - value * (HEIGHT - 4) / most;
        let _ = write!(path, "L{x} {y}h{DAY}");
    }
    let _ = write!(path, "V{HEIGHT}z");
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_where_something_was_done() {
        assert_eq!(bars(&[0, 0]), "");
        assert_eq!(bars(&[5, 0, 10]), "M1 100v-50h8v50zM21 100v-100h8v100z");
        assert_eq!(bars(&[1, 1_000]), "M1 100v-2h8v2zM11 100v-100h8v100z", "one of a thousand is seen");
    }

    #[test]
    fn an_area_begins_at_zero() {
        assert_eq!(area(&[0, 0]), "M0 100L0 100h10L10 100h10V100z");
        assert_eq!(area(&[2, 1]), "M0 100L0 4h10L10 52h10V100z");
    }
}
