//! Which database.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use store_sql::{DatabasePlace, PostgresAddress};

use crate::configuration::password;

/// Which database: a file of SQLite's, or one of a PostgreSQL server's. It is shown without its password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DatabaseAddress {
    /// SQLite's.
    File(PathBuf),
    /// PostgreSQL's.
    Postgres(PostgresAddress),
}

impl DatabaseAddress {
    /// Whether the text is the address of a server, of whatever kind, and not the path of a file.
    pub(crate) fn is_url(text: &str) -> bool {
        text.contains("://")
    }

    /// Adds the password in a file, or says why not.
    pub(crate) fn add_password_in(&mut self, file: &str) -> Result<(), String> {
        let Self::Postgres(address) = self else {
            return Err("There is a password, but the database is a file. Remove one of them.".to_owned());
        };
        let two = |_| "There are two passwords. Remove the one in the address of the database.".to_owned();
        address.add_password(&password(file)?).map_err(two)
    }

    /// The same, as the copying knows it.
    pub(crate) fn place(&self) -> DatabasePlace {
        match self {
            Self::File(path) => DatabasePlace::File(path.clone()),
            Self::Postgres(address) => DatabasePlace::Postgres(address.clone()),
        }
    }

    /// The file of the key that seals the passwords to calendars, when nobody has named another.
    pub(crate) fn key_file(&self) -> PathBuf {
        match self {
            Self::File(path) => {
                let mut name = path.clone().into_os_string();
                name.push(".key");
                name.into()
            }
            Self::Postgres(_) => Path::new("konfid.key").to_owned(),
        }
    }
}

impl FromStr for DatabaseAddress {
    /// A sentence that says what to do. It holds no password.
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if PostgresAddress::is_meant_by(text) {
            let address =
                text.parse().map_err(|error| format!("This address of a database is not right: {error}."));
            return address.map(Self::Postgres);
        }
        if Self::is_url(text) {
            return Err(
                "Konfid keeps its data in a file or in PostgreSQL. Write a path, as in konfid.db, or an \
                        address, as in postgres://konfid@db.example.com/konfid."
                    .to_owned(),
            );
        }
        Ok(Self::File(text.into()))
    }
}

impl fmt::Display for DatabaseAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(formatter),
            Self::Postgres(address) => address.fmt(formatter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_servers_are_told_apart() {
        let parse = |text: &str| text.parse::<DatabaseAddress>();
        assert_eq!(parse("data/konfid.db"), Ok(DatabaseAddress::File("data/konfid.db".into())));
        assert_eq!(parse("konfid.db").unwrap().key_file(), Path::new("konfid.db.key"));
        let address = parse("postgres://konfid:hemligt@db.example.com/ids").unwrap();
        assert_eq!(address.to_string(), "postgres://konfid@db.example.com:5432/ids");
        assert_eq!(address.key_file(), Path::new("konfid.key"));
        for text in
            ["mysql://konfid:hemligt@db.example.com/ids", "postgres://konfid:hemligt@db.example.com:x/ids"]
        {
            let sentence = parse(text).unwrap_err();
            assert!(!sentence.contains("hemligt") && sentence.contains("postgres://"), "{sentence}");
        }
    }
}
