//! What the preview of an import notes, and whom it proposes to disable.

use shared::{Import, ImportRow, Language, paths};

use super::import::line;
use crate::client::{Client, Request};
use crate::command_error::Result;
use crate::output;

/// How many rows are told; the page and `--json` show all.
const TOLD: usize = 50;

/// Tells what to know about rows that are imported, and about users that are proposed for disabling.
pub(super) async fn say(client: &Client, import: &Import, disable: bool, language: Language) -> Result<()> {
    let counts = import.counts;
    let total = counts.noted + counts.missing;
    if total > 0 {
        let mut told = 0;
        let rows = Request::get(paths::import_rows(import.id)).query("noted", true);
        let told = client.for_each(rows, Some(TOLD), |row: ImportRow| {
            told += 1;
            output::note(&line(&row, row.note.as_deref().unwrap_or_default(), language));
            Ok(())
        });
        told.await?;
        let more = total.saturating_sub(TOLD as u64);
        if more > 0 {
            output::note(&output::say(
                language,
                format!("{more} more rows have a note."),
                format!("Ytterligare {more} rader har en anmärkning."),
            ));
        }
    }
    if counts.many_are_missing() {
        output::note(&output::say(
            language,
            format!(
                "Warning: {} of {} enabled users are missing from the file. Does it really hold everybody?",
                counts.missing, counts.enabled_before
            ),
            format!(
                "Varning: {} av {} aktiverade användare saknas i filen. Innehåller den verkligen alla?",
                counts.missing, counts.enabled_before
            ),
        ));
    }
    let proposed = counts.proposed();
    if proposed > 0 && !disable {
        output::note(&output::say(
            language,
            format!(
                "Proposed for disabling: {proposed}. They stay enabled; --disable-proposed disables them."
            ),
            format!(
                "Förslag att inaktivera: {proposed}. De förblir aktiverade; --disable-proposed inaktiverar dem."
            ),
        ));
    }
    Ok(())
}
