//! The parts of the settings' form.

use shared::{ConferenceIdUsage, Language, MailTransportKind, SettingsReport};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::draft::Draft;
use super::numbers::numbers;
use super::text::{self, SettingsText};
use crate::api::ApiError;
use crate::components::{Field, Icon, TestEmailForm, checkbox, field, icon, on_input};
use crate::i18n::Words;
use crate::route::Route;
use crate::router::Router;

/// What every part of the form needs.
pub(super) struct Parts<'page> {
    pub(super) t: Words,
    pub(super) draft: &'page Draft,
    pub(super) report: &'page SettingsReport,
    /// What the server found wrong.
    pub(super) failure: Option<&'page ApiError>,
    pub(super) on_draft: &'page Callback<Draft>,
}

impl Parts<'_> {
    /// Calls back with the draft and what was done to it.
    fn change<T: 'static>(&self, then: fn(&mut Draft, T)) -> Callback<T> {
        let (draft, on_draft) = (self.draft.clone(), self.on_draft.clone());
        Callback::from(move |value| {
            let mut draft = draft.clone();
            then(&mut draft, value);
            on_draft.emit(draft);
        })
    }

    fn text(
        &self,
        (id, name): (&'static str, &str),
        label: SettingsText,
        hint: Option<&str>,
        (value, fault): (&str, Option<String>),
        then: fn(&mut Draft, String),
    ) -> Html {
        let error = fault.or_else(|| self.failure.and_then(|error| error.of_field(name)).map(str::to_owned));
        let is_number = ["quarantine", "meeting-grace"].contains(&id);
        field(
            Field { id, label: self.t.of(label), hint, error: error.as_deref() },
            |aria_describedby, aria_invalid| {
                html! {
                    <input {id} class={is_number.then_some("short")} inputmode={is_number.then_some("numeric")} autocomplete="off"
                        maxlength="254" value={value.to_owned()} oninput={on_input(self.change(then))}
                        aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                }
            },
        )
    }

    /// The organisation's name and language.
    pub(super) fn organisation(&self) -> Html {
        let (t, draft) = (self.t, self.draft);
        let name = self.text(
            ("organisation-name", "organisationName"),
            SettingsText::OrganisationName,
            Some(t.of(SettingsText::OrganisationNameHint)),
            (&draft.organisation_name, None),
            |draft, value| draft.organisation_name = value,
        );
        let on_language = self.change(|draft, language: Language| draft.default_language = language).reform(
            |event: Event| {
                let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
                Language::from_tag(&chosen).unwrap_or_default()
            },
        );
        let hint = Some(t.of(SettingsText::DefaultLanguageHint));
        let language =
            Field { id: "default-language", label: t.of(SettingsText::DefaultLanguage), hint, error: None };
        let language = field(language, |aria_describedby, _| {
            html! {
                <select id="default-language" onchange={on_language} aria-describedby={aria_describedby}>
                    { for [Language::Sv, Language::En].map(|language| html! {
                        <option value={language.tag()} selected={draft.default_language == language}>
                            { t.language_name(language) }
                        </option>
                    }) }
                </select>
            }
        });
        card("organisation", t.of(SettingsText::Organisation), html! { <>{ name }{ language }</> })
    }

    /// The service numbers.
    pub(super) fn numbers(&self) -> Html {
        let t = self.t;
        let fault = self.failure.and_then(|error| error.of_field("serviceNumbers"));
        card(
            "service-numbers",
            t.of(SettingsText::Numbers),
            html! { <>
                <p class="quiet">{ t.of(SettingsText::NumbersLead) }</p>
                { numbers(t, self.draft, fault, self.on_draft) }
            </> },
        )
    }

    /// The mails' switch and sender.
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
        card(
            "mails",
            t.of(SettingsText::Mails),
            html! { <>
                { automatic }
                { address }
                { name }
                <TestEmailForm />
                <div class="banner">
                    { icon(Icon::Mail) }
                    <p>{ t.of(transport) }</p>
                    { router.link(&Route::mails(), "button", html! { t.of(SettingsText::ToMails) }) }
                </div>
            </> },
        )
    }

    /// The quarantine, the domain, and how full the range is.
    pub(super) fn conference_ids(&self) -> Html {
        let (t, draft) = (self.t, self.draft);
        let hint = text::quarantine_hint(t);
        let quarantine = self.text(
            ("quarantine", "quarantineDays"),
            SettingsText::Quarantine,
            Some(&hint),
            (&draft.quarantine_days, draft.quarantine_fault(t.language)),
            |draft, value| draft.quarantine_days = value,
        );
        let domain = self.text(
            ("conference-domain", "conferenceDomain"),
            SettingsText::Domain,
            Some(t.of(SettingsText::DomainHint)),
            (&draft.conference_domain, None),
            |draft, value| draft.conference_domain = value,
        );
        card(
            "conference-ids",
            t.of(SettingsText::Ids),
            html! { <>
                { usage(t, &self.report.conference_id_usage) }
                { quarantine }
                { domain }
            </> },
        )
    }

    /// Whether meetings in connected calendars are updated by themselves, and how long that waits.
    pub(super) fn meetings(&self) -> Html {
        let (t, draft) = (self.t, self.draft);
        let updates = checkbox(
            "meeting-updates",
            t.of(SettingsText::MeetingUpdates),
            Some(t.of(SettingsText::MeetingUpdatesHint)),
            draft.meeting_updates,
            self.change(|draft, on| draft.meeting_updates = on),
        );
        let grace = self.text(
            ("meeting-grace", "meetingUpdateGraceMinutes"),
            SettingsText::MeetingGrace,
            Some(t.of(SettingsText::MeetingGraceHint)),
            (&draft.meeting_grace, draft.meeting_grace_fault(t.language)),
            |draft, value| draft.meeting_grace = value,
        );
        card("meetings", t.of(SettingsText::Meetings), html! { <>{ updates }{ grace }</> })
    }
}

