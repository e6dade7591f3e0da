//! Whose turn it is in a job, and in which order: the pieces in which the users of a job are kept.

use shared::{JobId, Timestamp, UserId};
use uuid::Uuid;

use crate::{Read, Result, Transaction};

/// How many users of a selection stand in one piece of it.
pub(super) const USERS_IN_A_PIECE: usize = 4_000;
/// The pieces of turns that were put off come behind those of the selection.
const PUT_OFF_PIECES: u32 = 1 << 24;

/// The turn of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) user: UserId,
    /// When it comes, if it was put off.
    pub(super) not_before: Option<Timestamp>,
}

/// A piece of a selection.
pub(super) fn write_users(users: &[UserId]) -> String {
    users.iter().map(|user| user.uuid().simple().to_string()).collect::<Vec<_>>().join("\n")
}

/// Keeps the turns that a step puts off, which is the one after so many others were put off.
pub(super) async fn keep_put_off(
    transaction: &mut dyn Transaction,
    job: JobId,
    put_off_before: u64,
    now: Timestamp,
    turns: &[(UserId, Timestamp)],
) -> Result<()> {
    let lines = turns
        .iter()
        .map(|(user, not_before)| format!("{} {}", user.uuid().simple(), not_before.milliseconds()));
    let text = lines.collect::<Vec<_>>().join("\n");
    let number = u32::try_from(put_off_before).unwrap_or(u32::MAX).saturating_add(PUT_OFF_PIECES);
    Ok(transaction.put_piece(job.uuid(), number, now, &text).await?)
}

/// The turn of a line; `None` if it is damaged.
fn read_turn(line: &str) -> Option<Turn> {
    let (user, not_before) = match line.split_once(' ') {
        None => (line, None),
        Some((user, moment)) => (user, Some(Timestamp::from_milliseconds(moment.parse().ok()?))),
    };
    Some(Turn { user: UserId::from_uuid(Uuid::try_parse(user).ok()?), not_before })
}

/// All turns of the job in their order, those that are over included; nothing if there is no such job, or what is kept of
/// them is damaged.
///
/// Those that were put off come after all others, the earlier moment first. A turn is never put off to a moment before its
/// own one, so what is put off later comes behind everything that is over, and the order of that stays as it was.
pub(super) async fn kept_turns(read: &mut dyn Read, id: JobId) -> Result<Option<Vec<Turn>>> {
    let pieces = read.pieces(id.uuid()).await?;
    let turns: Option<Vec<Turn>> = pieces.iter().flat_map(|piece| piece.lines()).map(read_turn).collect();
    let Some(job) = read.job(id).await? else { return Ok(None) };
    let total = job.counts.total.unwrap_or_default();
    let turns = turns.map(|turns| in_order(turns, total));
    Ok(turns.filter(|turns| turns.len() as u64 == total + job.put_off))
}

fn in_order(turns: Vec<Turn>, total: u64) -> Vec<Turn> {
    let (mut turns, mut put_off): (Vec<_>, Vec<_>) =
        turns.into_iter().partition(|turn| turn.not_before.is_none());
    // A search that was interrupted may have kept more users than the one that counts.
    turns.truncate(usize::try_from(total).unwrap_or(usize::MAX));
    put_off.sort_by_key(|turn| turn.not_before);
    turns.append(&mut put_off);
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_that_were_put_off_come_last_and_in_time() {
        let user = |number: u128| UserId::from_uuid(Uuid::from_u128(number));
        let later = |number, moment| Turn {
            user: user(number),
            not_before: Some(Timestamp::from_milliseconds(moment)),
        };
        let first = [1, 2, 3].map(|number| Turn { user: user(number), not_before: None });
        let kept = [first.as_slice(), &[later(1, 9), later(3, 5), later(2, 9)]].concat();
        let expected = [&first[..2], &[later(3, 5), later(1, 9), later(2, 9)]].concat();
        assert_eq!(in_order(kept, 2), expected, "the third was not among those that were found");
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let user = UserId::from_uuid(Uuid::from_u128(7));
        assert_eq!(read_turn(&write_users(&[user])), Some(Turn { user, not_before: None }));
        let line = format!("{} 12", user.uuid().simple());
        assert_eq!(read_turn(&line), Some(Turn { user, not_before: Some(Timestamp::from_milliseconds(12)) }));
        assert_eq!(read_turn(&format!("{line} 3")), None);
        assert_eq!(read_turn("damaged"), None);
    }
}
