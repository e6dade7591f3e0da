//! The dialog that registers a service number, or changes one. While somebody writes, the server says how the number is
//! written and what the numbering plan knows of it.

use shared::{Bridge, CheckedNumber, LanguageTag, PhoneNumber, ServiceNumberRequest};
use yew::prelude::*;

use super::BridgesText;
use super::change::use_bridge_change;
use crate::api::BridgeChange;
use crate::components::{Dialog, Field, checkbox, field, input_value, on_input, on_submit, problem_line};
use crate::hooks::use_remote;
use crate::i18n::{Common, Words, use_words};

/// A shorter text is no number yet.
const SHORTEST: usize = 5;

#[derive(Properties, PartialEq)]
pub(super) struct NumberFormProps {
    pub(super) bridge: Bridge,
    /// The number that is changed; a new one when missing.
    pub(super) number: Option<PhoneNumber>,
    pub(super) on_close: Callback<()>,
    /// Called when something was changed, or somebody else was first.
    pub(super) on_changed: Callback<()>,
}

/// The dialog.
#[component]
pub(super) fn NumberForm(props: &NumberFormProps) -> Html {
    let t = use_words();
    let NumberFormProps { bridge, number, on_close, on_changed } = props;
    let before = number.as_ref().and_then(|number| bridge.number(number));
    let written = use_state_eq(String::new);
    let country = use_state_eq(|| match before {
        Some(number) => number.country_code.clone(),
        None => t.home_country().to_owned(),
    });
    let toll_free = use_state_eq(|| before.is_some_and(|number| number.toll_free));
    let default = use_state_eq(|| before.is_some_and(|number| number.default));
    let (city, languages) = (use_node_ref(), use_node_ref());
    let seen = (bridge.id, bridge.version);
    let (sending, send) = use_bridge_change(Some(seen), on_close, on_changed);
    let asked = ((*written).clone(), (*country).clone());
    let checked = use_remote(asked, |api, (number, country)| async move {
        if number.trim().len() < SHORTEST {
            return Ok(None);
        }
        api.check_number(&number, &country).await
    });
    let checked: Option<&CheckedNumber> = checked.value().and_then(|checked| checked.as_ref().as_ref());
    let known_free = checked.is_some_and(|checked| checked.toll_free);
    let onsubmit = {
        let (city, languages) = (city.clone(), languages.clone());
        let (written, country) = (written.clone(), country.clone());
        let (toll_free, default, is_default) =
            (*toll_free, *default, before.is_some_and(|number| number.default));
        let number = number.clone();
        on_submit(Callback::from(move |()| {
            let tags = input_value(&languages);
            let tags = tags.split([',', ' ', ';']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
            let request = ServiceNumberRequest {
                number: number.is_none().then(|| (*written).clone()),
                formatted: None,
                country_code: Some((*country).clone()).filter(|code| number.is_some() || !code.is_empty()),
                location: Some(input_value(&city)),
                toll_free: Some(toll_free),
                languages: Some(tags),
                default: (default && !is_default).then_some(true),
                send_email: None,
            };
            let change = match &number {
                None => BridgeChange::Register(request),
                Some(number) => BridgeChange::ChangeNumber(number.clone(), request),
            };
            send.emit(change);
        }))
    };
    let title = if before.is_some() { BridgesText::EditTitle } else { BridgesText::Register };
    let country_name = t.country(&country.trim().to_ascii_uppercase());
    let country_hint = if country_name.is_empty() { t.of(BridgesText::CountryHint) } else { &country_name };
    html! {
        <Dialog id="number-form" title={t.of(title)} on_close={on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if let Some(number) = before {
                    <p><strong class="nowrap">{ number.for_people() }</strong></p>
                } else {
                    { field(Field { id: "number", label: t.of(BridgesText::Number), hint: Some(t.of(BridgesText::NumberHint)), error: sending.of_field("number") },
                        |aria_describedby, aria_invalid| html! {
                            <input id="number" type="tel" required=true autocomplete="off" autofocus=true {aria_describedby} {aria_invalid}
                                oninput={on_input({ let written = written.setter(); Callback::from(move |text| written.set(text)) })} />
                        }) }
                    <p class="quiet" role="status">{ checked.map(|checked| told(t, checked)) }</p>
                }
                { field(Field { id: "number-country", label: t.of(BridgesText::Country), hint: Some(country_hint), error: sending.of_field("countryCode") },
                    |aria_describedby, aria_invalid| html! {
                        <input id="number-country" class="short" maxlength="2" autocomplete="off" autocapitalize="characters" spellcheck="false"
                            ~defaultValue={(*country).clone()} {aria_describedby} {aria_invalid}
                            oninput={on_input({ let country = country.setter(); Callback::from(move |text| country.set(text)) })} />
                    }) }
                { field(Field { id: "number-city", label: t.of(BridgesText::City), hint: None, error: sending.of_field("location") },
                    |aria_describedby, aria_invalid| html! {
                        <input id="number-city" ref={city} maxlength="120" autocomplete="off" {aria_describedby} {aria_invalid}
                            ~defaultValue={before.map(|number| number.location.clone()).unwrap_or_default()} />
                    }) }
                { field(Field { id: "number-languages", label: t.of(BridgesText::Languages), hint: Some(t.of(BridgesText::LanguagesHint)), error: sending.of_field("languages") },
                    |aria_describedby, aria_invalid| html! {
                        <input id="number-languages" ref={languages} autocomplete="off" autocapitalize="none" spellcheck="false" {aria_describedby} {aria_invalid}
                            ~defaultValue={before.map(|number| tags(&number.languages)).unwrap_or_default()} />
                    }) }
                { checkbox("number-toll-free", t.of(BridgesText::TollFree), None, *toll_free || known_free, {
                    let toll_free = toll_free.setter();
                    Callback::from(move |chosen| toll_free.set(chosen))
                }) }
                if !before.is_some_and(|number| number.default) && !bridge.service_numbers.is_empty() {
                    { checkbox("number-default", t.of(BridgesText::DefaultNumber), None, *default, {
                        let default = default.setter();
                        Callback::from(move |chosen| default.set(chosen))
                    }) }
                }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={sending.is_busy()} onclick={on_close.reform(|_: MouseEvent| ())}>{ t.of(Common::Cancel) }</button>
                    <button type="submit" class="button button-primary" aria-disabled={sending.aria()}>
                        { if before.is_some() { t.of(Common::Save) } else { t.of(BridgesText::Register) } }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

fn tags(languages: &[LanguageTag]) -> String {
    languages.iter().map(LanguageTag::as_str).collect::<Vec<_>>().join(", ")
}

/// How the number is written, and what is known of it.
fn told(t: Words, checked: &CheckedNumber) -> String {
    let mut told = format!("{} {}", t.of(BridgesText::WrittenAs), checked.formatted);
    let country = checked.country_code.as_deref().map(|code| t.country(code)).filter(|name| !name.is_empty());
    let free = checked.toll_free.then(|| t.of(BridgesText::TollFreeShort).to_owned());
    for fact in country.into_iter().chain(free) {
        told.push_str(", ");
        told.push_str(&fact);
    }
    told
}
