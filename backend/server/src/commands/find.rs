//! Finding the one user that somebody means.

use shared::paths::{self, route};
use shared::{ConferenceId, Language, Page, User, UserId, fold_case};

use crate::client::{Client, Request};
use crate::command_error::{CommandError, Result};
use crate::output::{plain, say};

/// How many users a name may bring up before it is called too short.
const CANDIDATES: usize = 200;
/// How many of them are named.
const NAMED: usize = 10;

/// The user with this identifier, principal name, mail address, conference ID or display name, or else the only one
/// that a search for the text finds.
pub(super) async fn find_user(client: &Client, text: &str, language: Language) -> Result<User> {
    let id = match text.trim().parse::<UserId>() {
        Ok(id) => id,
        Err(_) => search(client, text.trim(), language).await?,
    };
    client.send(Request::get(paths::user(id))).await
}

async fn search(client: &Client, text: &str, language: Language) -> Result<UserId> {
    let request = Request::get(route::USERS).query("q", text).query("limit", CANDIDATES);
    let found: Page<User> = client.send(request).await?;
    match choose(&found.items, text) {
        Chosen::One(id) => Ok(id),
        Chosen::None => Err(CommandError::new(say(
            language,
            format!("No user matches “{}”. Try a part of the name: konfid user list --query …", plain(text)),
            format!(
                "Ingen användare matchar ”{}”. Prova en del av namnet: konfid user list --query …",
                plain(text)
            ),
        ))),
        Chosen::Many => {
            let names: Vec<String> =
                found.items.iter().take(NAMED).map(|user| user.user_principal_name.to_string()).collect();
            let more = if found.items.len() > NAMED { "\n  …" } else { "" };
            Err(CommandError::new(say(
                language,
                format!(
                    "Several users match “{}”. Name one of them:\n  {}{more}",
                    plain(text),
                    names.join("\n  ")
                ),
                format!(
                    "Flera användare matchar ”{}”. Ange en av dem:\n  {}{more}",
                    plain(text),
                    names.join("\n  ")
                ),
            )))
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Chosen {
    One(UserId),
    None,
    Many,
}

/// Chooses among what a search found. What is unique by nature comes first.
fn choose(found: &[User], text: &str) -> Chosen {
    let (lower, folded) = (text.to_lowercase(), fold_case(text));
    let digits = text.parse::<ConferenceId>().ok();
    let is_principal_name = |user: &&User| user.user_principal_name.folded() == folded;
    let has_digits = |user: &&User| digits.is_some() && user.conference_id == digits;
    let is_address = |user: &&User| user.primary_email.as_str().to_lowercase() == lower;
    let is_name = |user: &&User| user.display_name.to_lowercase() == lower;
    let matches: [&dyn Fn(&&User) -> bool; 5] =
        [&is_principal_name, &has_digits, &is_address, &is_name, &|_| true];
    for is_match in matches {
        let mut matching = found.iter().filter(is_match);
        match (matching.next(), matching.next()) {
            (Some(user), None) => return Chosen::One(user.id),
            (Some(_), Some(_)) => return Chosen::Many,
            (None, _) => {}
        }
    }
    Chosen::None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn user(number: u32, name: &str, principal_name: &str, digits: Option<&str>) -> User {
        serde_json::from_value(json!({
            "id": format!("00000000-0000-7000-8000-{number:012}"),
            "version": 1,
            "displayName": name,
            "userPrincipalName": principal_name,
            "primaryEmail": principal_name,
            "language": null,
            "dialInEnabled": digits.is_some(),
            "provider": "builtIn",
            "bridge": 1,
            "conferenceId": digits,
            "conferenceIdSince": null,
            "undo": null,
            "createdAt": "2026-11-24T06:00:00.000Z",
            "updatedAt": "2026-11-24T06:00:00.000Z",
        }))
        .unwrap()
    }

    #[test]
    fn the_most_exact_match_wins() {
        let users = [
            user(1, "Anna Berg", "anna@contoso.example", Some("8271964")),
            user(2, "Anna Berg", "anna@contoso.example.com", None),
            user(3, "Bo Ek", "bo@contoso.example", None),
        ];
        assert_eq!(choose(&users, "ANNA@contoso.example"), Chosen::One(users[0].id));
        assert_eq!(choose(&users, "827 196 4"), Chosen::One(users[0].id));
        assert_eq!(choose(&users, "bo ek"), Chosen::One(users[2].id));
        assert_eq!(choose(&users, "anna berg"), Chosen::Many);
        assert_eq!(choose(&users, "anna"), Chosen::Many);
        assert_eq!(choose(&users[2..], "contoso"), Chosen::One(users[2].id));
        assert_eq!(choose(&[], "anna"), Chosen::None);
    }
}
