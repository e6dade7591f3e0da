//! Moments of calendars, for reading.

/// `20261124T090000` as `2026-11-24 09:00`; anything else as it is.
pub fn readable(moment: &str) -> String {
    let digits = |from: usize, to: usize| {
        moment.get(from..to).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let (Some(year), Some(month), Some(day)) = (digits(0, 4), digits(4, 6), digits(6, 8)) else {
        return moment.to_owned();
    };
    let zone = if moment.ends_with('Z') { " UTC" } else { "" };
    match (digits(9, 11), digits(11, 13)) {
        (Some(hour), Some(minute)) => format!("{year}-{month}-{day} {hour}:{minute}{zone}"),
        _ => format!("{year}-{month}-{day}"),
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn moments_are_read_and_others_kept() {
        assert_eq!(readable("20261124T090000"), "2026-11-24 09:00");
        assert_eq!(readable("20261124T090000Z"), "2026-11-24 09:00 UTC");
        assert_eq!(readable("20261124"), "2026-11-24");
        assert_eq!(readable("i går"), "i går");
    }
}
