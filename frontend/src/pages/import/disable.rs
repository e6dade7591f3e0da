//! Users that a file proposes to disable: the tick, and the question before it is done.

use shared::ImportCounts;
use yew::prelude::*;

use super::text::{self, ImportText};
use crate::components::{Dialog, checkbox, on_submit};
use crate::i18n::{Common, Words, use_words};

/// How many are proposed, and the tick for all of them.
pub(super) fn proposals(t: Words, counts: ImportCounts, on: bool, choose: &Callback<bool>) -> Html {
    let count = counts.proposed();
    if count == 0 {
        return html! {};
    }
    html! {
        <div class="stack-tight">
            if counts.many_are_missing() {
                <div class="banner banner-warning"><p><strong>{ text::many_are_missing(t, counts) }</strong></p></div>
            }
            <p>{ text::proposed(t, counts) }</p>
            { checkbox("import-disable", &text::disable_proposed(t, count), Some(t.of(ImportText::DisableHint)), on, choose.clone()) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct AskToDisableProps {
    pub(super) counts: ImportCounts,
    pub(super) on_close: Callback<()>,
    pub(super) on_yes: Callback<()>,
}

/// The question.
#[component]
pub(super) fn AskToDisable(props: &AskToDisableProps) -> Html {
    let t = use_words();
    let counts = props.counts;
    let (on_close, on_yes) = (props.on_close.clone(), props.on_yes.clone());
    let onsubmit = on_submit(Callback::from(move |()| {
        on_close.emit(());
        on_yes.emit(());
    }));
    html! {
        <Dialog id="import-disable-question" title={t.of(ImportText::DisableTitle)} on_close={props.on_close.clone()}>
            <form {onsubmit}>
                <p><strong>{ text::will_disable(t, counts.proposed()) }</strong></p>
                <ul class="consequences">
                    <li>{ t.of(ImportText::DisableStops) }</li>
                    <li>{ t.of(ImportText::DisableEmail) }</li>
                    if counts.many_are_missing() { <li>{ text::many_are_missing(t, counts) }</li> }
                </ul>
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true onclick={props.on_close.reform(|_: MouseEvent| ())}>{ t.of(Common::Cancel) }</button>
                    <button type="submit" class="button button-danger">{ t.of(ImportText::DisableYes) }</button>
                </div>
            </form>
        </Dialog>
    }
}
