//! The words of the accounts.

use shared::Language;

use crate::i18n::{Words, texts};

texts! {
    /// The words of the accounts.
    pub(crate) enum AccountsText {
        Lead: "Everyone with an account can do everything in Konfid. They choose their own passwords, with a link that you give them.", "Alla som har ett konto kan göra allt i Konfid. De väljer själva sina lösenord, med en länk som du ger dem.";
        Add: "Add account", "Lägg till konto";
        AddDetail: "Afterwards you get a link. Give it to the person whose account it is.", "Efteråt får du en länk. Ge den till den som ska ha kontot.";
        Name: "Name", "Namn";
        NameHint: "What the person signs in with.", "Det som personen loggar in med.";
        Disabled: "Disabled", "Inaktiverat";
        NoPassword: "No password yet", "Inget lösenord ännu";
        NeverSignedIn: "Has never signed in", "Har aldrig loggat in";
        SignedIn: "Last signed in", "Loggade senast in";
        Rename: "Rename", "Byt namn";
        RenameDetail: "The new name is the one to sign in with. The password stays the same, and nobody is signed out.", "Det nya namnet används vid inloggning. Lösenordet förblir detsamma och ingen loggas ut.";
        Link: "New password link", "Ny lösenordslänk";
        LinkDetail: "With the link, the owner of the account chooses a new password. The old password works until then. Earlier links stop working now.", "Med länken väljer kontots ägare ett nytt lösenord. Det gamla lösenordet fungerar till dess. Tidigare länkar slutar fungera nu.";
        MakeLink: "Create link", "Skapa länk";
        LinkReady: "Copy the link now. It is not shown again. It works once, within 24 hours.", "Kopiera länken nu. Den visas inte igen. Den fungerar en gång, inom 24 timmar.";
        CopyLink: "Copy the link", "Kopiera länken";
        SignOut: "Sign out everywhere", "Logga ut överallt";
        SignOutDetail: "All sessions of the account end. The password and API tokens keep working.", "Alla kontots sessioner avslutas. Lösenordet och API-token fortsätter att fungera.";
        Disable: "Disable", "Inaktivera";
        DisableTitle: "Disable account?", "Inaktivera kontot?";
        DisableSessions: "All its sessions and links end at once.", "Alla dess sessioner och länkar upphör genast.";
        DisableSignIn: "Nobody can sign in with it until it is enabled again.", "Ingen kan logga in med det förrän det aktiveras igen.";
        RevokeTokens: "Revoke its API tokens as well", "Återkalla även dess API-token";
        RevokeTokensHint: "Otherwise the scripts that use them go on working.", "Annars fortsätter skripten som använder dem att fungera.";
        Enable: "Enable", "Aktivera";
        Remove: "Remove", "Ta bort";
        RemoveTitle: "Remove account?", "Ta bort kontot?";
        RemoveAccess: "Nobody can sign in with it any more. All its sessions and links end at once. This cannot be undone.", "Ingen kan längre logga in med det. Alla dess sessioner och länkar upphör genast. Det går inte att ångra.";
        RemoveTokens: "API tokens that it created stop working.", "API-token som det har skapat slutar fungera.";
        RemoveName: "The audit log keeps its name. Somebody else may get the same name later.", "Granskningsloggen behåller dess namn. Någon annan kan få samma namn senare.";
        EnableDetail: "The owner of the account can sign in again with the same password.", "Kontots ägare kan logga in igen med samma lösenord.";
    }
}

impl Words {
    /// What an account has: sessions, and tokens that it created.
    pub(super) fn account_has(self, sessions: u32, tokens: u32) -> String {
        let count = |count: u32, one, more| {
            format!("{} {}", self.number(count.into()), if count == 1 { one } else { more })
        };
        let (sessions, tokens) = match self.language {
            Language::En => {
                (count(sessions, "session", "sessions"), count(tokens, "API token", "API tokens"))
            }
            Language::Sv => {
                (count(sessions, "session", "sessioner"), count(tokens, "API-token", "API-token"))
            }
        };
        format!("{sessions} · {tokens}")
    }
}
