//! What stands in the fields, as it was typed or as the link in a mail fills them.

use mender::{MendOrder, NumberPair};
use shared::{ConferenceId, Describe, EmailAddress, NumberChange};

use super::text::MeetingsText;
use crate::i18n::Words;
use crate::query::Query;

/// The fields as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) new_id: String,
    pub(super) old_ids: String,
    pub(super) addresses: String,
    pub(super) numbers: String,
}

/// What is wrong with the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Faults {
    pub(super) new_id: Option<String>,
    pub(super) old_ids: Option<String>,
    pub(super) addresses: Option<String>,
    pub(super) numbers: Option<String>,
}

impl Draft {
    /// Reads what stands after `#` in a link such as `#old=8271964&new=5093817&address=anna@contoso.example`.
    /// It stands there so that no server ever sees it.
    pub(super) fn parse(fragment: &str) -> Option<Self> {
        let fragment = fragment.trim_start_matches('#');
        // The demo has the page's own address there, and perhaps its query.
        let values = fragment.rsplit_once(['#', '?']).map_or(fragment, |(_, values)| values);
        let values = Query::parse(values);
        let joined = |name: &str| values.all(name).collect::<Vec<_>>().join(", ");
        let id = |digits: &str| digits.trim().parse().map_or(digits.trim().to_owned(), ConferenceId::grouped);
        let old_ids: Vec<String> = entries(&joined("old")).map(id).collect();
        let draft = Self {
            new_id: id(values.get("new").unwrap_or_default()),
            old_ids: old_ids.join(", "),
            addresses: joined("address"),
            numbers: joined("number"),
        };
        (draft != Self::default()).then_some(draft)
    }

    /// What is asked for, or what is wrong. A pasted invitation needs no addresses.
    pub(super) fn order(&self, t: Words, needs_address: bool, now: i64) -> Result<MendOrder, Faults> {
        let new_id = self.new_id.parse::<ConferenceId>().map_err(|error| error.describe(t.language));
        let old_ids =
            match entries(&self.old_ids).map(|entry| old_id(t, entry)).collect::<Result<Vec<_>, _>>() {
                Ok(ids) if ids.is_empty() => Err(t.of(MeetingsText::OldMissing).to_owned()),
                Ok(ids) if new_id.as_ref().is_ok_and(|new| ids.iter().all(|id| id == new)) => {
                    Err(t.of(MeetingsText::OldIsNew).to_owned())
                }
                other => other,
            };
        let addresses =
            entries(&self.addresses).map(|entry| address(t, entry)).collect::<Result<Vec<_>, _>>();
        let addresses = match addresses {
            Ok(addresses) if addresses.is_empty() && needs_address => {
                Err(t.of(MeetingsText::AddressMissing).to_owned())
            }
            Err(_) if !needs_address => Ok(Vec::new()),
            other => other,
        };
        let numbers = entries(&self.numbers).map(|entry| number(t, entry)).collect::<Result<Vec<_>, _>>();
        match (new_id, old_ids, addresses, numbers) {
            (Ok(new_id), Ok(old_ids), Ok(addresses), Ok(numbers)) => {
                Ok(MendOrder { addresses, old_ids, new_id, numbers, now })
            }
            (new_id, old_ids, addresses, numbers) => Err(Faults {
                new_id: new_id.err(),
                old_ids: old_ids.err(),
                addresses: addresses.err(),
                numbers: numbers.err(),
            }),
        }
    }
}

impl Faults {
    /// The id of the first field that is wrong.
    pub(super) fn first(&self) -> Option<&'static str> {
        let fields = [
            (NEW_ID, &self.new_id),
            (OLD_IDS, &self.old_ids),
            (ADDRESSES, &self.addresses),
            (NUMBERS, &self.numbers),
        ];
        fields.into_iter().find(|(_, fault)| fault.is_some()).map(|(id, _)| id)
    }
}

pub(super) const NEW_ID: &str = "new-id";
pub(super) const OLD_IDS: &str = "old-ids";
pub(super) const ADDRESSES: &str = "addresses";
pub(super) const NUMBERS: &str = "numbers";

fn old_id(t: Words, entry: &str) -> Result<ConferenceId, String> {
    entry.parse::<ConferenceId>().map_err(|error| t.entry_fault(entry, &error.describe(t.language)))
}

