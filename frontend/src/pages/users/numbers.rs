//! A user's country and numbers: in the form, and what callers dial in the action pane.

use std::rc::Rc;

use shared::{Bridge, BridgeId, CountryCode, Describe, Fault, MailEvents, PhoneNumber, ServiceNumber, User};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::bridge::ChangeBridge;
use crate::components::{CopyButton, Field, Skeleton, checkbox, error_panel, field, on_input};
use crate::hooks::use_remote;
use crate::i18n::{Words, texts, use_words};

texts! {
    /// The words of a user's numbers.
    enum NumbersText {
        Numbers: "Numbers that callers dial", "Telefonnummer för uppringning";
        NoNumbers: "There is no number that callers can dial.", "Det finns inget nummer att ringa.";
        CopyInvitation: "Copy the invitation text", "Kopiera inbjudningstexten";
        Move: "Move to another bridge", "Flytta till en annan brygga";
        Own: "own", "eget";
        TollFree: "toll-free", "avgiftsfritt";
        MayNot: "May not use toll-free numbers", "Får inte använda avgiftsfria nummer";
        Bridge: "Bridge", "Konferensbrygga";
        Country: "Country", "Land";
        CountryHint: "Two letters. Without numbers of their own, users get the bridge's numbers in their country.", "Två bokstäver. Den som inte har egna nummer får bryggans nummer i sitt land.";
        OwnNumber: "Own default number", "Eget standardnummer";
        BridgeDefault: "The bridge's default number", "Bryggans standardnummer";
        OwnTollFree: "Own toll-free number", "Eget avgiftsfritt nummer";
        NoneOwn: "None of their own", "Inget eget";
        MayUse: "May use toll-free numbers", "Får använda avgiftsfria nummer";
        MayUseHint: "The organisation pays for calls to them.", "Organisationen betalar för samtalen till dem.";
    }
}

/// What the form says of a user's numbers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OwnDraft {
    /// The bridge of a new user; none is the default one.
    pub(super) bridge: Option<BridgeId>,
    pub(super) country: String,
    pub(super) toll: Option<PhoneNumber>,
    pub(super) toll_free: Option<PhoneNumber>,
    pub(super) may_use_toll_free: bool,
}

impl OwnDraft {
    /// What a user has; of a new one nothing is known.
    pub(super) fn of(user: Option<&User>) -> Self {
        Self {
            bridge: user.map(|user| user.bridge),
            country: user.and_then(|user| user.country).map(|code| code.to_string()).unwrap_or_default(),
            toll: user.and_then(|user| user.toll_number.clone()),
            toll_free: user.and_then(|user| user.toll_free_number.clone()),
            may_use_toll_free: user.is_none_or(|user| user.may_use_toll_free),
        }
    }

    /// The country, if one is given.
    pub(super) fn country_code(&self) -> Option<CountryCode> {
        self.country.parse().ok()
    }

    pub(super) fn country_fault(&self) -> Option<Fault> {
        let is_sound = self.country.trim().is_empty() || self.country_code().is_some();
        (!is_sound).then_some(Fault::NotCountryCode)
    }
}

/// The name of a country, and its letters.
pub(super) fn country_name(t: Words, country: CountryCode) -> String {
    let name = t.country(country.as_str());
    if name.is_empty() { country.to_string() } else { format!("{name} ({country})") }
}

#[derive(Properties, PartialEq)]
pub(super) struct OwnNumbersProps {
    pub(super) draft: OwnDraft,
    /// Whether the user is added, so that the bridge can be chosen.
    pub(super) is_new: bool,
    pub(super) country_fault: Option<Fault>,
    /// What the server says is wrong with the two numbers.
    pub(super) faults: [Option<AttrValue>; 2],
    pub(super) on_draft: Callback<OwnDraft>,
}

