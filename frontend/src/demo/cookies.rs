//! The cookies that the router sets, kept as a browser would keep a server's.

use crate::browser;

/// Cookies in one line, as the header `Cookie` has them.
pub(super) struct Jar(String);

impl Jar {
    /// What was kept.
    pub(super) fn read() -> Self {
        Self(browser::kept(&name()).unwrap_or_default())
    }

    /// The value of the header `Cookie`; none without cookies.
    pub(super) fn header(&self) -> Option<&str> {
        (!self.0.is_empty()).then_some(self.0.as_str())
    }

    /// Keeps or forgets a cookie, as a header `Set-Cookie` says.
    pub(super) fn set(&mut self, set_cookie: &str) {
        let mut parts = set_cookie.split(';').map(str::trim);
        let Some(pair) = parts.next() else { return };
        let cookie = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
        let is_over = parts.any(|attribute| attribute.eq_ignore_ascii_case("Max-Age=0"));
        let others = self.0.split("; ").filter(|other| !other.is_empty() && cookie(other) != cookie(pair));
        self.0 = others.chain((!is_over).then_some(pair)).collect::<Vec<_>>().join("; ");
    }

    /// Keeps them all.
    pub(super) fn write(&self) {
        browser::keep(&name(), &self.0);
    }
}

/// The name in the storage.
pub(super) fn name() -> String {
    format!("{}.cookies", super::keep::name())
}

#[cfg(test)]
mod tests {
    use super::Jar;

    #[test]
    fn cookies_are_kept_replaced_and_forgotten() {
        let mut jar = Jar(String::new());
        assert_eq!(jar.header(), None);
        jar.set("a=1; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600");
        jar.set("b=2==; Path=/");
        jar.set("a=3; Path=/");
        assert_eq!(jar.header(), Some("b=2==; a=3"));
        jar.set("b=; Path=/; max-age=0");
        assert_eq!(jar.header(), Some("a=3"));
        jar.set("a=; Max-Age=0");
        assert_eq!(jar.header(), None);
    }
}
