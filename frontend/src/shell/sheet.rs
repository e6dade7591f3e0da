//! The sheet with all keyboard shortcuts.

use yew::prelude::*;

use super::ShellText;
use crate::components::Dialog;
use crate::hooks::shortcuts::{ShortcutText, places};
use crate::i18n::{Common, Words};

/// The sheet with all keyboard shortcuts.
pub(super) fn shortcut_sheet(t: Words, on_close: &Callback<()>) -> Html {
    let row = |keys: Html, text: ShortcutText| {
        html! { <div class="shortcut"><dt>{ keys }</dt><dd>{ t.of(text) }</dd></div> }
    };
    let key = |key: &str| html! { <kbd>{ key }</kbd> };
    html! {
        <Dialog id="shortcut-sheet" title={t.of(ShellText::ShortcutsOn)} on_close={on_close.clone()}>
            <dl class="shortcuts">
                { row(key("/"), ShortcutText::Search) }
                { row(key("?"), ShortcutText::Help) }
                { row(key("r"), ShortcutText::Reset) }
                { row(key("Esc"), ShortcutText::ClosePane) }
                { for places().into_iter().map(|(last, text, _)| {
                    row(html! { <>{ key("g") }{ " " }{ t.of(ShellText::Then) }{ " " }{ key(last) }</> }, text)
                }) }
            </dl>
            <div class="dialog-actions">
                <button type="button" class="button" autofocus=true onclick={on_close.reform(|_: MouseEvent| ())}>
                    { t.of(Common::Close) }
                </button>
            </div>
        </Dialog>
    }
}
