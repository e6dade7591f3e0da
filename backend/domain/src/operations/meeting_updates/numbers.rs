//! Which service numbers a user's meetings may still name although callers reach nobody there any more.

use std::collections::{BTreeMap, BTreeSet};

use shared::{Bridge, BridgeId, IdOwner, NumberChange, PhoneNumber, User};

use crate::{Read, ReplacedNumber, Result, bridge};

/// What to write instead of the numbers that are of no use to the user's callers: those of the bridge that were
/// replaced, and all of the bridges that the user was on before. A number that the bridge still has stays as it is, also
/// when another one is the default now, because it leads to the same conference.
pub(super) async fn number_changes(read: &mut dyn Read, user: &User) -> Result<Vec<NumberChange>> {
    if user.conference_id.is_none() {
        return Ok(Vec::new());
    }
    let present = bridge(read, user.bridge).await?;
    let periods = read.assignments_of_owner(IdOwner::User(user.id)).await?;
    let earlier: BTreeSet<BridgeId> =
        periods.into_iter().map(|period| period.bridge).filter(|bridge| *bridge != user.bridge).collect();
    let replaced = read.replaced_numbers().await?;
    let left = read.bridges().await?.into_iter().filter(|bridge| earlier.contains(&bridge.id));
    let left = left.flat_map(|bridge| bridge.service_numbers).map(|number| number.number);
    let gone = replaced.iter().filter(|gone| gone.bridge == user.bridge || earlier.contains(&gone.bridge));
    let old: BTreeSet<PhoneNumber> = left.chain(gone.map(|gone| gone.number.clone())).collect();
    Ok(changes(&present, user, old, replaced))
}

fn changes(
    present: &Bridge,
    user: &User,
    old: BTreeSet<PhoneNumber>,
    replaced: Vec<ReplacedNumber>,
) -> Vec<NumberChange> {
    let Some(first) = present.numbers_for(user).first().map(|number| number.number.clone()) else {
        return Vec::new();
    };
    let next: BTreeMap<PhoneNumber, PhoneNumber> =
        replaced.into_iter().map(|gone| (gone.number, gone.replacement)).collect();
    let stays =
        |number: &PhoneNumber| present.number(number).is_some_and(|known| known.replacement.is_none());
    let old = old.into_iter().filter(|number| present.number(number).is_none());
    old.map(|number| {
        // Its replacement may be gone too by now. Numbers that were replaced by each other come to no end.
        let chain = std::iter::successors(next.get(&number), |number| next.get(*number));
        let new = chain.take(next.len()).find(|number| stays(number)).unwrap_or(&first);
        NumberChange { old: number.to_string(), new: new.to_string() }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use shared::{ServiceNumber, Timestamp, UserId};
    use uuid::Uuid;

    use super::*;

    fn phone(number: &str) -> PhoneNumber {
        number.parse().unwrap()
    }

    fn bridge_with(numbers: &[&str]) -> Bridge {
        let number = |number: &&str| ServiceNumber {
            number: phone(number),
            formatted: String::new(),
            country_code: "SE".into(),
            location: String::new(),
            toll_free: false,
            languages: Vec::new(),
            default: false,
            replacement: None,
        };
        Bridge { service_numbers: numbers.iter().map(number).collect(), ..Bridge::first() }
    }

    fn told(present: &[&str], own: Option<&str>, old: &[&str], replaced: &[(&str, &str)]) -> Vec<String> {
        let mut user = User::new(
            UserId::from_uuid(Uuid::from_u128(1)),
            "Anna".into(),
            "anna@contoso.example".parse().unwrap(),
            "anna@contoso.example".parse().unwrap(),
            BridgeId::FIRST,
            Timestamp::from_milliseconds(0),
        );
        user.toll_number = own.map(phone);
        let replaced = replaced.iter().map(|(number, replacement)| ReplacedNumber {
            number: phone(number),
            bridge: BridgeId::FIRST,
            replacement: phone(replacement),
            replaced_at: Timestamp::from_milliseconds(0),
        });
        let old = old.iter().map(|number| phone(number)).collect();
        let changes = changes(&bridge_with(present), &user, old, replaced.collect());
        changes.into_iter().map(|change| format!("{}={}", change.old, change.new)).collect()
    }

    #[test]
    fn what_nobody_can_call_is_written_as_what_took_its_place() {
        const A: &str = "+46812345601";
        const B: &str = "+46812345602";
        const C: &str = "+46812345603";
        const D: &str = "+46812345604";
        let change = |old: &str, new: &str| format!("{old}={new}");
        assert_eq!(told(&[B, C], None, &[A], &[(A, C)]), [change(A, C)]);
        assert_eq!(told(&[D, C], None, &[A, B], &[(A, B), (B, C)]), [change(A, C), change(B, C)], "a chain");
        assert_eq!(told(&[C], None, &[A], &[(A, B)]), [change(A, C)], "the replacement went without one");
        assert_eq!(told(&[B, C], Some(C), &[A], &[]), [change(A, C)], "the user's own, from another bridge");
        assert_eq!(told(&[A, B], None, &[A], &[(A, B)]), [] as [&str; 0], "it is in use again");
        assert_eq!(told(&[C], None, &[A, B], &[(A, B), (B, A)]), [change(A, C), change(B, C)], "a ring");
        assert_eq!(told(&[], None, &[A], &[(A, B)]), [] as [&str; 0], "there is no number at all");
    }
}
