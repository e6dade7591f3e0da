//! Static or dynamic conference IDs for the organisation: which it has, and the dialog that switches.

mod dialog;
mod text;

use shared::{ConferenceIdType, Settings};
use yew::prelude::*;

use self::dialog::SwitchOrganisation;
use self::text::TypeText;
use crate::i18n::use_words;

#[derive(Properties, PartialEq)]
pub(super) struct IdTypePartProps {
    pub(super) settings: Settings,
    /// Called to read the settings again.
    pub(super) on_reload: Callback<()>,
}

/// Which type holds, and the button that switches.
#[component]
pub(super) fn IdTypePart(props: &IdTypePartProps) -> Html {
    let t = use_words();
    let asked = use_state_eq(|| None::<ConferenceIdType>);
    let now = props.settings.conference_id_type;
    let ask = |what: Option<ConferenceIdType>| {
        let asked = asked.setter();
        Callback::from(move |_: MouseEvent| asked.set(what))
    };
    let on_close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let (is, hint, switch) = match now {
        ConferenceIdType::Static => (TypeText::IsStatic, TypeText::StaticHint, TypeText::ToDynamic),
        ConferenceIdType::Dynamic => (TypeText::IsDynamic, TypeText::DynamicHint, TypeText::ToStatic),
    };
    html! {
        <section class="card stack" id="id-type" aria-labelledby="id-type-heading">
            <h2 id="id-type-heading">{ t.of(TypeText::Title) }</h2>
            <p><strong id="id-type-now">{ t.of(is) }</strong>{ " " }<span class="quiet">{ t.of(hint) }</span></p>
            <p class="quiet small">{ t.of(TypeText::Own) }</p>
            <div class="pane-actions">
                <button type="button" class="button" id="switch-id-type-of-all" onclick={ask(Some(now.other()))}>{ t.of(switch) }</button>
                <button type="button" class="button button-quiet" id="align-id-type" onclick={ask(Some(now))}>{ t.of(TypeText::Align) }</button>
            </div>
            if let Some(to) = *asked {
                <SwitchOrganisation {to} settings={props.settings.clone()} on_close={on_close} on_reload={props.on_reload.clone()} />
            }
        </section>
    }
}
