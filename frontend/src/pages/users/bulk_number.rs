//! Which number many users get as their own.

use shared::{PhoneNumber, ServiceNumber};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::bulk_text::BulkText;
use crate::components::{Field, Skeleton, error_panel, field};
use crate::hooks::use_remote;
use crate::i18n::use_words;

#[derive(Properties, PartialEq)]
pub(super) struct NumberChoiceProps {
    pub(super) chosen: Option<PhoneNumber>,
    /// What the server says is wrong with it.
    pub(super) fault: Option<AttrValue>,
    pub(super) on_choose: Callback<Option<PhoneNumber>>,
}

/// The numbers of every bridge, and none.
#[component]
pub(super) fn NumberChoice(props: &NumberChoiceProps) -> Html {
    let t = use_words();
    let bridges = use_remote((), |api, ()| async move { api.bridges().await });
    let reports = match (bridges.value(), bridges.error()) {
        (Some(reports), _) => reports,
        (None, Some(error)) => return error_panel(t, error, &bridges.on_reload()),
        (None, None) => return html! { <Skeleton lines={1} /> },
    };
    let number = |number: &ServiceNumber| {
        html! {
            <option value={number.number.to_string()} selected={props.chosen.as_ref() == Some(&number.number)}>
                { number.describe(t.language) }
            </option>
        }
    };
    let onchange = props
        .on_choose
        .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok());
    let label = t.of(BulkText::NumberOf);
    let around = Field { id: "number", label, hint: None, error: props.fault.as_deref() };
    field(around, |aria_describedby, aria_invalid| {
        html! {
            <select id="number" {onchange} {aria_describedby} {aria_invalid}>
                <option value="" selected={props.chosen.is_none()}>{ t.of(BulkText::BridgeDefault) }</option>
                { for reports.iter().map(|report| {
                    let stay = report.bridge.service_numbers.iter().filter(|number| number.replacement.is_none());
                    html! { <optgroup label={report.bridge.name.clone()}>{ for stay.map(number) }</optgroup> }
                }) }
            </select>
        }
    })
}
