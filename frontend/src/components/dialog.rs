//! A modal dialog, by the browser's own `<dialog>`: it traps the focus, closes on Escape and gives the focus
//! back. `autofocus` belongs on the harmless answer.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    /// The id of the title; every dialog of a page has its own.
    pub(crate) id: &'static str,
    /// What it asks or does.
    pub(crate) title: AttrValue,
    /// Called on Escape. Without it Escape does nothing.
    pub(crate) on_close: Callback<()>,
    /// Whether Escape is ignored now, because something is on its way.
    #[prop_or_default]
    pub(crate) busy: bool,
    #[prop_or_default]
    pub(crate) children: Html,
}

/// A modal dialog; it is open as long as it is drawn.
#[component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
    let element = use_node_ref();
    use_effect_with((), {
        let element = element.clone();
        move |()| {
            let dialog = element.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                // It fails only for a dialog that is open already.
                let _ = dialog.show_modal();
            }
            // Closing it before it leaves the document is what gives the focus back.
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        }
    });
    let oncancel = {
        let (on_close, busy) = (props.on_close.clone(), props.busy);
        Callback::from(move |event: Event| {
            event.prevent_default();
            if !busy {
                on_close.emit(());
            }
        })
    };
    html! {
        <dialog class="dialog" ref={element} aria-labelledby={props.id} {oncancel}>
            <h2 id={props.id} class="dialog-title">{ &props.title }</h2>
            { props.children.clone() }
        </dialog>
    }
}
