//! Values on their way into a database and out of it.

use domain::store::StoreResult;
use domain::{SecretHash, StoreError};
use serde::Serialize;
use serde::de::value::{Error as NameError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use shared::{
    AdministratorId, AssignmentId, AuditEntryId, BridgeId, ConferenceId, DirectoryId, EmailAddress, IdOwner,
    ImportId, JobId, MailId, MeetingId, MeetingUpdateId, PhoneNumber, ReservationId, RoomId, SessionId,
    Timestamp, TokenId, UserId, UserPrincipalName, Version,
};
use uuid::Uuid;

/// A value as both databases know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
    Uuid(Uuid),
}

/// A row of an answer; its columns are taken one after the other.
#[derive(Debug)]
pub(crate) struct Row(std::vec::IntoIter<Value>);

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self(values.into_iter())
    }

    /// The next column.
    pub(crate) fn take<T: FromValue>(&mut self) -> StoreResult<T> {
        let value = self.0.next().ok_or_else(|| broken("a column is missing"))?;
        T::from_value(value)
    }

    /// All columns that are left.
    pub(crate) fn into_values(self) -> Vec<Value> {
        self.0.collect()
    }
}

/// What can be read from a column.
pub(crate) trait FromValue: Sized {
    fn from_value(value: Value) -> StoreResult<Self>;
}

/// An enumeration whose variants are kept by their name on the wire.
pub(crate) struct Name<T>(pub(crate) T);

/// Something that is kept as JSON.
pub(crate) struct Json<T>(pub(crate) T);

pub(crate) fn broken(what: &str) -> StoreError {
    StoreError::Broken(what.to_owned())
}