fn card(id: &'static str, title: &str, content: Html) -> Html {
    html! {
        <section class="card" aria-labelledby={id}>
            <h2 {id}>{ title }</h2>
            { content }
        </section>
    }
}

/// How full the range of conference IDs is, as a bar and in words.
fn usage(t: Words, usage: &ConferenceIdUsage) -> Html {
    let total = u64::from(usage.assigned) + u64::from(usage.quarantined) + u64::from(usage.free);
    let width = |count: u32| {
        // A single ID of nine million is still there to be seen. Whole numbers: printing others costs 10 KB of code.
        if count == 0 { 0 } else { (u64::from(count) * 1_000 / total.max(1)).max(4) }
    };
    let (assigned, quarantined) = (width(usage.assigned), width(usage.quarantined));
    let part = |class: &'static str, label: SettingsText, count: u32| {
        html! {
            <div>
                <span class={classes!("swatch", class)} aria-hidden="true"></span>
                <dt>{ t.of(label) }</dt><dd>{ t.number(count.into()) }</dd>
            </div>
        }
    };
    html! {
        <div class="stack" id="conference-id-usage">
            <h3>{ t.of(SettingsText::Usage) }</h3>
            <svg class="usage" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label={text::usage(t, usage)}>
                <rect class="usage-assigned" width={assigned.to_string()} height="12" />
                <rect class="usage-quarantined" x={assigned.to_string()} width={quarantined.to_string()} height="12" />
            </svg>
            <dl class="legend">
                { part("swatch-assigned", SettingsText::Assigned, usage.assigned) }
                { part("swatch-quarantined", SettingsText::Quarantined, usage.quarantined) }
                { part("", SettingsText::Free, usage.free) }
            </dl>
            if usage.nearly_full {
                <div class="banner banner-warning" role="alert">{ icon(Icon::Alert) }<p>{ t.of(SettingsText::NearlyFull) }</p></div>
            }
        </div>
    }
}
