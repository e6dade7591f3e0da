//! The parts of the settings' form.

use shared::{Language, SettingsReport};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::draft::Draft;
use super::text::{self, SettingsText};
use crate::api::ApiError;
use crate::components::{Field, Icon, checkbox, field, icon, on_input, usage};
use crate::i18n::Words;
use crate::route::Route;
use crate::router::Router;
use crate::shell::ShellText;

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
    pub(super) fn change<T: 'static>(&self, then: impl Fn(&mut Draft, T) + 'static) -> Callback<T> {
        let (draft, on_draft) = (self.draft.clone(), self.on_draft.clone());
        Callback::from(move |value| {
            let mut draft = draft.clone();
            then(&mut draft, value);
            on_draft.emit(draft);
        })
    }

    pub(super) fn text(
        &self,
        (id, name): (&'static str, &str),
        label: SettingsText,
        hint: Option<&str>,
        (value, fault): (&str, Option<String>),
        then: fn(&mut Draft, String),
    ) -> Html {
        let error = fault.or_else(|| self.failure.and_then(|error| error.of_field(name)).map(str::to_owned));
        let is_number = ["quarantine", "meeting-grace", "pin-length"].contains(&id);
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

    /// The way to the service numbers, which have a page of their own.
    pub(super) fn numbers(&self, router: &Router) -> Html {
        let t = self.t;
        let count = self.report.service_numbers.len();
        card(
            "service-numbers",
            t.of(ShellText::Bridges),
            html! { <>
                <p class="quiet">{ if count == 0 { t.of(SettingsText::NoNumbers) } else { t.of(SettingsText::NumbersLead) } }</p>
                <div>{ router.link(&Route::Bridges, "button", html! { <>{ icon(Icon::Phone) }{ t.of(SettingsText::ToNumbers) }</> }) }</div>
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
                <div class="stack" id="conference-id-usage">
                    <h3>{ t.of(SettingsText::Usage) }</h3>
                    { usage(t, &self.report.conference_id_usage) }
                </div>
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
        let valid = self.text(
            ("meeting-valid", "meetingValidDays"),
            SettingsText::MeetingValid,
            Some(t.of(SettingsText::MeetingValidHint)),
            (&draft.meeting_valid_days, draft.meeting_valid_fault(t.language)),
            |draft, value| draft.meeting_valid_days = value,
        );
        let quarantine = self.text(
            ("meeting-quarantine", "dynamicQuarantineDays"),
            SettingsText::MeetingQuarantine,
            Some(t.of(SettingsText::MeetingQuarantineHint)),
            (&draft.dynamic_quarantine_days, draft.dynamic_quarantine_fault(t.language)),
            |draft, value| draft.dynamic_quarantine_days = value,
        );
        let content = html! { <>{ valid }{ quarantine }{ updates }{ grace }</> };
        card("meetings", t.of(SettingsText::Meetings), content)
    }

    /// The organizer PINs: their length, and whether users get one when they are enabled.
    pub(super) fn pins(&self) -> Html {
        let (t, draft) = (self.t, self.draft);
        let on_enabling = checkbox(
            "pin-on-enabling",
            t.of(SettingsText::PinOnEnabling),
            Some(t.of(SettingsText::PinOnEnablingHint)),
            draft.pin_on_enabling,
            self.change(|draft, on| draft.pin_on_enabling = on),
        );
        let length = self.text(
            ("pin-length", "pinLength"),
            SettingsText::PinLength,
            Some(t.of(SettingsText::PinLengthHint)),
            (&draft.pin_length, draft.pin_length_fault(t.language)),
            |draft, value| draft.pin_length = value,
        );
        card("pins", t.of(SettingsText::Pins), html! { <>{ on_enabling }{ length }</> })
    }
}

pub(super) fn card(id: &'static str, title: &str, content: Html) -> Html {
    html! {
        <section class="card" aria-labelledby={id}>
            <h2 {id}>{ title }</h2>
            { content }
        </section>
    }
}