fn mismatch<T>() -> StoreResult<T> {
    Err(broken("a column holds a value of another type"))
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u16> for Value {
    fn from(number: u16) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u64> for Value {
    /// Numbers above 2⁶³ do not occur: the databases cannot hold them.
    fn from(number: u64) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Value {
    fn from(is_so: bool) -> Self {
        Self::Integer(is_so.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<ConferenceId> for Value {
    fn from(id: ConferenceId) -> Self {
        id.number().into()
    }
}

impl From<BridgeId> for Value {
    fn from(bridge: BridgeId) -> Self {
        bridge.number().into()
    }
}

impl From<Timestamp> for Value {
    fn from(moment: Timestamp) -> Self {
        moment.milliseconds().into()
    }
}

impl From<Uuid> for Value {
    fn from(uuid: Uuid) -> Self {
        Self::Uuid(uuid)
    }
}

impl From<Version> for Value {
    fn from(version: Version) -> Self {
        version.0.into()
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value) -> StoreResult<Self> {
        match value {
            Value::Bytes(bytes) => Ok(bytes),
            _ => mismatch(),
        }
    }
}

impl From<SecretHash> for Value {
    fn from(secret: SecretHash) -> Self {
        Self::Bytes(secret.0.to_vec())
    }
}

impl<T: Serialize> From<Name<T>> for Value {
    fn from(name: Name<T>) -> Self {
        match serde_json::to_value(name.0) {
            Ok(serde_json::Value::String(text)) => Self::Text(text),
            _ => unreachable!("a variant without fields is written as its name"),
        }
    }
}

impl<T: Serialize> From<Json<&T>> for Value {
    fn from(document: Json<&T>) -> Self {
        Self::Text(serde_json::to_string(document.0).expect("settings and imports can be written as JSON"))
    }
}

impl FromValue for i64 {
    fn from_value(value: Value) -> StoreResult<Self> {
        match value {
            Value::Integer(number) => Ok(number),
            _ => mismatch(),
        }
    }
}

macro_rules! from_integer {
    ($($type:ty),*) => {
        $(impl FromValue for $type {
            fn from_value(value: Value) -> StoreResult<Self> {
                i64::from_value(value)?.try_into().map_err(|_| broken("a number is out of range"))
            }
        })*
    };
}
from_integer!(u16, u32, u64);

impl FromValue for bool {
    fn from_value(value: Value) -> StoreResult<Self> {
        i64::from_value(value).map(|number| number != 0)
    }
}

impl FromValue for String {
    fn from_value(value: Value) -> StoreResult<Self> {
        match value {
            Value::Text(text) => Ok(text),
            _ => mismatch(),
        }
    }
}

impl FromValue for Uuid {
    fn from_value(value: Value) -> StoreResult<Self> {
        match value {
            Value::Uuid(uuid) => Ok(uuid),
            Value::Bytes(bytes) => Self::from_slice(&bytes).map_err(|_| broken("an identifier is damaged")),
            _ => mismatch(),
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> StoreResult<Self> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl FromValue for ConferenceId {
    fn from_value(value: Value) -> StoreResult<Self> {
        let number = u32::from_value(value)?;
        Self::from_number(number).ok_or_else(|| broken("a conference ID is damaged"))
    }
}

impl FromValue for BridgeId {
    fn from_value(value: Value) -> StoreResult<Self> {
        let number = u32::from_value(value)?;
        Self::from_number(number).ok_or_else(|| broken("a bridge's number is damaged"))
    }
}

impl FromValue for Timestamp {
    fn from_value(value: Value) -> StoreResult<Self> {
        u64::from_value(value).map(Self::from_milliseconds)
    }
}

impl FromValue for Version {
    fn from_value(value: Value) -> StoreResult<Self> {
        u64::from_value(value).map(Self)
    }
}

impl FromValue for SecretHash {
    fn from_value(value: Value) -> StoreResult<Self> {
        match value {
            Value::Bytes(bytes) => bytes.try_into().map(Self).map_err(|_| broken("a hash is damaged")),
            _ => mismatch(),
        }
    }
}

impl<T: DeserializeOwned> FromValue for Name<T> {
    fn from_value(value: Value) -> StoreResult<Self> {
        let text = String::from_value(value)?;
        let name: StrDeserializer<'_, NameError> = text.as_str().into_deserializer();
        T::deserialize(name).map(Self).map_err(|_| broken("a name is not known"))
    }
}

impl<T: DeserializeOwned> FromValue for Json<T> {
    fn from_value(value: Value) -> StoreResult<Self> {
        let text = String::from_value(value)?;
        serde_json::from_str(&text).map(Self).map_err(|_| broken("a document is damaged"))
    }
}

macro_rules! parsed {
    ($($type:ty),*) => {
        $(
            impl From<&$type> for Value {
                fn from(text: &$type) -> Self {
                    text.as_str().into()
                }
            }

            impl FromValue for $type {
                fn from_value(value: Value) -> StoreResult<Self> {
                    Self::kept(&String::from_value(value)?).map_err(|_| broken("an address is damaged"))
                }
            }
        )*
    };
}
parsed!(DirectoryId, EmailAddress, UserPrincipalName);

impl From<&PhoneNumber> for Value {
    fn from(number: &PhoneNumber) -> Self {
        number.as_str().into()
    }
}

impl FromValue for PhoneNumber {
    fn from_value(value: Value) -> StoreResult<Self> {
        String::from_value(value)?.parse().map_err(|_| broken("a phone number is damaged"))
    }
}

/// The column with the type of an owner.
pub(crate) const fn owner_type(owner: IdOwner) -> &'static str {
    match owner {
        IdOwner::User(_) => "user",
        IdOwner::Meeting(_) => "meeting",
        IdOwner::Room(_) => "room",
        IdOwner::Reservation(_) => "reservation",
    }
}

/// The column with the identifier of an owner.
pub(crate) const fn owner_id(owner: IdOwner) -> Uuid {
    match owner {
        IdOwner::User(user) => user.uuid(),
        IdOwner::Meeting(meeting) => meeting.uuid(),
        IdOwner::Room(room) => room.uuid(),
        IdOwner::Reservation(reservation) => reservation.uuid(),
    }
}

/// An owner, from the two columns.
pub(crate) fn take_owner(row: &mut Row) -> StoreResult<IdOwner> {
    let (kind, id): (String, Uuid) = (row.take()?, row.take()?);
    match kind.as_str() {
        "user" => Ok(IdOwner::User(UserId::from_uuid(id))),
        "meeting" => Ok(IdOwner::Meeting(MeetingId::from_uuid(id))),
        "room" => Ok(IdOwner::Room(RoomId::from_uuid(id))),
        "reservation" => Ok(IdOwner::Reservation(ReservationId::from_uuid(id))),
        _ => Err(broken("an owner's type is not known")),
    }
}

macro_rules! identifiers {
    ($($type:ty),*) => {
        $(
            impl From<$type> for Value {
                fn from(id: $type) -> Self {
                    Self::Uuid(id.uuid())
                }
            }

            impl FromValue for $type {
                fn from_value(value: Value) -> StoreResult<Self> {
                    Uuid::from_value(value).map(Self::from_uuid)
                }
            }
        )*
    };
}
identifiers!(
    UserId,
    MailId,
    ImportId,
    JobId,
    AuditEntryId,
    ReservationId,
    AdministratorId,
    SessionId,
    TokenId,
    AssignmentId,
    MeetingId,
    MeetingUpdateId
);

/// The values of a statement's parameters.
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        &[$($crate::value::Value::from($value)),*]
    };
}
pub(crate) use values;
