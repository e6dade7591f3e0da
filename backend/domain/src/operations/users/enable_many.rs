//! Enabling many users for dial-in conferencing, a part at a time.

use shared::{
    AuditAction, DialInFilter, EnableUsersRequest, EnableUsersResponse, Fault, User, UserFilter,
    UserSelection,
};

use super::{give_conference_id, user_query};
use crate::{Error, OperationContext, Result, Transaction};

const LIMIT_DEFAULT: u32 = 250;
const LIMIT_MAX: u32 = 1_000;

/// Enables at most `limit` users of the selection; all of them or none.
///
/// # Errors
///
/// A field's fault when the limit is out of its range, [`ProblemKind::ConferenceIdsExhausted`] when no ID is left.
pub async fn enable_users(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    request: &EnableUsersRequest,
) -> Result<EnableUsersResponse> {
    let limit = request.limit.unwrap_or(LIMIT_DEFAULT);
    if !(1..=LIMIT_MAX).contains(&limit) {
        return Err(Error::field("limit", Fault::OutOfRange(1, u64::from(LIMIT_MAX))));
    }
    let (part, rest) = match &request.selection {
        UserSelection::Ids(ids) => {
            let mut waiting = Vec::new();
            for id in ids {
                waiting.extend(transaction.user(*id).await?.filter(|user| !user.dial_in_enabled));
            }
            let rest = waiting.split_off(waiting.len().min(limit as usize)).len() as u64;
            (waiting, rest)
        }
        UserSelection::Matching(filter) => matching(transaction, filter, limit).await?,
    };
    let mut enabled = Vec::with_capacity(part.len());
    for user in part {
        let user = give_conference_id(transaction, context, user, request.send_email).await?;
        context.audit(transaction, AuditAction::UserEnabled, Some(user.id), None).await?;
        enabled.push(user);
    }
    Ok(EnableUsersResponse { enabled, remaining: rest })
}

/// The first users of the filter that are not enabled, and how many more there are.
async fn matching(
    transaction: &mut dyn Transaction,
    filter: &UserFilter,
    limit: u32,
) -> Result<(Vec<User>, u64)> {
    if filter.dial_in == Some(DialInFilter::Enabled) {
        return Ok((Vec::new(), 0));
    }
    let filter = UserFilter { dial_in: Some(DialInFilter::Disabled), ..filter.clone() };
    let query = user_query(&filter, shared::UserSort::default(), limit)?;
    let users = transaction.users(&query).await?;
    let count = transaction.count_users(&query).await?;
    let rest = count.saturating_sub(users.len() as u64);
    Ok((users, rest))
}
