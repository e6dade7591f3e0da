//! Where a PostgreSQL database is.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};

/// How long a server may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// After this long without a word, it is asked whether the other side is still there.
const KEEPALIVE: Duration = Duration::from_secs(30);
/// For how long what was sent may stay without any acknowledgement of the network.
const UNHEARD_AT_MOST: Duration = Duration::from_secs(30);
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// Where a PostgreSQL database is, as in `postgres://konfid@db.example.com/konfid`. It is shown without its password.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresAddress(Box<Config>);

/// Why a text is no address of a PostgreSQL database.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParsePostgresAddressError {
    /// It cannot be read. What is wrong is not told, because any part of it may be a password.
    #[error("it is not written as postgres://user@host/database")]
    Malformed,
    /// It names no user.
    #[error("it names no user; write it as postgres://user@host/database")]
    NoUser,
    /// It names no host.
    #[error("it names no host; write it as postgres://user@host/database")]
    NoHost,
}

/// The address has a password already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address has a password already")]
pub struct HasPasswordError;

impl PostgresAddress {
    /// Whether a text is meant to be one.
    pub fn is_meant_by(text: &str) -> bool {
        SCHEMES.iter().any(|scheme| text.starts_with(scheme))
    }

    /// Adds the password; fails if there is one already.
    ///
    /// # Errors
    ///
    /// [`HasPasswordError`] when the address has a password.
    pub fn add_password(&mut self, password: &str) -> Result<(), HasPasswordError> {
        if self.0.get_password().is_some() {
            return Err(HasPasswordError);
        }
        self.0.password(password);
        Ok(())
    }

    /// How to connect.
    pub(super) fn config(&self) -> &Config {
        &self.0
    }
}

impl FromStr for PostgresAddress {
    type Err = ParsePostgresAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if !Self::is_meant_by(text) {
            return Err(ParsePostgresAddressError::Malformed);
        }
        let mut config: Config = text.parse().map_err(|_| ParsePostgresAddressError::Malformed)?;
        if config.get_user().is_none_or(str::is_empty) {
            return Err(ParsePostgresAddressError::NoUser);
        }
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(ParsePostgresAddressError::NoHost);
        }
        // “Prefer” would talk in the clear to whoever says that TLS is not to be had, so it is one or the other: a
        // database elsewhere must prove who it is, unless the address says that it need not.
        if config.get_ssl_mode() == SslMode::Prefer {
            let is_here = config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback)
                && config.get_hosts().iter().all(is_on_this_machine);
            config.ssl_mode(if is_here { SslMode::Disable } else { SslMode::Require });
        }
        config
            .application_name("konfid")
            .connect_timeout(CONNECT_TIMEOUT)
            .keepalives_idle(KEEPALIVE)
            .tcp_user_timeout(UNHEARD_AT_MOST)
            // A stand-by answers with an older state, and cannot be written to.
            .target_session_attrs(TargetSessionAttrs::ReadWrite);
        Ok(Self(Box::new(config)))
    }
}

fn is_on_this_machine(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

impl fmt::Display for PostgresAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(config) = self;
        let user = config.get_user().unwrap_or_default();
        write!(formatter, "postgres://{user}@")?;
        let ports = config.get_ports();
        let mut separator = "";
        for (index, host) in config.get_hosts().iter().enumerate() {
            match host {
                Host::Tcp(name) => write!(formatter, "{separator}{name}")?,
                #[cfg(unix)]
                Host::Unix(folder) => write!(formatter, "{separator}{}", folder.display())?,
            }
            if let Some(port) = ports.get(index).or(ports.first()) {
                write!(formatter, ":{port}")?;
            }
            separator = ",";
        }
        write!(formatter, "/{}", config.get_dbname().unwrap_or(user))
    }
}

impl fmt::Debug for PostgresAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<PostgresAddress, ParsePostgresAddressError> {
        text.parse()
    }

    #[test]
    fn passwords_are_not_shown() {
        for text in [
            "postgres://konfid:hemligt@db.example.com:5433/ids",
            "postgresql://konfid@db.example.com:5433/ids?password=hemligt",
        ] {
            let address = parse(text).unwrap();
            assert_eq!(address.to_string(), "postgres://konfid@db.example.com:5433/ids");
            assert!(!format!("{address:?}").contains("hemligt"));
            assert_eq!(address.config().get_password(), Some(&b"hemligt"[..]));
        }
        assert_eq!(
            parse("postgres://konfid@localhost").unwrap().to_string(),
            "postgres://konfid@localhost:5432/konfid"
        );
        let wrong = parse("postgres://konfid:hemligt@db.example.com:port/ids?hemligt=hemligt").unwrap_err();
        assert!(!wrong.to_string().contains("hemligt"));
    }

    #[test]
    fn a_password_is_added_once() {
        let mut address = parse("postgres://konfid@db.example.com/ids").unwrap();
        address.add_password("hemligt").unwrap();
        assert_eq!(address.config().get_password(), Some(&b"hemligt"[..]));
        assert!(!format!("{address} {address:?}").contains("hemligt"));
        assert_eq!(address.add_password("annat"), Err(HasPasswordError));
    }

    #[test]
    fn what_is_missing_is_told() {
        use ParsePostgresAddressError::{Malformed, NoHost, NoUser};
        assert_eq!(parse("postgres://db.example.com/ids"), Err(NoUser));
        assert_eq!(parse("postgres://"), Err(NoUser));
        assert_eq!(parse("postgres://konfid@/ids"), Err(NoHost));
        assert_eq!(parse("host=db.example.com user=konfid"), Err(Malformed));
        assert_eq!(parse("postgres://konfid@db.example.com/ids?sslmode=perhaps"), Err(Malformed));
    }

    #[test]
    fn a_database_elsewhere_must_prove_who_it_is() {
        for (text, expected) in [
            ("postgres://konfid@db.example.com/ids", SslMode::Require),
            ("postgres://konfid@db.example.com/ids?sslmode=prefer", SslMode::Require),
            ("postgres://konfid@db.example.com/ids?sslmode=disable", SslMode::Disable),
            ("postgres://konfid@localhost,db.example.com/ids", SslMode::Require),
            ("postgres://konfid@localhost/ids", SslMode::Disable),
            ("postgres://konfid@127.0.0.1/ids?sslmode=require", SslMode::Require),
            ("postgres://konfid@%2Frun%2Fpostgresql/ids", SslMode::Disable),
        ] {
            assert_eq!(parse(text).unwrap().config().get_ssl_mode(), expected, "{text}");
        }
    }
}
