//! Pasting a single invitation.

use std::rc::Rc;

use yew::prelude::*;

use super::PastedText;
use super::rows::diff;
use super::text::MeetingsText;
use crate::components::{CopyButton, Field, Icon, field, icon, input_value, on_submit};
use crate::i18n::use_words;

/// More changed lines than these say nothing new.
const LINES_SHOWN: usize = 20;

#[derive(Properties, PartialEq)]
pub(super) struct PasteInvitationProps {
    /// Called with the text.
    pub(super) on_paste: Callback<String>,
    /// The text, mended.
    pub(super) pasted: Option<Rc<PastedText>>,
}

/// A field for an invitation, and the updated one.
#[component]
pub(super) fn PasteInvitation(props: &PasteInvitationProps) -> Html {
    let t = use_words();
    let text = use_node_ref();
    let is_empty = use_state_eq(|| false);
    let onsubmit = {
        let (text, is_empty, on_paste) = (text.clone(), is_empty.setter(), props.on_paste.clone());
        on_submit(Callback::from(move |()| {
            let typed = input_value(&text);
            is_empty.set(typed.trim().is_empty());
            if !typed.trim().is_empty() {
                on_paste.emit(typed);
            }
        }))
    };
    let about = Field {
        id: "invitation",
        label: t.of(MeetingsText::Paste),
        hint: Some(t.of(MeetingsText::PasteHint)),
        error: is_empty.then(|| t.of(MeetingsText::PasteEmpty)),
    };
    html! {
        <form class="stack" {onsubmit}>
            { field(about, |aria_describedby, aria_invalid| html! {
                <textarea id="invitation" ref={text} rows="10" spellcheck="false" {aria_describedby} {aria_invalid} />
            }) }
            <div class="actions">
                <button type="submit" class="button button-primary">{ t.of(MeetingsText::PasteDo) }</button>
            </div>
            <div role="status">
                if let Some(pasted) = props.pasted.as_ref().filter(|pasted| !pasted.leftovers.is_empty()) {
                    <div class="banner banner-warning">
                        { icon(Icon::Alert) }
                        <div>
                            <p>{ t.of(MeetingsText::LooksLike) }</p>
                            <ul>{ for pasted.leftovers.iter().take(LINES_SHOWN).map(|text| html! { <li>{ text }</li> }) }</ul>
                        </div>
                    </div>
                }
                if props.pasted.as_ref().is_some_and(|pasted| pasted.lines.is_empty() && pasted.leftovers.is_empty()) {
                    <div class="banner banner-warning">{ icon(Icon::Alert) }<p>{ t.of(MeetingsText::PastedNothing) }</p></div>
                }
            </div>
            if let Some(pasted) = props.pasted.as_ref().filter(|pasted| !pasted.lines.is_empty()) {
                { for pasted.lines.iter().take(LINES_SHOWN).map(|line| diff(t, line)) }
                <div class="letter">
                    <div class="side-head">
                        <h3 id="pasted-title">{ t.of(MeetingsText::Pasted) }</h3>
                        <CopyButton text={pasted.output.clone()} label={t.of(MeetingsText::CopyPasted)} />
                    </div>
                    <textarea class="pasted" readonly=true rows="10" spellcheck="false" aria-labelledby="pasted-title" value={pasted.output.clone()} />
                </div>
            }
        </form>
    }
}
