//! The editor of the service numbers.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::draft::{Draft, NumberDraft};
use super::text::{self, SettingsText};
use crate::components::{Icon, icon};
use crate::i18n::Words;

/// Changes one of the numbers.
type Change = Box<dyn FnOnce(&mut NumberDraft)>;

/// The editor of the service numbers. `fault` is what the server found wrong with them.
pub(super) fn numbers(t: Words, draft: &Draft, fault: Option<&str>, on_draft: &Callback<Draft>) -> Html {
    let add = {
        let (draft, on_draft) = (draft.clone(), on_draft.clone());
        Callback::from(move |_: MouseEvent| {
            let mut draft = draft.clone();
            let last = draft.numbers.last();
            let country = last.map_or_else(|| t.home_country().to_owned(), |last| last.country.clone());
            let key = draft.numbers.iter().map(|number| number.key + 1).max().unwrap_or_default();
            let default = draft.numbers.is_empty();
            draft.numbers.push(NumberDraft { key, country, default, ..NumberDraft::default() });
            on_draft.emit(draft);
        })
    };
    html! {
        <div class="numbers">
            if draft.numbers.is_empty() {
                <p class="quiet">{ t.of(SettingsText::NoNumbers) }</p>
            }
            { for (0..draft.numbers.len()).map(|index| number(t, draft, index, on_draft)) }
            <div role="alert">
                if let Some(fault) = fault { <p class="field-error">{ fault }</p> }
            </div>
            <div><button type="button" class="button" onclick={add}>{ icon(Icon::Plus) }{ t.of(SettingsText::AddNumber) }</button></div>
        </div>
    }
}

fn number(t: Words, draft: &Draft, index: usize, on_draft: &Callback<Draft>) -> Html {
    let row = &draft.numbers[index];
    let id = |field: &str| format!("number-{}-{field}", row.key);
    let change = |then: fn(&mut NumberDraft, &HtmlInputElement)| {
        let (draft, on_draft) = (draft.clone(), on_draft.clone());
        move |input: HtmlInputElement| {
            let change: Change = Box::new(move |number| then(number, &input));
            let mut draft = draft.clone();
            change(&mut draft.numbers[index]);
            on_draft.emit(draft);
        }
    };
    let typed = |then: fn(&mut NumberDraft, &HtmlInputElement)| {
        let change = change(then);
        Callback::from(move |event: InputEvent| change(event.target_unchecked_into()))
    };
    let ticked = |then: fn(&mut NumberDraft, &HtmlInputElement)| {
        let change = change(then);
        Callback::from(move |event: Event| change(event.target_unchecked_into()))
    };
    let make_default = {
        let (draft, on_draft) = (draft.clone(), on_draft.clone());
        Callback::from(move |_: Event| {
            let mut draft = draft.clone();
            for (other, number) in draft.numbers.iter_mut().enumerate() {
                number.default = other == index;
            }
            on_draft.emit(draft);
        })
    };
    let remove = {
        let (draft, on_draft) = (draft.clone(), on_draft.clone());
        Callback::from(move |_: MouseEvent| {
            let mut draft = draft.clone();
            let removed = draft.numbers.remove(index);
            if let Some(first) = draft.numbers.first_mut().filter(|_| removed.default) {
                first.default = true;
            }
            on_draft.emit(draft);
        })
    };
    let number_fault = (!row.number.is_empty()).then(|| row.number_fault(t.language)).flatten();
    let country_fault = (!row.country.is_empty()).then(|| row.country_fault(t.language)).flatten();
    let country = if country_fault.is_none() { t.country(&row.country) } else { String::new() };
    let title = text::number_title(t, index);
    let remove_label = format!("{}: {title}", t.of(SettingsText::Remove));
    html! {
        <div key={row.key} class="number" role="group" aria-label={title}>
            { row_field(&id("number"), t.of(SettingsText::Number), None, number_fault.as_deref(), html! {
                <input id={id("number")} type="tel" autocomplete="off" required=true placeholder={t.of(SettingsText::NumberExample)}
                    value={row.number.clone()} aria-invalid={number_fault.as_ref().map(|_| "true")}
                    aria-describedby={id("number-note")} oninput={typed(|number, input| number.number = input.value())} />
            }) }
            { row_field(&id("country"), t.of(SettingsText::Country), Some(&country), country_fault.as_deref(), html! {
                <input id={id("country")} autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="2" required=true
                    placeholder="SE" value={row.country.clone()} aria-invalid={country_fault.as_ref().map(|_| "true")}
                    aria-describedby={id("country-note")} oninput={typed(|number, input| number.country = input.value())} />
            }) }
            { row_field(&id("location"), t.of(SettingsText::Location), None, None, html! {
                <input id={id("location")} autocomplete="off" maxlength="120" placeholder={t.of(SettingsText::LocationExample)}
                    value={row.location.clone()} oninput={typed(|number, input| number.location = input.value())} />
            }) }
            <div class="number-choices">
                <label class="check" for={id("default")}>
                    <input id={id("default")} type="radio" name="default-number" checked={row.default} onchange={make_default} />
                    { t.of(SettingsText::Default) }
                </label>
                <label class="check" for={id("free")}>
                    <input id={id("free")} type="checkbox" checked={row.toll_free}
                        onchange={ticked(|number, input| number.toll_free = input.checked())} />
                    { t.of(SettingsText::TollFree) }
                </label>
                <button type="button" class="button button-quiet" aria-label={remove_label} onclick={remove}>
                    { icon(Icon::Close) }{ t.of(SettingsText::Remove) }
                </button>
            </div>
        </div>
    }
}

/// A field of one of several rows, whose id is made from the row.
fn row_field(id: &str, label: &str, hint: Option<&str>, fault: Option<&str>, input: Html) -> Html {
    let below = format!("{id}-note");
    html! {
        <div class="field">
            <label for={id.to_owned()}>{ label }</label>
            { input }
            <div id={below}>
                if let Some(fault) = fault {
                    <p class="field-error">{ fault }</p>
                } else if let Some(hint) = hint {
                    <p class="field-hint">{ hint }</p>
                }
            </div>
        </div>
    }
}
