//! Exporting the history: who had which conference ID, when, why, and by whom.

use shared::{Assignment, Describe as _, Language};

use super::sheet::{ExportForm, Sheet, owner_cells, word};
use super::{ExportSink, PART};
use crate::operations::table::as_text;
use crate::{Read, Result};

/// Every period in which a conference ID belonged to somebody. Those of an owner stand together, the earliest first.
///
/// # Errors
///
/// What the store or the sink says.
pub async fn export_history(read: &mut dyn Read, form: ExportForm, sink: &mut dyn ExportSink) -> Result<()> {
    let sheet = Sheet { form, headings, cells };
    let (mut part, mut after) = (sheet.begin()?, None);
    loop {
        let periods = read.assignments(after, PART).await?;
        part.push_str(&sheet.rows(periods.iter().map(|(_, period)| period))?);
        sink.take(std::mem::take(&mut part)).await?;
        match periods.last() {
            Some((id, last)) if periods.len() == PART as usize => after = Some((last.owner, *id)),
            _ => return Ok(()),
        }
    }
}

const fn headings(language: Language) -> [&'static str; 12] {
    match language {
        Language::En => [
            "Bridge",
            "Conference ID",
            "Kind of owner",
            "Owner",
            "Owner’s identifier",
            "From",
            "Began",
            "Begun by",
            "To",
            "Ended",
            "Ended by",
            "Reason",
        ],
        Language::Sv => [
            "Konferensbrygga",
            "Konferens-ID",
            "Typ av ägare",
            "Ägare",
            "Ägarens identifierare",
            "Från",
            "Början",
            "Påbörjat av",
            "Till",
            "Slut",
            "Avslutat av",
            "Orsak",
        ],
    }
}

fn cells(period: &Assignment, language: Language) -> [String; 12] {
    let [kind, name, owner] = owner_cells(period.owner, period.owner_name.as_deref());
    let begun_by = period.began_by.describe(language);
    let begun_by = match period.began_with {
        Some(way) => format!("{begun_by} {}", way.words(language)),
        None => begun_by,
    };
    [
        period.bridge.to_string(),
        period.conference_id.to_string(),
        kind,
        name,
        owner,
        period.from.to_string(),
        word(&period.began),
        as_text(&begun_by),
        period.to.map(|to| to.to_string()).unwrap_or_default(),
        period.ended.as_ref().map(word).unwrap_or_default(),
        period.ended_by.as_ref().map(|actor| as_text(&actor.describe(language))).unwrap_or_default(),
        as_text(period.reason.as_deref().unwrap_or_default()),
    ]
}
