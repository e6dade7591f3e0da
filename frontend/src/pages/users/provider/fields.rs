//! The fields of one profile at a third-party provider.

use yew::prelude::*;

use super::draft::{Draft, Part};
use super::text::ProviderText;
use crate::components::{Field, Icon, field, icon, on_input};
use crate::hooks::Sending;
use crate::i18n::Words;

/// What a profile's fields call back with.
#[derive(Clone)]
pub(super) struct ProfileCallbacks {
    pub(super) text: Callback<(usize, Part, String)>,
    pub(super) default: Callback<usize>,
    pub(super) remove: Callback<usize>,
}

/// The fields of the profile at this place.
pub(super) fn profile_fields(
    t: Words,
    draft: &Draft,
    place: usize,
    sending: &Sending,
    callbacks: &ProfileCallbacks,
) -> Html {
    let profile = &draft.profiles[place];
    let several = draft.profiles.len() > 1;
    let name = profile.text(Part::Name).trim();
    let legend = if name.is_empty() { t.of(ProviderText::NewProfile) } else { name }.to_owned();
    let on_default = callbacks.default.reform(move |_: Event| place);
    let on_remove = callbacks.remove.reform(move |_: MouseEvent| place);
    html! {
        <fieldset class="provider-profile" key={profile.key}>
            <legend><bdi>{ legend }</bdi></legend>
            { for Part::ALL.map(|part| input(t, draft, place, part, sending, callbacks)) }
            if several {
                <label class="check">
                    <input type="radio" name="provider-default" checked={draft.default == place} onchange={on_default} />
                    <span>{ t.of(ProviderText::IsDefault) }</span>
                </label>
                <button type="button" class="button button-quiet" aria-label={t.remove_profile(name)} onclick={on_remove}>
                    { icon(Icon::Close) }{ t.of(ProviderText::Remove) }
                </button>
            }
        </fieldset>
    }
}

fn input(
    t: Words,
    draft: &Draft,
    place: usize,
    part: Part,
    sending: &Sending,
    callbacks: &ProfileCallbacks,
) -> Html {
    let (label, hint, kind, mode) = match part {
        Part::Name => (ProviderText::Name, None, "text", None),
        Part::TollNumber => {
            (ProviderText::TollNumber, Some(ProviderText::TollNumberHint), "tel", Some("tel"))
        }
        Part::TollFree => (ProviderText::TollFree, Some(ProviderText::TollFreeHint), "text", None),
        Part::Passcode => (ProviderText::Passcode, Some(ProviderText::PasscodeHint), "text", Some("numeric")),
        Part::Domain => (ProviderText::Domain, Some(ProviderText::Optional), "text", None),
        Part::Url => (ProviderText::Url, Some(ProviderText::Optional), "url", Some("url")),
    };
    let required = matches!(part, Part::Name | Part::TollNumber | Part::Passcode).then_some("true");
    let id = format!("provider-{}-{}", draft.profiles[place].key, part.wire());
    let value = draft.profiles[place].text(part).to_owned();
    let error = sending.of_field(&draft.wire(place, part));
    let oninput = on_input(callbacks.text.reform(move |text: String| (place, part, text)));
    let around = Field { id: &id, label: t.of(label), hint: hint.map(|hint| t.of(hint)), error };
    field(around, |aria_describedby, aria_invalid| {
        html! {
            <input id={id.clone()} type={kind} inputmode={mode} {value} {oninput} autocomplete="off" spellcheck="false"
                aria-required={required} aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
        }
    })
}
