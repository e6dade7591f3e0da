//! Mending a calendar file.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use shared::Language;
use shared::calendar::{MendRequest, Refusal, calendar_in_email, mend_calendar, render_diff};

use super::code;
use super::terminal::{Terminal, UpdateCommandError, say};

pub(super) fn run(
    input: &Path,
    output: Option<&Path>,
    request: &MendRequest,
    language: Language,
    terminal: &mut Terminal<'_>,
) -> Result<u8, UpdateCommandError> {
    let data = fs::read(input).map_err(|error| {
        UpdateCommandError::new(say(
            language,
            format!("{} could not be read: {error}.", input.display()),
            format!("Det gick inte att läsa {}: {error}.", input.display()),
        ))
    })?;
    let email_calendar = calendar_in_email(&data);
    if email_calendar.is_some() {
        if output.is_some_and(|output| is_same_file(input, output)) {
            return Err(UpdateCommandError::new(say(
                language,
                "This is an email, and the calendar in it would replace it. Name another file with --output.",
                "Det här är ett e-postmeddelande, och kalendern i det skulle ersätta det. Ange en annan fil med --output.",
            )));
        }
        terminal.note(&say(
            language,
            "The calendar was taken out of an email. The email itself stays unchanged.",
            "Kalendern är hämtad ur ett e-postmeddelande. Själva meddelandet förblir oförändrat.",
        ));
    }
    let result = mend_calendar(email_calendar.as_deref().unwrap_or(&data), request);
    terminal.print(&render_diff(&result, language))?;
    let refused: Vec<Refusal<'_>> = result.refused().collect();
    for refusal in &refused {
        terminal.refusal(refusal, language);
    }
    let by_hand = result.counts().by_hand();
    terminal.tell_remains(by_hand, language);
    let is_calendar = refused.iter().all(|refusal| refusal.meeting.is_some());
    if let Some(output) = output.filter(|_| is_calendar) {
        write_whole(output, &result.output()).map_err(|error| {
            UpdateCommandError::new(say(
                language,
                format!("{} could not be written: {error}.", output.display()),
                format!("Det gick inte att skriva {}: {error}.", output.display()),
            ))
        })?;
        terminal.note(&say(
            language,
            format!("The calendar was written to {}.", output.display()),
            format!("Kalendern har skrivits till {}.", output.display()),
        ));
    }
    Ok(code(!refused.is_empty(), by_hand > 0))
}

/// Whether both paths lead to the same file, which is there.
fn is_same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// Writes a file, whole or not at all: it is made beside its place and then put there. Permissions stay.
pub(super) fn write_whole(path: &Path, data: &[u8]) -> io::Result<()> {
    // Where the path is a link, the file it leads to is replaced and not the link.
    let path = match path.canonicalize() {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(error),
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".konfid-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(data)?;
    if let Ok(metadata) = fs::metadata(&path) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
