//! The words of the page that a link to a PIN leads to.

use shared::Language;

use crate::i18n::{Words, texts};

texts! {
    /// The words of the page that a link to a PIN leads to.
    pub(crate) enum PinText {
        ReadyTitle: "Show your PIN?", "Visa din PIN-kod?";
        ReadyDetail: "The link shows your PIN once. Make sure that nobody else sees your screen, and have somewhere to keep it, such as a password manager.", "Länken visar din PIN-kod en gång. Se till att ingen annan ser din skärm, och ha någonstans att spara den, till exempel en lösenordshanterare.";
        Show: "Show my PIN", "Visa min PIN-kod";
        Yours: "Your PIN", "Din PIN-kod";
        Use: "You start your meetings with it when you call in yourself: dial the number, enter your conference ID, and then the PIN.", "Med den startar du dina möten när du själv ringer in: ring numret, ange ditt konferens-ID och sedan PIN-koden.";
        Once: "Konfid cannot show it again. If you lose it, reset it on your own page.", "Konfid kan inte visa den igen. Om du tappar bort den kan du återställa den på din egen sida.";
        Copy: "Copy the PIN", "Kopiera PIN-koden";
        Used: "The link has been used", "Länken har redan använts";
        UsedDetail: "It shows a PIN only once. If that was not you, somebody else knows your PIN: reset it on your own page now.", "Den visar en PIN-kod bara en gång. Om det inte var du känner någon annan till din PIN-kod: återställ den på din egen sida nu.";
        Expired: "The link has expired", "Länken har gått ut";
        ExpiredDetail: "It worked for 72 hours, and nobody opened it. You can get a PIN on your own page.", "Den gällde i 72 timmar och ingen öppnade den. Du kan få en PIN-kod på din egen sida.";
        NoLink: "Open the link in the email", "Öppna länken i meddelandet";
        NoLinkDetail: "This page shows your PIN when you come here by the link in the email about it. You can also get a new PIN on your own page.", "Den här sidan visar din PIN-kod när du kommer hit via länken i meddelandet om den. Du kan också få en ny PIN-kod på din egen sida.";
        OwnPage: "Go to my own page", "Gå till min egen sida";
    }
}

impl Words {
    /// Until when a link can be opened.
    pub(super) fn pin_link_until(self, moment: &str) -> String {
        match self.language {
            Language::En => format!("The link can be opened until {moment}."),
            Language::Sv => format!("Länken kan öppnas till {moment}."),
        }
    }

    /// When somebody opened a link.
    pub(crate) fn pin_link_opened(self, moment: &str) -> String {
        match self.language {
            Language::En => format!("The link was opened {moment}."),
            Language::Sv => format!("Länken öppnades {moment}."),
        }
    }
}
