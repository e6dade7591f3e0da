//! The service numbers that a user has as their own.

use shared::{
    AuditField, Bridge, CountryCode, Fault, FieldChange, InvalidField, PhoneNumber, ProblemKind,
    ServiceNumber, User,
};

use crate::{Error, Read, Result, bridge};

/// What somebody asks for; what is missing stays as it is.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::option_option, reason = "missing, `null` and a value are three different things")]
pub(crate) struct WantedNumbers<'r> {
    pub(crate) country: Option<Option<CountryCode>>,
    pub(crate) toll: Option<Option<&'r PhoneNumber>>,
    pub(crate) toll_free: Option<Option<&'r PhoneNumber>>,
    pub(crate) may_use_toll_free: Option<bool>,
}

impl WantedNumbers<'_> {
    const fn is_empty(&self) -> bool {
        self.country.is_none()
            && self.toll.is_none()
            && self.toll_free.is_none()
            && self.may_use_toll_free.is_none()
    }

    /// Gives the user what is wanted. Who gets a country and has no number gets the bridge's in that country, unless
    /// numbers are asked for too. Who may no longer use toll-free numbers loses their own one.
    ///
    /// # Errors
    ///
    /// Every field's fault at once: a number must be the bridge's and of its kind.
    pub(crate) async fn apply(self, read: &mut dyn Read, user: &mut User) -> Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let bridge = bridge(read, user.bridge).await?;
        let mut faults = Vec::new();
        if let Some(country) = self.country {
            user.country = country;
        }
        if let Some(may) = self.may_use_toll_free {
            user.may_use_toll_free = may;
        }
        if let Some(wanted) = self.toll {
            faults.extend(fault(&bridge, "tollNumber", wanted, false));
            user.toll_number = wanted.cloned();
        }
        if let Some(wanted) = self.toll_free {
            faults.extend(fault(&bridge, "tollFreeNumber", wanted, true));
            if wanted.is_some() && !user.may_use_toll_free {
                faults.push(InvalidField { field: "tollFreeNumber", fault: Fault::MayNotUseTollFree });
            }
            user.toll_free_number = wanted.cloned();
        }
        if !faults.is_empty() {
            return Err(ProblemKind::InvalidFields(faults).into());
        }
        if !user.may_use_toll_free {
            user.toll_free_number = None;
        }
        if self.country.is_some() {
            let fill = Fill { toll: self.toll.is_none(), toll_free: self.toll_free.is_none() };
            fill.take_from_country(&bridge, user);
        }
        Ok(())
    }
}

fn fault(
    bridge: &Bridge,
    field: &'static str,
    wanted: Option<&PhoneNumber>,
    toll_free: bool,
) -> Option<InvalidField> {
    let wanted = wanted?;
    let fault = match bridge.number(wanted).filter(|number| number.replacement.is_none()) {
        None => Fault::NotOfBridge(wanted.clone()),
        Some(number) if number.toll_free == toll_free => return None,
        Some(_) if toll_free => Fault::IsNotTollFree(wanted.clone()),
        Some(_) => Fault::IsTollFree(wanted.clone()),
    };
    Some(InvalidField { field, fault })
}

/// Which of a user's numbers are filled in.
#[derive(Clone, Copy, Debug)]
struct Fill {
    toll: bool,
    toll_free: bool,
}

impl Fill {
    fn take_from_country(self, bridge: &Bridge, user: &mut User) {
        let Some(country) = user.country else { return };
        if self.toll && user.toll_number.is_none() {
            user.toll_number = in_country(bridge, country, false).map(|number| number.number.clone());
        }
        if self.toll_free && user.toll_free_number.is_none() && user.may_use_toll_free {
            user.toll_free_number = in_country(bridge, country, true).map(|number| number.number.clone());
        }
    }
}

/// The bridge's number of this kind in a country: its default number, or the first that was entered.
fn in_country(bridge: &Bridge, country: CountryCode, toll_free: bool) -> Option<&ServiceNumber> {
    let numbers = bridge.ordered_numbers().into_iter();
    numbers
        .filter(|number| number.toll_free == toll_free)
        .find(|number| number.country_code == country.as_str())
}

/// The user with the bridge's numbers in their country, where they have none of their own.
///
/// # Errors
///
/// Only when the store fails.
pub(crate) async fn with_numbers_of_country(read: &mut dyn Read, mut user: User) -> Result<User> {
    let lacks_one = user.toll_number.is_none() || user.toll_free_number.is_none() && user.may_use_toll_free;
    if user.country.is_some() && lacks_one {
        let bridge = bridge(read, user.bridge).await?;
        Fill { toll: true, toll_free: true }.take_from_country(&bridge, &mut user);
    }
    Ok(user)
}

/// How the audit log tells that a user's country or numbers have changed.
pub(crate) fn number_changes(before: &User, after: &User) -> Vec<FieldChange> {
    let changes = [
        FieldChange::of(AuditField::Country, before.country.as_ref(), after.country.as_ref()),
        FieldChange::of(AuditField::TollNumber, before.toll_number.as_ref(), after.toll_number.as_ref()),
        FieldChange::of(
            AuditField::TollFreeNumber,
            before.toll_free_number.as_ref(),
            after.toll_free_number.as_ref(),
        ),
        FieldChange::of(
            AuditField::MayUseTollFree,
            Some(&before.may_use_toll_free),
            Some(&after.may_use_toll_free),
        ),
    ];
    changes.into_iter().flatten().collect()
}

/// The bridge of a new user: the one that is named, or the default one.
///
/// # Errors
///
/// A fault of the field `bridge` when there is no such bridge.
pub(crate) async fn bridge_of_new_user(
    read: &mut dyn Read,
    wanted: Option<shared::BridgeId>,
) -> Result<shared::BridgeId> {
    let bridges = read.bridges().await?;
    let found = bridges.iter().find(|bridge| wanted.map_or(bridge.default, |wanted| bridge.id == wanted));
    found.map(|bridge| bridge.id).ok_or_else(|| Error::field("bridge", Fault::UnknownValue))
}