/// The fields of the form. Without service numbers there is nothing to choose but the country.
#[component]
pub(super) fn OwnNumbers(props: &OwnNumbersProps) -> Html {
    let t = use_words();
    let bridges = use_remote((), |api, ()| async move { api.bridges().await });
    let draft = &props.draft;
    let bridges: Vec<&Bridge> = bridges
        .value()
        .map(|reports| reports.iter().map(|report| &report.bridge).collect())
        .unwrap_or_default();
    let is_chosen = |bridge: &&&Bridge| draft.bridge.map_or(bridge.default, |chosen| bridge.id == chosen);
    let bridge = bridges.iter().find(is_chosen).copied();
    let change = |then: fn(&mut OwnDraft, String)| {
        let (draft, on_draft) = (draft.clone(), props.on_draft.clone());
        move |value: String| {
            let mut draft = draft.clone();
            then(&mut draft, value);
            on_draft.emit(draft);
        }
    };
    let on_select = |then: fn(&mut OwnDraft, String)| {
        let change = change(then);
        Callback::from(move |event: Event| change(event.target_unchecked_into::<HtmlSelectElement>().value()))
    };
    let select = |id: &'static str,
                  label: NumbersText,
                  fault: Option<&str>,
                  none: NumbersText,
                  toll_free: bool,
                  chosen: &Option<PhoneNumber>,
                  then: fn(&mut OwnDraft, String)| {
        let numbers = bridge.map(|bridge| bridge.service_numbers.as_slice()).unwrap_or_default();
        let numbers = numbers.iter().filter(|number| number.toll_free == toll_free);
        field(Field { id, label: t.of(label), hint: None, error: fault }, |aria_describedby, aria_invalid| {
            html! {
                <select {id} {aria_describedby} {aria_invalid} onchange={on_select(then)}>
                    <option value="" selected={chosen.is_none()}>{ t.of(none) }</option>
                    { for numbers.map(|number| html! {
                        <option value={number.number.to_string()} selected={chosen.as_ref() == Some(&number.number)}>
                            { number.describe(t.language) }
                        </option>
                    }) }
                </select>
            }
        })
    };
    let country = draft.country_code().map(|code| country_name(t, code));
    let fault = props.country_fault.as_ref().map(|fault| fault.describe(t.language));
    let has = |toll_free: bool| {
        bridge.is_some_and(|bridge| bridge.service_numbers.iter().any(|number| number.toll_free == toll_free))
    };
    let [toll_fault, toll_free_fault] = &props.faults;
    html! { <>
        if props.is_new && bridges.len() > 1 {
            { field(Field { id: "user-bridge", label: t.of(NumbersText::Bridge), ..Field::default() }, |_, _| html! {
                <select id="user-bridge" onchange={on_select(|draft, value| {
                    *draft = OwnDraft { bridge: value.parse().ok(), toll: None, toll_free: None, ..draft.clone() };
                })}>
                    { for bridges.iter().map(|one| html! {
                        <option value={one.id.to_string()} selected={bridge.is_some_and(|bridge| bridge.id == one.id)}>{ &one.name }</option>
                    }) }
                </select>
            }) }
        }
        { field(Field { id: "country", label: t.of(NumbersText::Country), hint: Some(country.as_deref().unwrap_or(t.of(NumbersText::CountryHint))), error: fault.as_deref() },
            |aria_describedby, aria_invalid| html! {
                <input id="country" ~defaultValue={draft.country.clone()} maxlength="2" autocomplete="off" autocapitalize="characters"
                    spellcheck="false" {aria_describedby} {aria_invalid}
                    oninput={on_input(Callback::from(change(|draft, value| draft.country = value)))} />
            }) }
        if has(false) {
            { select("toll-number", NumbersText::OwnNumber, toll_fault.as_deref(), NumbersText::BridgeDefault, false, &draft.toll,
                |draft, value| draft.toll = value.parse().ok()) }
        }
        if has(true) || !draft.may_use_toll_free {
            { checkbox("may-use-toll-free", t.of(NumbersText::MayUse), Some(t.of(NumbersText::MayUseHint)), draft.may_use_toll_free, {
                let (draft, on_draft) = (draft.clone(), props.on_draft.clone());
                Callback::from(move |may_use_toll_free| {
                    let toll_free = draft.toll_free.clone().filter(|_| may_use_toll_free);
                    on_draft.emit(OwnDraft { toll_free, may_use_toll_free, ..draft.clone() });
                })
            }) }
        }
        if has(true) && draft.may_use_toll_free {
            { select("toll-free-number", NumbersText::OwnTollFree, toll_free_fault.as_deref(), NumbersText::NoneOwn, true, &draft.toll_free,
                |draft, value| draft.toll_free = value.parse().ok()) }
        }
    </> }
}

