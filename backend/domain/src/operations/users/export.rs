//! Exporting users as a table for spreadsheets.

use shared::{
    AuditAction, AuditDetail, AuditValue, Describe as _, Language, PhoneNumber, ProviderProfile,
    TableSeparator, User, UserFilter, UserSort,
};

use super::user_query;
use crate::operations::exports::ExportSink;
use crate::operations::table::{as_text, separated_rows};
use crate::store::sort_key;
use crate::{OperationContext, Read, Result, Transaction, UserPosition};

const PART: u32 = 1_000;

/// Notes in the audit log that the users of this filter are exported, and how many there are.
///
/// # Errors
///
/// The fault of the filter's text.
pub async fn begin_export(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    count: u64,
) -> Result<()> {
    context
        .audit(transaction, AuditAction::UsersExported, None, Some(AuditDetail::Exported { users: count }))
        .await
}

/// How many users an export has.
///
/// # Errors
///
/// The fault of the filter's text.
pub async fn count_export(read: &mut dyn Read, filter: &UserFilter) -> Result<u64> {
    Ok(read.count_users(&user_query(filter, UserSort::default(), PART)?).await?)
}

/// The headings of a table of users. An import knows the words of every language.
pub(crate) const fn headings(language: Language) -> [&'static str; 16] {
    match language {
        Language::En => [
            "Display name",
            "User principal name",
            "Mail",
            "Language",
            "Country",
            "Conference ID",
            "Directory ID",
            "Own number",
            "Own toll-free number",
            "May use toll-free",
            "Provider",
            "Provider toll number",
            "Provider toll-free numbers",
            "Provider passcode",
            "Provider domain",
            "Provider URL",
        ],
        Language::Sv => [
            "Visningsnamn",
            "Användarens huvudnamn",
            "E-post",
            "Språk",
            "Land",
            "Konferens-ID",
            "Katalog-ID",
            "Eget nummer",
            "Eget avgiftsfritt nummer",
            "Får använda avgiftsfria",
            "Leverantör",
            "Leverantörens telefonnummer",
            "Leverantörens avgiftsfria nummer",
            "Leverantörens kod",
            "Leverantörens domän",
            "Leverantörens sida",
        ],
    }
}

/// The users that match, as CSV in UTF-8 with a byte order mark, in parts. No cell can be taken for a formula.
///
/// # Errors
///
/// The fault of the filter's text, or what the sink says.
pub async fn export_users(
    read: &mut dyn Read,
    filter: &UserFilter,
    sort: UserSort,
    (separator, language): (TableSeparator, Language),
    sink: &mut dyn ExportSink,
) -> Result<()> {
    let mut query = user_query(filter, sort, PART)?;
    let mut part = format!("\u{feff}{}", separated_rows([headings(language)], separator)?);
    loop {
        let users = read.users(&query).await?;
        part.push_str(&separated_rows(users.iter().map(|user| row(user, language)), separator)?);
        sink.take(std::mem::take(&mut part)).await?;
        match users.last() {
            Some(last) if users.len() == PART as usize => {
                query.after = Some(UserPosition { key: sort_key(last, sort), user: last.id });
            }
            _ => return Ok(()),
        }
    }
}

fn row(user: &User, language: Language) -> [String; 16] {
    let number = |number: &Option<PhoneNumber>| {
        number.as_ref().map(|number| as_text(number.as_str())).unwrap_or_default()
    };
    let profile = user.provider.default_profile().filter(|_| user.dial_in_enabled);
    let of_profile = |value: fn(&ProviderProfile) -> String| profile.map(value).unwrap_or_default();
    [
        as_text(&user.display_name),
        as_text(user.user_principal_name.as_str()),
        as_text(user.primary_email.as_str()),
        user.language.map(|language| language.tag().to_owned()).unwrap_or_default(),
        user.country.map(|country| country.to_string()).unwrap_or_default(),
        user.conference_id.map(|id| id.to_string()).unwrap_or_default(),
        user.directory_id.as_ref().map(|id| as_text(id.as_str())).unwrap_or_default(),
        number(&user.toll_number),
        number(&user.toll_free_number),
        AuditValue::Flag(user.may_use_toll_free).describe(language),
        of_profile(|profile| as_text(&profile.name)),
        of_profile(|profile| as_text(&profile.toll_number.formatted)),
        of_profile(|profile| {
            let numbers = profile.toll_free_numbers.iter().map(|number| number.formatted.as_str());
            as_text(&numbers.collect::<Vec<_>>().join(", "))
        }),
        of_profile(|profile| profile.passcode.as_str().to_owned()),
        of_profile(|profile| profile.domain.as_deref().map(as_text).unwrap_or_default()),
        of_profile(|profile| profile.url.as_ref().map(|url| as_text(url.as_str())).unwrap_or_default()),
    ]
}
