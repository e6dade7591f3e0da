//! Exporting the ledger of conference IDs.

use shared::{ConferenceIdLine, ConferenceIdStatus, Language};

use super::sheet::{ExportForm, Sheet, owner_cells, word};
use super::{ExportSink, PART};
use crate::{NamedLedgerEntry, Read, Result};

/// Every conference ID that belongs to somebody or is in quarantine, by bridge and ID.
///
/// # Errors
///
/// What the store or the sink says.
pub async fn export_conference_ids(
    read: &mut dyn Read,
    form: ExportForm,
    sink: &mut dyn ExportSink,
) -> Result<()> {
    let sheet = Sheet { form, headings, cells };
    let (mut part, mut after) = (sheet.begin()?, None);
    loop {
        let entries = read.ledger(after, PART).await?;
        after = entries.last().map(|last| (last.entry.bridge, last.entry.conference_id));
        let is_last = entries.len() < PART as usize;
        let lines: Vec<ConferenceIdLine> = entries.into_iter().map(line).collect();
        part.push_str(&sheet.rows(&lines)?);
        sink.take(std::mem::take(&mut part)).await?;
        if is_last {
            return Ok(());
        }
    }
}

fn line(NamedLedgerEntry { entry, owner_name, owner_removed }: NamedLedgerEntry) -> ConferenceIdLine {
    ConferenceIdLine {
        bridge: entry.bridge,
        conference_id: entry.conference_id,
        status: match entry.quarantined_until {
            Some(_) => ConferenceIdStatus::Quarantined,
            None => ConferenceIdStatus::Assigned,
        },
        owner: entry.owner,
        owner_name,
        owner_removed,
        quarantined_until: entry.quarantined_until,
    }
}

const fn headings(language: Language) -> [&'static str; 7] {
    match language {
        Language::En => [
            "Bridge",
            "Conference ID",
            "Status",
            "Kind of owner",
            "Owner",
            "Owner’s identifier",
            "In quarantine until",
        ],
        Language::Sv => [
            "Konferensbrygga",
            "Konferens-ID",
            "Status",
            "Typ av ägare",
            "Ägare",
            "Ägarens identifierare",
            "I karantän till",
        ],
    }
}

fn cells(line: &ConferenceIdLine, _: Language) -> [String; 7] {
    let [kind, name, owner] = owner_cells(line.owner, line.owner_name.as_deref());
    [
        line.bridge.to_string(),
        line.conference_id.to_string(),
        word(&line.status),
        kind,
        name,
        owner,
        line.quarantined_until.map(|until| until.to_string()).unwrap_or_default(),
    ]
}
