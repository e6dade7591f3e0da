//! Choosing calendar files.

use std::rc::Rc;

use web_sys::{DragEvent, File, FileList, HtmlInputElement};
use yew::prelude::*;

use super::text::MeetingsText;
use crate::components::{Icon, icon};
use crate::i18n::use_words;

/// The names of more files than these would only be in the way.
const NAMES_SHOWN: usize = 5;

#[derive(Properties, PartialEq)]
pub(super) struct ChooseCalendarsProps {
    /// The files that are chosen.
    pub(super) files: Rc<Vec<File>>,
    /// What is to be done first.
    pub(super) said: Option<&'static str>,
    /// Called to look into files.
    pub(super) on_look: Callback<Rc<Vec<File>>>,
}

/// A drop zone and a button.
#[component]
pub(super) fn ChooseCalendars(props: &ChooseCalendarsProps) -> Html {
    let t = use_words();
    let over = use_state_eq(|| false);
    let choose = {
        let on_look = props.on_look.clone();
        Callback::from(move |list: Option<FileList>| {
            let list =
                list.map(|list| (0..list.length()).filter_map(|index| list.get(index)).collect::<Vec<_>>());
            if let Some(files) = list.filter(|files| !files.is_empty()) {
                on_look.emit(Rc::new(files));
            }
        })
    };
    let onchange = {
        let choose = choose.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            choose.emit(input.files());
            // The same file, exported anew, can be chosen again.
            input.set_value("");
        })
    };
    let hover = |now: bool| {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(now);
        })
    };
    let ondrop = {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            choose.emit(event.data_transfer().and_then(|transfer| transfer.files()));
        })
    };
    let look = {
        let (on_look, files) = (props.on_look.clone(), props.files.clone());
        Callback::from(move |_: MouseEvent| on_look.emit(files.clone()))
    };
    let has_files = !props.files.is_empty();
    let more = props.files.len().saturating_sub(NAMES_SHOWN);
    html! {
        <div class="stack">
            <div class={classes!("drop", over.then_some("drop-over"))} ondragenter={hover(true)} ondragover={hover(true)}
                ondragleave={hover(false)} {ondrop}>
                { icon(Icon::Upload) }
                if has_files {
                    <ul>
                        { for props.files.iter().take(NAMES_SHOWN).map(|file| html! {
                            <li class="drop-file">{ file.name() }<span class="quiet small">{ t.size(file.size()) }</span></li>
                        }) }
                        if more > 0 { <li class="quiet">{ format!("+ {}", t.number(more as u64)) }</li> }
                    </ul>
                } else {
                    <p>{ t.of(MeetingsText::Drop) }<br /><span class="quiet">{ t.of(MeetingsText::Or) }</span></p>
                }
                <label class="button file-button" for="calendar-files">
                    <input id="calendar-files" class="visually-hidden" type="file" multiple=true accept=".ics,.ical,.ifb,.eml,text/calendar,message/rfc822"
                        {onchange} aria-describedby="calendar-files-hint" />
                    { t.of(if has_files { MeetingsText::ChooseOther } else { MeetingsText::Choose }) }
                </label>
            </div>
            <p id="calendar-files-hint" class="quiet small">{ t.of(MeetingsText::FilesHint) }</p>
            <div role="alert">
                if let Some(said) = props.said { <p class="field-error">{ said }</p> }
            </div>
            if has_files {
                <div class="actions">
                    <button type="button" class="button" onclick={look}>{ t.of(MeetingsText::Look) }</button>
                </div>
            }
        </div>
    }
}
