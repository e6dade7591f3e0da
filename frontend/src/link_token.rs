//! The token in a one-time link.

use crate::browser;
use crate::query::Query;

/// Takes the token out of the page's address, so that it stays neither there nor in the history.
pub(crate) fn take() -> Option<String> {
    let address = browser::window().location().href().ok()?;
    let (rest, token) = parse(&address)?;
    browser::replace_address(rest);
    Some(token)
}

/// The address without what stands after its last `#`, and the token that stands there. No server ever sees it.
fn parse(address: &str) -> Option<(&str, String)> {
    let (rest, values) = address.rsplit_once('#')?;
    let values = Query::parse(values);
    let token = values.get("token").filter(|token| !token.is_empty())?;
    Some((rest, token.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn the_token_is_taken_out_of_the_address() {
        for rest in [
            "https://konfid.example/organizer?lang=sv",
            "https://konfid.example/organizer",
            // In the demo the page's own address stands there too.
            "https://host.example/some/where/#/organizer?lang=sv",
        ] {
            assert_eq!(parse(&format!("{rest}#token=a-b_c")), Some((rest, "a-b_c".to_owned())));
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
