//! Countries as directories write them: a code, or the name in English, Swedish or German.

use std::str::FromStr as _;

use rlibphonenumber::PHONE_NUMBER_UTIL;
use rlibphonenumber::enums::Region;
use shared::CountryCode;

/// What a cell says of the country: one that is known, or what else stands there.
pub(super) fn read(cell: &str) -> (Option<CountryCode>, Option<String>) {
    let cell = cell.trim();
    if cell.is_empty() {
        return (None, None);
    }
    match known(cell) {
        Some(country) => (Some(country), None),
        None => (None, Some(cell.to_owned())),
    }
}

fn known(cell: &str) -> Option<CountryCode> {
    let name = cell.to_lowercase();
    let named = NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(code, _)| *code);
    let code: CountryCode = named.unwrap_or(cell).parse().ok()?;
    // The library knows every country that has telephones.
    let region = Region::from_str(code.as_str()).ok()?;
    PHONE_NUMBER_UTIL.get_country_code_for_region(region).map(|_| code)
}

/// The names that directories write instead of a code, in lower case: the code with three letters, English, Swedish,
/// German. The countries whose offices are likely to share a directory.
const NAMES: &[(&str, &[&str])] = &[
    ("AT", &["aut", "austria", "österrike", "österreich"]),
    ("AU", &["aus", "australia", "australien"]),
    ("BE", &["bel", "belgium", "belgien"]),
    ("BG", &["bgr", "bulgaria", "bulgarien"]),
    ("BR", &["bra", "brazil", "brasilien"]),
    ("CA", &["can", "canada", "kanada"]),
    ("CH", &["che", "switzerland", "schweiz"]),
    ("CN", &["chn", "china", "kina"]),
    ("CY", &["cyp", "cyprus", "cypern", "zypern"]),
    ("CZ", &["cze", "czechia", "czech republic", "tjeckien", "tschechien"]),
    ("DE", &["deu", "germany", "tyskland", "deutschland"]),
    ("DK", &["dnk", "denmark", "danmark", "dänemark"]),
    ("EE", &["est", "estonia", "estland"]),
    ("ES", &["esp", "spain", "spanien"]),
    ("FI", &["fin", "finland", "finnland"]),
    ("FR", &["fra", "france", "frankrike", "frankreich"]),
    ("GB", &["gbr", "uk", "united kingdom", "great britain", "storbritannien", "vereinigtes königreich"]),
    ("GR", &["grc", "greece", "grekland", "griechenland"]),
    ("HR", &["hrv", "croatia", "kroatien"]),
    ("HU", &["hun", "hungary", "ungern", "ungarn"]),
    ("IE", &["irl", "ireland", "irland"]),
    ("IN", &["ind", "india", "indien"]),
    ("IS", &["isl", "iceland", "island"]),
    ("IT", &["ita", "italy", "italien"]),
    ("JP", &["jpn", "japan"]),
    ("LT", &["ltu", "lithuania", "litauen"]),
    ("LU", &["lux", "luxembourg", "luxemburg"]),
    ("LV", &["lva", "latvia", "lettland"]),
    ("MT", &["mlt", "malta"]),
    ("MX", &["mex", "mexico", "mexiko"]),
    ("NL", &["nld", "netherlands", "the netherlands", "nederländerna", "niederlande"]),
    ("NO", &["nor", "norway", "norge", "norwegen"]),
    ("NZ", &["nzl", "new zealand", "nya zeeland", "neuseeland"]),
    ("PL", &["pol", "poland", "polen"]),
    ("PT", &["prt", "portugal"]),
    ("RO", &["rou", "romania", "rumänien"]),
    ("SE", &["swe", "sweden", "sverige", "schweden"]),
    ("SG", &["sgp", "singapore", "singapur"]),
    ("SI", &["svn", "slovenia", "slovenien", "slowenien"]),
    ("SK", &["svk", "slovakia", "slovakien", "slowakei"]),
    ("TR", &["tur", "turkey", "türkiye", "turkiet", "türkei"]),
    ("UA", &["ukr", "ukraine", "ukraina"]),
    ("US", &["usa", "united states", "united states of america", "förenta staterna", "vereinigte staaten"]),
    ("ZA", &["zaf", "south africa", "sydafrika", "südafrika"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_read_as_directories_write_them() {
        for (cell, code) in [
            ("SE", "SE"),
            (" se ", "SE"),
            ("Sverige", "SE"),
            ("SWEDEN", "SE"),
            ("Österreich", "AT"),
            ("UK", "GB"),
            ("United States", "US"),
            ("JP", "JP"),
        ] {
            let (country, unknown) = read(cell);
            assert_eq!(
                (country.map(|code| code.to_string()).as_deref(), unknown),
                (Some(code), None),
                "{cell}"
            );
        }
        assert_eq!(read("  "), (None, None));
        for cell in ["XX", "Narnia", "46", "S"] {
            assert_eq!(read(cell), (None, Some(cell.to_owned())));
        }
    }

    #[test]
    fn every_name_belongs_to_one_country() {
        let mut seen = std::collections::BTreeSet::new();
        for (code, names) in NAMES {
            assert!(Region::from_str(code).is_ok(), "{code}");
            assert!(names.iter().all(|name| seen.insert(*name) && *name == name.to_lowercase()), "{code}");
        }
    }
}
