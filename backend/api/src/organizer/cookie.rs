//! The cookie that holds an organizer's secret.

use crate::session::cookie::Cookie;

/// Beside the administrators' cookie, so that one browser can hold both.
pub(crate) const ORGANIZER: Cookie =
    Cookie { name: "konfid_organizer", secure_name: "__Host-konfid_organizer" };
