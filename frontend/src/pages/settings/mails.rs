//! The part of the settings that is about emails: which are sent by themselves, from whom, and where answers go.

use shared::{MailEvents, MailTransportKind};
use yew::prelude::*;

use super::parts::{Parts, card};
use super::text::SettingsText;
use crate::components::{Icon, TestEmailForm, checkbox, icon};
use crate::i18n::Common;
use crate::pages::mail_texts::MailTextsText;
use crate::route::Route;
use crate::router::Router;

impl Parts<'_> {
    /// The mails' switches and sender.
    pub(super) fn mails(&self, router: &Router) -> Html {
        let (t, draft) = (self.t, self.draft);
        let transport = match self.report.mail_transport {
            MailTransportKind::Kept => SettingsText::TransportKept,
            MailTransportKind::Smtp => SettingsText::TransportSmtp,
        };
        let automatic = checkbox(
            "automatic-mails",
            t.of(SettingsText::Automatic),
            Some(t.of(SettingsText::AutomaticHint)),
            draft.automatic_mails,
            self.change(|draft, on| draft.automatic_mails = on),
        );
        let address = self.text(
            ("sender-address", "senderAddress"),
            SettingsText::SenderAddress,
            Some(t.of(SettingsText::SenderAddressHint)),
            (&draft.sender_address, draft.sender_fault(t.language)),
            |draft, value| draft.sender_address = value,
        );
        let name = self.text(
            ("sender-name", "senderName"),
            SettingsText::SenderName,
            Some(t.of(SettingsText::SenderNameHint)),
            (&draft.sender_name, None),
            |draft, value| draft.sender_name = value,
        );
        let reply_to = self.text(
            ("reply-to", "replyTo"),
            SettingsText::ReplyTo,
            Some(t.of(SettingsText::ReplyToHint)),
            (&draft.reply_to, draft.reply_fault(t.language)),
            |draft, value| draft.reply_to = value,
        );
        card(
            "mails",
            t.of(SettingsText::Mails),
            html! { <>
                { automatic }
                if draft.automatic_mails { { self.switches() } }
                { address }
                { name }
                { reply_to }
                <TestEmailForm />
                <div class="banner">
                    { icon(Icon::Mail) }
                    <p>{ t.of(transport) }</p>
                    { router.link(&Route::mails(), "button", html! { t.of(SettingsText::ToMails) }) }
                </div>
                <p>{ router.link(&Route::MailTexts { language: None, open: None }, "button", html! { t.of(MailTextsText::Title) }) }</p>
            </> },
        )
    }

    /// A switch for each event whose emails are sent by themselves.
    fn switches(&self) -> Html {
        let (t, off) = (self.t, self.draft.mails_switched_off);
        let switches = MailEvents::automatic().iter().map(|event| {
            let then = self.change(move |draft: &mut super::draft::Draft, on: bool| {
                draft.mails_switched_off = draft.mails_switched_off.with(event, !on);
            });
            let label = t.of(Common::from(event));
            html! { <li>{ checkbox(format!("mail-{}", event.name()), label, None, !off.contains(event), then) }</li> }
        });
        html! {
            <fieldset class="stack">
                <legend>{ t.of(SettingsText::AutomaticAbout) }</legend>
                <ul class="stack">{ for switches }</ul>
            </fieldset>
        }
    }
}
