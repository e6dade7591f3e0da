//! A user's primary address among all their addresses.

/// The address after upper-case `SMTP:`. Lists are joined by `+`, `;`, `|`, commas, blanks or line breaks, and addresses
/// may hold some of these: what ends one is a sign with a scheme behind it.
pub(super) fn primary(proxies: &str) -> Option<&str> {
    let start = proxies
        .match_indices("SMTP:")
        .find(|(at, _)| *at == 0 || proxies[..*at].ends_with(begins_entry))
        .map(|(at, prefix)| at + prefix.len())?;
    let rest = proxies[start..].trim_start();
    let end = rest
        .match_indices(ends_entry)
        .map(|(at, _)| at)
        .find(|at| ends_address(rest, *at))
        .unwrap_or(rest.len());
    let address = rest[..end].trim();
    // PowerShell shows the first few of an array, and dots for the others.
    let is_array = rest[end..].starts_with('}');
    Some(if is_array { address.trim_end_matches(['.', '…']) } else { address })
}

fn ends_entry(character: char) -> bool {
    character.is_whitespace() || matches!(character, '+' | ';' | ',' | '|' | '}' | ']' | ')' | '"' | '\'')
}

/// Lists also come as `{SMTP:…, smtp:…}`, and with each address in quotation marks.
fn begins_entry(character: char) -> bool {
    character.is_whitespace() || matches!(character, '+' | ';' | ',' | '|' | '{' | '[' | '(' | '"' | '\'')
}

/// Whether the sign at this place ends an address: no address holds it, or another entry follows.
fn ends_address(rest: &str, at: usize) -> bool {
    // As in `smtp:`, `x500:` and `spo:`; a longer word is no scheme, and looking farther would take the square of it.
    const LONGEST: usize = 32;
    let sign = rest[at..].chars().next().unwrap_or_default();
    if !matches!(sign, '+' | '\'' | '"' | '|') {
        return true;
    }
    let after = &rest.as_bytes()[at + 1..];
    let scheme = after.iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let is_scheme = scheme > 0 && after.get(scheme) == Some(&b':');
    is_scheme || (sign != '+' && after.first().is_none_or(|byte| !byte.is_ascii_alphanumeric()))
}
