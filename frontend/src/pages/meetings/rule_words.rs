//! What people call a rule of recurrence (RFC 5545, 3.3.10) that none of the form's choices stands for.

use shared::Language;

/// Monday to Sunday: the code, then the day in the plural and with its article, English and Swedish.
const DAYS: [(&str, [&str; 2], [&str; 2]); 7] = [
    ("MO", ["Mondays", "Monday"], ["måndagar", "måndagen"]),
    ("TU", ["Tuesdays", "Tuesday"], ["tisdagar", "tisdagen"]),
    ("WE", ["Wednesdays", "Wednesday"], ["onsdagar", "onsdagen"]),
    ("TH", ["Thursdays", "Thursday"], ["torsdagar", "torsdagen"]),
    ("FR", ["Fridays", "Friday"], ["fredagar", "fredagen"]),
    ("SA", ["Saturdays", "Saturday"], ["lördagar", "lördagen"]),
    ("SU", ["Sundays", "Sunday"], ["söndagar", "söndagen"]),
];

/// The rule without its end in words; none for a rule that takes more than a short sentence.
pub(super) fn in_words(rule: &str, language: Language) -> Option<String> {
    let (mut frequency, mut interval, mut days, mut date) = ("", 1_u32, None, None);
    for part in rule.split(';') {
        match part.split_once('=')? {
            ("FREQ", value) => frequency = value,
            ("INTERVAL", value) => interval = value.parse().ok()?,
            ("BYDAY", value) => days = Some(value),
            ("BYMONTHDAY", value) => date = Some(value.parse::<i32>().ok()?),
            ("COUNT" | "UNTIL" | "WKST", _) => {}
            _ => return None,
        }
    }
    let often = how_often(frequency, interval, language)?;
    let when = match (frequency, days, date) {
        (_, None, None) => return Some(often),
        ("WEEKLY", Some(days), None) => on_days(days, language)?,
        ("MONTHLY", Some(day), None) => on_one_day(day, language)?,
        ("MONTHLY", None, Some(date)) => on_date(date, language)?,
        _ => return None,
    };
    Some(format!("{often} {when}"))
}

fn how_often(frequency: &str, interval: u32, language: Language) -> Option<String> {
    const UNITS: [(&str, &str, &str, &str); 4] = [
        ("DAILY", "day", "Varje dag", "dag"),
        ("WEEKLY", "week", "Varje vecka", "vecka"),
        ("MONTHLY", "month", "Varje månad", "månad"),
        ("YEARLY", "year", "Varje år", "år"),
    ];
    let (_, unit, every, enhet) = UNITS.into_iter().find(|(code, ..)| *code == frequency)?;
    Some(match (language, interval) {
        (Language::En, 1) => format!("Every {unit}"),
        (Language::En, 2) => format!("Every second {unit}"),
        (Language::En, _) => format!("Every {interval} {unit}s"),
        (Language::Sv, 1) => every.to_owned(),
        (Language::Sv, 2) if frequency == "YEARLY" => "Vartannat år".to_owned(),
        (Language::Sv, 2) => format!("Varannan {enhet}"),
        (Language::Sv, _) => {
            let number = ["tredje", "fjärde", "femte", "sjätte"].get(interval.checked_sub(3)? as usize)?;
            let each = if frequency == "YEARLY" { "Vart" } else { "Var" };
            format!("{each} {number} {enhet}")
        }
    })
}

fn on_days(codes: &str, language: Language) -> Option<String> {
    let names: Option<Vec<&str>> = codes
        .split(',')
        .map(|code| {
            let (_, english, swedish) = DAYS.into_iter().find(|(known, ..)| *known == code)?;
            Some(if language == Language::En { english[0] } else { swedish[0] })
        })
        .collect();
    let (last, before) = names?.split_last().map(|(last, before)| (*last, before.join(", ")))?;
    let (on, and) = if language == Language::En { ("on", "and") } else { ("på", "och") };
    Some(if before.is_empty() { format!("{on} {last}") } else { format!("{on} {before} {and} {last}") })
}

/// `2TU`, `-1FR`: a weekday that is counted.
fn on_one_day(code: &str, language: Language) -> Option<String> {
    let (_, english, swedish) = DAYS.into_iter().find(|(known, ..)| code.ends_with(known))?;
    let which = match code.get(..code.len() - 2)? {
        "1" | "+1" => ["first", "första"],
        "2" | "+2" => ["second", "andra"],
        "3" | "+3" => ["third", "tredje"],
        "4" | "+4" => ["fourth", "fjärde"],
        "-1" => ["last", "sista"],
        _ => return None,
    };
    Some(match language {
        Language::En => format!("on the {} {}", which[0], english[1]),
        Language::Sv => format!("den {} {}", which[1], swedish[1]),
    })
}

fn on_date(date: i32, language: Language) -> Option<String> {
    Some(match (language, date) {
        (Language::En, -1) => "on the last day".to_owned(),
        (Language::Sv, -1) => "den sista dagen".to_owned(),
        (_, ..1 | 32..) => return None,
        (Language::En, 1 | 21 | 31) => format!("on the {date}st"),
        (Language::En, 2 | 22) => format!("on the {date}nd"),
        (Language::En, 3 | 23) => format!("on the {date}rd"),
        (Language::En, _) => format!("on the {date}th"),
        (Language::Sv, 1 | 2 | 21 | 22 | 31) => format!("den {date}:a"),
        (Language::Sv, _) => format!("den {date}:e"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_said_as_people_say_them() {
        for (rule, english, swedish) in [
            ("FREQ=MONTHLY;BYMONTHDAY=1", "Every month on the 1st", "Varje månad den 1:a"),
            ("FREQ=MONTHLY;BYMONTHDAY=13", "Every month on the 13th", "Varje månad den 13:e"),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day", "Varje månad den sista dagen"),
            ("FREQ=MONTHLY;BYDAY=-1FR", "Every month on the last Friday", "Varje månad den sista fredagen"),
            (
                "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,WE,FR",
                "Every second week on Mondays, Wednesdays and Fridays",
                "Varannan vecka på måndagar, onsdagar och fredagar",
            ),
            ("FREQ=DAILY;INTERVAL=3", "Every 3 days", "Var tredje dag"),
            ("FREQ=YEARLY;INTERVAL=2", "Every second year", "Vartannat år"),
        ] {
            assert_eq!(in_words(rule, Language::En).as_deref(), Some(english));
            assert_eq!(in_words(rule, Language::Sv).as_deref(), Some(swedish));
        }
    }

    #[test]
    fn what_takes_more_than_a_sentence_has_no_words() {
        for rule in [
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=MONTHLY;BYMONTHDAY=-2",
            "FREQ=WEEKLY;BYDAY=1MO",
            "FREQ=HOURLY",
            "FREQ",
            "",
        ] {
            assert_eq!(in_words(rule, Language::En), None, "{rule}");
        }
        assert_eq!(in_words("FREQ=DAILY;INTERVAL=30", Language::Sv), None);
        assert_eq!(in_words("FREQ=DAILY;INTERVAL=0", Language::Sv), None);
    }
}
