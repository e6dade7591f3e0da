//! Fields of forms: a label, perhaps a hint, perhaps what is wrong.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What stands around an input.
#[derive(Clone, Copy, Default)]
pub(crate) struct Field<'text> {
    /// The id of the input.
    pub(crate) id: &'text str,
    /// What is asked for.
    pub(crate) label: &'text str,
    /// What to know beforehand.
    pub(crate) hint: Option<&'text str>,
    /// What is wrong with it.
    pub(crate) error: Option<&'text str>,
}

/// Draws a field. The input is made by a function that is given the values of `aria-describedby` and
/// `aria-invalid`.
pub(crate) fn field(
    field: Field<'_>,
    input: impl FnOnce(Option<String>, Option<&'static str>) -> Html,
) -> Html {
    let hint_id = format!("{}-hint", field.id);
    let error_id = format!("{}-error", field.id);
    let described = match (field.hint, field.error) {
        (None, None) => None,
        (Some(_), None) => Some(hint_id.clone()),
        (None, Some(_)) => Some(error_id.clone()),
        (Some(_), Some(_)) => Some(format!("{hint_id} {error_id}")),
    };
    html! {
        <div class="field">
            <label for={field.id.to_owned()}>{ field.label }</label>
            if let Some(hint) = field.hint {
                <p class="field-hint" id={hint_id}>{ hint }</p>
            }
            { input(described, field.error.map(|_| "true")) }
            if let Some(error) = field.error {
                <p class="field-error" id={error_id}>{ error }</p>
            }
        </div>
    }
}

/// A checkbox with its label, and perhaps a hint below.
pub(crate) fn checkbox(
    id: impl Into<AttrValue>,
    label: &str,
    hint: Option<&str>,
    checked: bool,
    then: Callback<bool>,
) -> Html {
    let id = id.into();
    let onchange = Callback::from(move |event: Event| {
        then.emit(event.target_unchecked_into::<HtmlInputElement>().checked());
    });
    html! {
        <label class="check" for={id.clone()}>
            <input type="checkbox" {id} {checked} {onchange} />
            <span>
                { label }
                if let Some(hint) = hint {
                    <span class="field-hint">{ hint }</span>
                }
            </span>
        </label>
    }
}

/// What stands in an input or a text area now.
pub(crate) fn input_value(input: &NodeRef) -> String {
    let value = || {
        let node = input.get()?;
        match node.dyn_into::<HtmlInputElement>() {
            Ok(input) => Some(input.value()),
            Err(node) => node.dyn_into::<HtmlTextAreaElement>().ok().map(|area| area.value()),
        }
    };
    value().unwrap_or_default()
}

/// Calls back with what stands in an input, on every change.
pub(crate) fn on_input(then: Callback<String>) -> Callback<InputEvent> {
    Callback::from(move |event: InputEvent| {
        then.emit(event.target_unchecked_into::<HtmlInputElement>().value());
    })
}

/// Calls back when a form is sent, instead of sending it.
pub(crate) fn on_submit(then: Callback<()>) -> Callback<SubmitEvent> {
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        then.emit(());
    })
}
