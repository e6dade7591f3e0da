//! The token in a one-time link.

use crate::browser;
use crate::query::Query;
use crate::route::Route;
use crate::router;

/// What a one-time link says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) token: String,
    /// The name of the account whose password it sets. It decides nothing.
    pub(crate) account: Option<String>,
}

/// Takes what a link says out of the page's address, so that it stays neither there nor in the history.
pub(crate) fn take() -> Option<Link> {
    let address = browser::window().location().href().ok()?;
    let (rest, link) = parse(&address)?;
    browser::replace_address(rest);
    Some(link)
}

/// The link by which the owner of an account sets a password.
pub(crate) fn set_up(token: &str, account: &str) -> String {
    let values = Query::default().with("token", Some(token)).with("account", Some(account));
    format!("{}#{values}", router::absolute(&Route::SetUp))
}

/// The address without what stands after its last `#`, and what stands there. No server ever sees it.
fn parse(address: &str) -> Option<(&str, Link)> {
    let (rest, values) = address.rsplit_once('#')?;
    let values = Query::parse(values);
    let token = values.get("token").filter(|token| !token.is_empty())?.to_owned();
    Some((rest, Link { token, account: values.get("account").map(str::to_owned) }))
}

#[cfg(test)]
mod tests {
    use super::{Link, parse};

    #[test]
    fn the_token_is_taken_out_of_the_address() {
        for rest in [
            "https://konfid.example/organizer?lang=sv",
            "https://konfid.example/organizer",
            // In the demo the page's own address stands there too.
            "https://host.example/some/where/#/organizer?lang=sv",
        ] {
            let link = Link { token: "a-b_c".to_owned(), account: None };
            assert_eq!(parse(&format!("{rest}#token=a-b_c")), Some((rest, link)));
            let link = Link { token: "a".to_owned(), account: Some("Åsa & Bo".to_owned()) };
            assert_eq!(parse(&format!("{rest}#token=a&account=%C3%85sa+%26%20Bo")), Some((rest, link)));
        }
    }

    #[test]
    fn other_addresses_have_no_token() {
        for address in [
            "https://konfid.example/organizer?lang=sv",
            "https://konfid.example/organizer#token=",
            "https://konfid.example/organizer?token=abc",
            "https://konfid.example/organizer#content",
            "https://host.example/#/organizer?lang=sv",
        ] {
            assert_eq!(parse(address), None, "{address}");
        }
    }
}
