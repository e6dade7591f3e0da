//! How a bridge has filled, as a picture and as a table. It is asked for when somebody opens it.

use std::fmt::Write as _;

use shared::{BridgeDay, BridgeId};
use web_sys::Element;
use yew::prelude::*;

use super::BridgesText;
use crate::components::{Skeleton, error_panel};
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};

/// So many days are shown.
const DAYS: u32 = 90;
const HEIGHT: u64 = 100;
/// How wide a day is in the picture's own measure.
const WIDTH: u64 = 10;

#[derive(Properties, PartialEq)]
pub(super) struct HistoryProps {
    pub(super) bridge: BridgeId,
}

/// The picture, folded until somebody wants to see it.
#[component]
pub(super) fn History(props: &HistoryProps) -> Html {
    let t = use_words();
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |event: Event| {
            open.set(event.target_unchecked_into::<Element>().has_attribute("open"));
        })
    };
    html! {
        <details class="plot-table" {ontoggle}>
            <summary>{ t.of(BridgesText::Plot) }</summary>
            if *open { <Plot bridge={props.bridge} /> }
        </details>
    }
}

#[component]
fn Plot(props: &HistoryProps) -> Html {
    let t = use_words();
    let history =
        use_remote(props.bridge, |api, bridge| async move { api.bridge_history(bridge, DAYS).await });
    match (history.value(), history.error()) {
        (_, Some(error)) => error_panel(t, error, &history.on_reload()),
        (None, None) => html! { <Skeleton lines={4} /> },
        (Some(history), None) => picture(t, &history.days),
    }
}

fn picture(t: Words, days: &[BridgeDay]) -> Html {
    let [first, .., last] = days else {
        return html! { <p class="quiet">{ t.of(BridgesText::PlotNone) }</p> };
    };
    let told = t.taken_told(first.taken(), last.taken());
    // Days on which nobody looked have no value, but their width.
    let width = u64::from(last.day.number() - first.day.number() + 1) * WIDTH;
    html! {
        <figure class="plot">
            <figcaption>{ &told }</figcaption>
            <svg viewBox={format!("0 0 {width} {HEIGHT}")} preserveAspectRatio="none" role="img" aria-label={told.clone()}>
                <path class="plot-area" d={area(days)} />
            </svg>
            <p class="plot-ends quiet small" aria-hidden="true"><span>{ t.day(first.day.begins()) }</span><span>{ t.day(last.day.begins()) }</span></p>
            <div class="table-frame table-scroll" tabindex="0" role="group" aria-label={t.of(BridgesText::AsTable)}>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{ t.of(BridgesText::Day) }</th>
                        <th scope="col">{ t.of(BridgesText::Live) }</th>
                        <th scope="col">{ t.of(BridgesText::Quarantined) }</th>
                    </tr></thead>
                    <tbody>{ for days.iter().rev().map(|day| html! {
                        <tr>
                            <th scope="row"><time datetime={day.day.to_string()}>{ day.day.to_string() }</time></th>
                            <td>{ t.number(day.live.into()) }</td>
                            <td>{ t.number(day.quarantined.into()) }</td>
                        </tr>
                    }) }</tbody>
                </table>
            </div>
        </figure>
    }
}

/// The area below the taken IDs, from zero. Each value holds until the next day that has one.
fn area(days: &[BridgeDay]) -> String {
    let most = days.iter().map(BridgeDay::taken).max().unwrap_or_default().max(1);
    let first = days.first().map_or(0, |day| day.day.number());
    let mut path = format!("M0 {HEIGHT}");
    let mut end = 0;
    for day in days {
        let x = u64::from(day.day.number() - first) * WIDTH;
        let y = HEIGHT - u64::from(day.taken()) * (HEIGHT - 4) / u64::from(most);
        // A string takes everything that is written to it.
        let _ = write!(path, "H{x}V{y}");
        end = x + WIDTH;
    }
    let _ = write!(path, "H{end}V{HEIGHT}z");
    path
}

#[cfg(test)]
mod tests {
    use shared::Day;

    use super::*;

    #[test]
    fn a_day_without_a_value_keeps_the_one_before() {
        let day = |number, live| BridgeDay { day: Day::from_number(number), live, quarantined: 0 };
        assert_eq!(area(&[day(7, 0), day(9, 10)]), "M0 100H0V100H20V4H30V100z");
    }
}
