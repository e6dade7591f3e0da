//! Says in the top bar that this is the demo, and begins it again.

use yew::prelude::*;

use crate::components::{Dialog, Icon, icon};
use crate::i18n::{Common, texts, use_words};

texts! {
    /// The words of the demo.
    enum DemoText {
        Mark: "Demo", "Demo";
        What: "Nothing here is real: the users are invented, no email is sent, and everything stays in this browser.", "Inget här är på riktigt: användarna är påhittade, ingen e-post skickas och allt stannar i den här webbläsaren.";
        StartOver: "Start over", "Börja om";
        StartOverTitle: "Start the demo over?", "Börja om demon?";
        StartOverDetail: "Everything you have done in the demo is deleted, and the invented users are restored.", "Allt du har gjort i demon raderas, och de påhittade användarna återställs.";
    }
}

/// The mark and the button beside it.
#[component]
pub(crate) fn DemoMark() -> Html {
    let t = use_words();
    let asking = use_state_eq(|| false);
    let ask = {
        let asking = asking.setter();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let close = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(false))
    };
    html! { <>
        <span class="badge badge-accent" title={t.of(DemoText::What)}>{ t.of(DemoText::Mark) }</span>
        <button type="button" class="button button-quiet start-over" aria-label={t.of(DemoText::StartOver)} title={t.of(DemoText::StartOver)} onclick={ask}>
            { icon(Icon::Reset) }<span class="wide">{ t.of(DemoText::StartOver) }</span>
        </button>
        if *asking {
            <Dialog id="start-over" title={t.of(DemoText::StartOverTitle)} on_close={close.clone()}>
                <p>{ t.of(DemoText::StartOverDetail) }</p>
                <p class="quiet">{ t.of(DemoText::What) }</p>
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true onclick={close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::No) }
                    </button>
                    <button type="button" class="button button-danger" onclick={|_: MouseEvent| super::start_over()}>
                        { t.of(DemoText::StartOver) }
                    </button>
                </div>
            </Dialog>
        }
    </> }
}
