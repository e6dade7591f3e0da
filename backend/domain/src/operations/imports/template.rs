//! An empty table to fill in.

use shared::{Language, TableSeparator};

use crate::Result;
use crate::operations::table::separated_rows;
use crate::operations::users::headings;

/// A file with the headings that an import wants and no rows, in UTF-8 with a byte order mark.
///
/// # Errors
///
/// Only when it cannot be written, which does not happen.
pub fn import_template(language: Language, separator: TableSeparator) -> Result<String> {
    let [name, principal_name, mail, mail_language, country, ..] = headings(language);
    Ok(format!(
        "\u{feff}{}",
        separated_rows([[name, principal_name, mail, mail_language, country]], separator)?
    ))
}
