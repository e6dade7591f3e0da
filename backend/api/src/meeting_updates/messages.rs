//! `GET /api/v1/users/{user}/meeting-updates/messages.zip`

use std::io::{Cursor, Write as _};

use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::meeting_updates;
use http::header;
use shared::paths::route;
use shared::{MeetingUpdate, Problem, ProblemKind, UserId};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::change::broken;
use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// How many characters of a meeting's name stand in the name of a file.
const NAME_LENGTH: usize = 60;

/// All messages that notify the invitees of a user's updated meetings, for calendar servers that do not, in one ZIP
/// file: the organizer opens each in an email program and sends it from their own mailbox. Available for 30 days.
#[utoipa::path(
    get,
    path = route::USER_MEETING_UPDATE_MESSAGES,
    tag = "meeting updates",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "One `.eml` file for each meeting.", body = Vec<u8>, content_type = "application/zip"),
        (status = 404, description = "There is no such user, or no message to send.", body = Problem),
    )
)]
pub(crate) async fn download_meeting_messages(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
) -> Result<impl IntoResponse, ProblemResponse> {
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { meeting_updates::meeting_messages(read, user).await })
    });
    let messages = read.await?;
    if messages.is_empty() {
        return Err(ProblemKind::NotFound.into());
    }
    let archive = archive(&messages).map_err(broken)?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"meetings.zip\""),
    ];
    Ok((headers, archive))
}

fn archive(messages: &[(MeetingUpdate, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // Uncompressed: they are small, and the browser that runs the demo need not carry a compressor.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (number, (meeting, message)) in (1..).zip(messages) {
        writer.start_file(file_name(number, &meeting.summary), options)?;
        writer.write_all(message.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// A name that every file system takes; the number tells meetings apart that are called the same.
fn file_name(number: usize, summary: &str) -> String {
    let readable = |character: char| if character.is_alphanumeric() { character } else { ' ' };
    let words: String = summary.chars().map(readable).take(NAME_LENGTH).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{number:03} {words}").trim_end().to_owned() + ".eml"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_suit_every_file_system() {
        assert_eq!(file_name(1, "Planering: vår/höst?"), "001 Planering vår höst.eml");
        assert_eq!(file_name(1000, "../\u{0}"), "1000.eml");
        assert_eq!(file_name(7, &"å".repeat(200)).chars().count(), 4 + NAME_LENGTH + 4);
    }
}
