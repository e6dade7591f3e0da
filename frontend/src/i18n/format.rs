//! Dates and numbers as the reader writes them, by the browser's `Intl`.

use js_sys::{Array, Function, Map, Object, Reflect};
use shared::{Language, Timestamp};
use wasm_bindgen::{JsCast, JsValue};

use super::Words;

thread_local! {
    /// The formatters that have been made, by their settings.
    static FORMATTERS: Map = Map::new();
}

impl Words {
    /// The tag that `Intl` is asked with; English in the form that Europe reads.
    const fn locale(self) -> &'static str {
        match self.language {
            Language::En => "en-GB",
            Language::Sv => "sv-SE",
        }
    }

    /// A whole number with its thousands apart.
    pub(crate) fn number(self, number: u64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        self.intl("NumberFormat", "format", &[], &[JsValue::from_f64(number as f64)])
    }

    /// A moment to the minute, as in `24 november 2026 kl. 04:00`.
    pub(crate) fn moment(self, moment: Timestamp) -> String {
        self.date(moment, &[("dateStyle", "long"), ("timeStyle", "short")])
    }

    /// A moment to the second, short, as in `24 nov. 2026 04:00:12`.
    pub(crate) fn exact(self, moment: Timestamp) -> String {
        self.date(moment, &[("dateStyle", "medium"), ("timeStyle", "medium")])
    }

    /// The two letters of the country that the reader's language suggests; empty when it suggests none.
    pub(crate) const fn home_country(self) -> &'static str {
        match self.language {
            Language::En => "",
            Language::Sv => "SE",
        }
    }

    /// The name of a country by its two letters; empty when there is no such country.
    pub(crate) fn country(self, code: &str) -> String {
        let name = self.intl("DisplayNames", "of", &[("type", "region")], &[JsValue::from_str(code)]);
        if name == code { String::new() } else { name }
    }

    /// A day, as in `24 nov. 2026`.
    pub(crate) fn day(self, moment: Timestamp) -> String {
        self.date(moment, &[("dateStyle", "medium")])
    }

    /// A time of day, as in `14:32`.
    pub(crate) fn time(self, moment: Timestamp) -> String {
        self.date(moment, &[("timeStyle", "short")])
    }

    /// How long ago or ahead a moment is, as in `i går`; a day when it is more than four weeks.
    pub(crate) fn relative(self, moment: Timestamp, now: Timestamp) -> String {
        let (distance, ahead) =
            if moment > now { (moment.since(now), true) } else { (now.since(moment), false) };
        match relative_unit(distance.as_secs()) {
            Some((count, unit)) => {
                #[expect(clippy::cast_precision_loss, reason = "at most 60")]
                let count = if ahead { count as f64 } else { -(count as f64) };
                self.intl(
                    "RelativeTimeFormat",
                    "format",
                    &[("numeric", "auto")],
                    &[JsValue::from_f64(count), JsValue::from_str(unit)],
                )
            }
            None => self.day(moment),
        }
    }

    fn date(self, moment: Timestamp, options: &[(&str, &str)]) -> String {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds stay far below 2^53")]
        self.intl("DateTimeFormat", "format", options, &[JsValue::from_f64(moment.milliseconds() as f64)])
    }

    /// Calls a method of a formatter of this kind; a browser without it answers nothing.
    fn intl(self, kind: &str, method: &str, options: &[(&str, &str)], values: &[JsValue]) -> String {
        let format = || -> Result<String, JsValue> {
            let formatter = self.formatter(kind, options)?;
            let function: Function = Reflect::get(&formatter, &JsValue::from_str(method))?.dyn_into()?;
            let text = function.apply(&formatter, &values.iter().collect())?;
            Ok(text.as_string().unwrap_or_default())
        };
        format().unwrap_or_default()
    }

    /// A formatter, made once: making one takes the browser longer than drawing a row.
    fn formatter(self, kind: &str, options: &[(&str, &str)]) -> Result<JsValue, JsValue> {
        let mut name = format!("{}{kind}", self.locale());
        for (option, value) in options {
            name.push_str(option);
            name.push_str(value);
        }
        let name = JsValue::from_str(&name);
        FORMATTERS.with(|formatters| {
            let made = formatters.get(&name);
            if !made.is_undefined() {
                return Ok(made);
            }
            let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl"))?;
            let constructor: Function = Reflect::get(&intl, &JsValue::from_str(kind))?.dyn_into()?;
            let settings = Object::new();
            for (option, value) in options {
                Reflect::set(&settings, &JsValue::from_str(option), &JsValue::from_str(value))?;
            }
            let arguments = Array::of2(&JsValue::from_str(self.locale()), &settings);
            let formatter = Reflect::construct(&constructor, &arguments)?;
            formatters.set(&name, &formatter);
            Ok(formatter)
        })
    }
}

/// The count and the unit that say a distance best; none beyond four weeks, where a date says more.
const fn relative_unit(seconds: u64) -> Option<(u64, &'static str)> {
    match seconds {
        0..45 => Some((0, "second")),
        45..3_570 => Some(((seconds + 30) / 60, "minute")),
        3_570..84_600 => Some(((seconds + 1_800) / 3_600, "hour")),
        84_600..2_419_200 => Some(((seconds + 43_200) / 86_400, "day")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::relative_unit;

    #[test]
    fn distances_are_rounded_to_the_best_unit() {
        assert_eq!(relative_unit(0), Some((0, "second")));
        assert_eq!(relative_unit(50), Some((1, "minute")));
        assert_eq!(relative_unit(3_569), Some((59, "minute")));
        assert_eq!(relative_unit(3_600), Some((1, "hour")));
        assert_eq!(relative_unit(84_600), Some((1, "day")));
        assert_eq!(relative_unit(29 * 86_400), None);
    }
}
