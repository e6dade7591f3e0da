//! The configuration file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::Key;
use crate::command_error::{CommandError, Result};

/// The file that is read when nobody names another.
pub(crate) const DEFAULT_FILE: &str = "konfid.toml";

/// What a configuration file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ConfigurationFile {
    /// Where it is; nowhere when there is none.
    pub(crate) path: Option<PathBuf>,
    pub(crate) values: BTreeMap<Key, String>,
}

impl ConfigurationFile {
    /// Reads the file that was named, or the default one if it exists.
    pub(crate) fn read(named: Option<&Path>) -> Result<Self> {
        let path = named.unwrap_or(Path::new(DEFAULT_FILE));
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound && named.is_none() => Ok(Self::default()),
            Err(error) => Err(CommandError::new(format!(
                "The configuration file {} could not be read: {error}.",
                path.display()
            ))),
        }
    }

    fn parse(path: &Path, text: &str) -> Result<Self> {
        let wrong = |what: String| CommandError::new(format!("{}: {what}", path.display()));
        // The parser quotes the line, and a line may hold a password: only its number is shown.
        let table = text.parse::<toml::Table>().map_err(|error| {
            let before = error.span().map_or("", |span| text.get(..span.start).unwrap_or_default());
            let line = before.matches('\n').count() + 1;
            wrong(format!("line {line} is not TOML: {}.", error.message()))
        })?;
        let mut values = BTreeMap::new();
        for (name, value) in table {
            let Some(key) = Key::ALL.into_iter().find(|key| key.name() == name) else {
                let known: Vec<&str> = Key::ALL.into_iter().map(Key::name).collect();
                return Err(wrong(format!(
                    "“{name}” is not a setting. The settings are {}.",
                    known.join(", ")
                )));
            };
            let toml::Value::String(value) = value else {
                return Err(wrong(format!("{name} must be text in quotes: {name} = \"…\".")));
            };
            let beside = path.parent().filter(|_| key.is_path(&value) && !value.is_empty());
            let value =
                beside.map_or_else(|| value.clone(), |folder| folder.join(&value).display().to_string());
            values.insert(key, value);
        }
        Ok(Self { path: Some(path.to_owned()), values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<ConfigurationFile> {
        ConfigurationFile::parse(Path::new("/etc/konfid/konfid.toml"), text)
    }

    #[test]
    fn paths_are_beside_the_file() {
        let file = parse("listen = '[::1]:80'\ndatabase = 'data/konfid.db'").unwrap();
        assert_eq!(file.values[&Key::Listen], "[::1]:80");
        assert_eq!(file.values[&Key::Database], "/etc/konfid/data/konfid.db");
        let file = parse("database = 'postgres://konfid@db.example.com/konfid'").unwrap();
        assert_eq!(file.values[&Key::Database], "postgres://konfid@db.example.com/konfid");
        let file = parse("database = '/var/lib/konfid.db'").unwrap();
        assert_eq!(file.values[&Key::Database], "/var/lib/konfid.db");
    }

    #[test]
    fn unknown_names_are_told_with_the_known_ones() {
        let failure = parse("lissen = 'a'").unwrap_err();
        assert!(failure.sentence().contains("“lissen” is not a setting. The settings are listen, database"));
    }

    #[test]
    fn what_cannot_be_read_is_told_without_its_text() {
        let failure = parse("listen = '[::1]:80'\nsmtp = 'smtp://konfid:secret@mail").unwrap_err();
        assert!(failure.sentence().contains("line 2 is not TOML"), "{}", failure.sentence());
        assert!(!failure.sentence().contains("secret"));
        assert!(parse("listen = 8080").unwrap_err().sentence().contains("must be text in quotes"));
    }
}
