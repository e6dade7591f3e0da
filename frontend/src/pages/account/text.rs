//! The words of the account.

use crate::i18n::{Words, texts};

texts! {
    /// The words of the account.
    pub(crate) enum AccountText {
        Password: "Password", "Lösenord";
        PasswordLead: "When you change your password, all your other sessions end.", "När du byter lösenord avslutas alla dina andra sessioner.";
        Present: "Current password", "Nuvarande lösenord";
        New: "New password", "Nytt lösenord";
        Change: "Change password", "Byt lösenord";
        PasswordChanged: "Your password has been changed, and your other sessions have ended.", "Lösenordet har bytts och dina andra sessioner har avslutats.";
        Sessions: "Signed in", "Inloggade";
        SessionsLead: "Where administrators are signed in. A session ends after 8 hours without use, and always after 7 days.", "Var administratörer är inloggade. En session upphör efter 8 timmar utan användning, och alltid efter 7 dagar.";
        Who: "Who and where", "Vem och var";
        ThisOne: "This session", "Den här sessionen";
        SignedIn: "Signed in", "Inloggad";
        LastUsed: "Last used", "Senast använd";
        End: "End", "Avsluta";
        EndOthers: "Sign out everywhere else", "Logga ut överallt annars";
        UnknownBrowser: "Unknown browser", "Okänd webbläsare";
        Tokens: "API tokens", "API-token";
        TokensLead: "A token lets a script do what an administrator can. Revoke the ones that nobody needs.", "Med en token kan ett skript göra det en administratör kan. Återkalla de token som ingen behöver.";
        NoTokens: "There are no tokens.", "Det finns inga token.";
        TokenName: "Name", "Namn";
        Expires: "Expires", "Upphör";
        Never: "Never", "Aldrig";
        Revoke: "Revoke", "Återkalla";
        NeverExpires: "Never expires", "Upphör aldrig";
        ExpiresInDays: "Expires after this many days", "Upphör efter så här många dagar";
        CommandLine: "command line", "kommandoraden";
        MakeToken: "Create a token", "Skapa en token";
        Secret: "Copy the token now. It is not shown again.", "Kopiera den nu. Den visas inte igen.";
        CopySecret: "Copy the token", "Kopiera token";
    }
}

/// What a browser is called, by what it says about itself. Every browser also says the names of those it resembles, so
/// the rarer names come first.
pub(super) fn browser_name(t: Words, user_agent: &str) -> &'static str {
    let known = [
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    let found = known.into_iter().find(|(mark, _)| user_agent.contains(mark));
    found.map_or(t.of(AccountText::UnknownBrowser), |(_, name)| name)
}
