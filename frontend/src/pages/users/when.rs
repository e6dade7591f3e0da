//! Now, or at a time: the choice in a dialog, on the reader's own clock.

use shared::Timestamp;
use yew::prelude::*;

use super::when_text::WhenText;
use crate::components::{Field, field, on_input};
use crate::i18n::Words;

/// When an act begins, as it was chosen.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct When {
    pub(super) is_later: bool,
    /// What stands in the field, as in `2026-12-06T03:00`.
    local: String,
}

impl When {
    /// Now; the field proposes the next night to Sunday.
    pub(super) fn now() -> Self {
        Self { is_later: false, local: next_sunday() }
    }

    /// At this moment.
    pub(super) fn at(moment: Timestamp) -> Self {
        Self { is_later: true, local: on_the_wall(moment) }
    }

    /// The moment; `None` for now, and for a field without a time, with which a form is not sent.
    pub(super) fn moment(&self) -> Option<Timestamp> {
        if self.is_later { from_the_wall(&self.local) } else { None }
    }

    /// Whether it can be sent.
    pub(super) fn is_complete(&self) -> bool {
        !self.is_later || self.moment().is_some()
    }
}

/// The choice between now and later, and the time.
pub(super) fn when_fields(
    t: Words,
    when: &UseStateHandle<When>,
    now: Timestamp,
    error: Option<&str>,
) -> Html {
    let choice = |is_later: bool, id: &'static str, label: WhenText| {
        let when_now = when.clone();
        let onchange = Callback::from(move |_: Event| when_now.set(When { is_later, ..(*when_now).clone() }));
        html! {
            <label class="check" for={id}>
                <input type="radio" name="when" {id} checked={when.is_later == is_later} {onchange} />
                <span>{ t.of(label) }</span>
            </label>
        }
    };
    html! { <>
        <fieldset class="choices">
            <legend>{ t.of(WhenText::When) }</legend>
            { choice(false, "when-now", WhenText::Now) }
            { choice(true, "when-later", WhenText::Later) }
        </fieldset>
        if when.is_later { { time_field(t, when, now, error) } }
    </> }
}

/// The time alone.
pub(super) fn time_field(t: Words, when: &UseStateHandle<When>, now: Timestamp, error: Option<&str>) -> Html {
    let oninput = {
        let when = when.clone();
        on_input(Callback::from(move |local| when.set(When { is_later: true, local })))
    };
    let around =
        Field { id: "when-time", label: t.of(WhenText::Time), hint: Some(t.of(WhenText::TimeHint)), error };
    field(around, |aria_describedby, aria_invalid| {
        html! {
            <input id="when-time" type="datetime-local" required=true min={on_the_wall(now)} value={when.local.clone()}
                {oninput} {aria_describedby} {aria_invalid} />
        }
    })
}

/// What the reader's clock shows at a moment, to the minute.
fn on_the_wall(moment: Timestamp) -> String {
    let date = date(moment);
    let number = |number: u32| format!("{number:02}");
    let day = [date.get_month() + 1, date.get_date()].map(number).join("-");
    let time = [date.get_hours(), date.get_minutes()].map(number).join(":");
    format!("{:04}-{day}T{time}", date.get_full_year())
}

/// The moment at which the reader's clock shows this; the browser knows the reader's time zone.
fn from_the_wall(local: &str) -> Option<Timestamp> {
    moment(js_sys::Date::parse(local))
}

/// Three in the night to the next Sunday, when the fewest are on the phone.
fn next_sunday() -> String {
    let date = js_sys::Date::new_0();
    date.set_date(date.get_date() + 7 - date.get_day());
    date.set_hours(3);
    date.set_minutes(0);
    moment(date.get_time()).map(on_the_wall).unwrap_or_default()
}

fn date(moment: Timestamp) -> js_sys::Date {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of this age fit")]
    let milliseconds = moment.milliseconds() as f64;
    js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(milliseconds))
}

/// The browser's milliseconds as a moment; `None` for what is no moment.
fn moment(milliseconds: f64) -> Option<Timestamp> {
    if milliseconds.is_nan() || milliseconds < 0.0 {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is whole and not negative"
    )]
    let milliseconds = milliseconds as u64;
    Some(Timestamp::from_milliseconds(milliseconds))
}