#[derive(Properties, PartialEq)]
pub(super) struct CallersNumbersProps {
    pub(super) user: Rc<User>,
    /// The events whose emails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    /// Called with the user after a change.
    pub(super) on_user: Callback<Rc<User>>,
}

/// The numbers that the user's callers dial, in their order.
#[component]
pub(super) fn CallersNumbers(props: &CallersNumbersProps) -> Html {
    let t = use_words();
    let user = &props.user;
    let moving = use_state_eq(|| false);
    let asked = (user.id, user.version, t.language);
    let invitation = use_remote(asked, |api, (user, ..)| async move { api.user_invitation(user).await });
    let content = match (invitation.value(), invitation.error()) {
        (_, Some(error)) => error_panel(t, error, &invitation.on_reload()),
        (None, None) => html! { <Skeleton lines={2} /> },
        (Some(invitation), None) => html! { <>
            if invitation.has_other_bridges {
                <p class="quiet small">{ t.of(NumbersText::Bridge) }{ ": " }<bdi>{ &invitation.bridge_name }</bdi></p>
            }
            if invitation.service_numbers.is_empty() {
                <p class="quiet">{ t.of(NumbersText::NoNumbers) }</p>
            } else {
                <ul class="own-numbers">
                    { for invitation.service_numbers.iter().map(|number| service_number(t, user, number)) }
                </ul>
            }
            if !user.may_use_toll_free {
                <p class="quiet small">{ t.of(NumbersText::MayNot) }</p>
            }
            <div class="actions">
                if let Some(block) = &invitation.invitation {
                    <CopyButton text={block.text.clone()} html={block.html.clone()} label={t.of(NumbersText::CopyInvitation)} />
                }
                if invitation.has_other_bridges {
                    <button type="button" class="button" onclick={{ let moving = moving.setter(); Callback::from(move |_: MouseEvent| moving.set(true)) }}>
                        { t.of(NumbersText::Move) }
                    </button>
                }
            </div>
        </> },
    };
    html! {
        <section class="pane-part" aria-labelledby="callers-numbers">
            <h3 id="callers-numbers">{ t.of(NumbersText::Numbers) }</h3>
            { content }
            if *moving {
                <ChangeBridge user={user.clone()} automatic_mails={props.automatic_mails} on_user={props.on_user.clone()}
                    on_close={{ let moving = moving.setter(); Callback::from(move |()| moving.set(false)) }} />
            }
        </section>
    }
}

fn service_number(t: Words, user: &User, number: &ServiceNumber) -> Html {
    let own = [&user.toll_number, &user.toll_free_number];
    let is_own = own.into_iter().any(|own| own.as_ref() == Some(&number.number));
    let place =
        if number.location.is_empty() { t.country(&number.country_code) } else { number.location.clone() };
    html! {
        <li>
            <span class="nowrap">{ number.for_people() }</span>
            if !place.is_empty() { <span class="quiet">{ place }</span> }
            if number.toll_free { <span class="badge">{ t.of(NumbersText::TollFree) }</span> }
            if is_own { <span class="badge badge-accent">{ t.of(NumbersText::Own) }</span> }
        </li>
    }
}