fn address(t: Words, entry: &str) -> Result<String, String> {
    match entry.parse::<EmailAddress>() {
        Ok(address) => Ok(address.to_string()),
        Err(error) => Err(t.entry_fault(entry, &error.describe(t.language))),
    }
}

fn number(t: Words, entry: &str) -> Result<NumberPair, String> {
    match entry.parse::<NumberChange>() {
        Ok(change) => Ok(NumberPair(change.old, change.new)),
        Err(error) => Err(t.entry_fault(entry, &error.describe(t.language))),
    }
}

/// The entries of a field that holds several.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n']).map(str::trim).filter(|entry| !entry.is_empty())
}

#[cfg(test)]
mod tests {
    use shared::Language;

    use super::*;

    const T: Words = Words { language: Language::En };

    fn draft(new_id: &str, old_ids: &str, addresses: &str) -> Draft {
        Draft {
            new_id: new_id.into(),
            old_ids: old_ids.into(),
            addresses: addresses.into(),
            numbers: String::new(),
        }
    }

    #[test]
    fn the_link_in_a_mail_fills_the_fields() {
        let expected = draft("509 381 7", "827 196 4, 111 123 4", "anna@contoso.example");
        for fragment in [
            "#old=8271964&old=1111234&new=5093817&address=anna@contoso.example",
            "#old=8271964,1111234&new=5093817&address=anna%40contoso.example",
            "#/update-meetings?old=8271964&old=1111234&new=5093817&address=anna@contoso.example",
            "#/update-meetings?lang=sv#old=8271964&old=1111234&new=5093817&address=anna@contoso.example",
        ] {
            assert_eq!(Draft::parse(fragment).as_ref(), Some(&expected), "{fragment}");
        }
        for fragment in ["", "#", "#/update-meetings", "#/meetings?lang=sv", "#content"] {
            assert_eq!(Draft::parse(fragment), None, "{fragment}");
        }
        // What is wrong in a link is shown where it can be mended.
        assert_eq!(Draft::parse("#old=12").map(|draft| draft.old_ids), Some("12".into()));
    }

    #[test]
    fn what_was_typed_is_understood() {
        let order =
            draft("5093817", "827-196-4; 111 123 4,", "Anna@contoso.example, a@b.example").order(T, true, 5);
        let order = order.unwrap();
        assert_eq!(order.old_ids.iter().map(ToString::to_string).collect::<Vec<_>>(), ["8271964", "1111234"]);
        assert_eq!(order.addresses.len(), 2);
        assert_eq!((order.new_id.to_string().as_str(), order.now), ("5093817", 5));
    }

    #[test]
    fn service_numbers_are_pairs() {
        let with = |numbers: &str| {
            let draft = draft("5093817", "8271964", "a@b.example");
            Draft { numbers: numbers.into(), ..draft }.order(T, true, 0)
        };
        let pairs =
            with("+46 8 123 456 78=+46 8 555 001 00; 0047 21 23 45 67 = +47 55 00 01 00").unwrap().numbers;
        let pair = |old: &str, new: &str| NumberPair(old.into(), new.into());
        assert_eq!(pairs, [pair("+46812345678", "+46855500100"), pair("+4721234567", "+4755000100")]);
        assert_eq!(with(" ").unwrap().numbers, []);
        let faults = with("+46812345678").unwrap_err();
        assert_eq!(faults.first(), Some(NUMBERS));
        assert!(faults.numbers.is_some_and(|fault| fault.starts_with("“+46812345678”: ")));
    }

    #[test]
    fn each_field_says_what_is_wrong() {
        let faults = draft("", "", "").order(T, true, 0).unwrap_err();
        assert!(faults.new_id.is_some() && faults.old_ids.is_some() && faults.addresses.is_some());
        assert_eq!(faults.first(), Some(NEW_ID));
        let faults = draft("5093817", "5093817", "anna").order(T, true, 0).unwrap_err();
        assert_eq!(faults.old_ids.as_deref(), Some("The old and the new conference ID are the same."));
        assert!(faults.addresses.is_some_and(|fault| fault.starts_with("“anna”: ")));
        let faults = draft("5093817", "827196", "").order(T, false, 0).unwrap_err();
        assert!(faults.old_ids.is_some_and(|fault| fault.starts_with("“827196”: ")));
        assert_eq!(faults.addresses, None);
        assert!(draft("5093817", "8271964", "").order(T, false, 0).is_ok());
    }
}
