//! The way to calendar servers.

use std::sync::Arc;

use domain::{CalendarServers, Sealer};

/// The way to calendar servers, and the key that seals the passwords to them.
#[derive(Clone)]
pub struct Calendars {
    /// Asks the servers.
    pub servers: Arc<dyn CalendarServers>,
    /// Seals and opens the passwords.
    pub sealer: Arc<dyn Sealer>,
}
