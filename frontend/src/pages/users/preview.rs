//! What it means for meetings when a user's conference ID stops, in the dialogs that ask for it.

use shared::{CalendarFollows, UserId};
use yew::prelude::*;

use crate::hooks::use_remote;
use crate::i18n::use_words;
use crate::pages::update_meetings::ImpactLine;

#[derive(Properties, PartialEq)]
pub(super) struct PreviewLinesProps {
    pub(super) user: UserId,
}

/// Lines of the list of consequences; none when there is nothing to tell, or it cannot be had: the dialog never waits.
#[component]
pub(super) fn PreviewLines(props: &PreviewLinesProps) -> Html {
    let t = use_words();
    let preview = use_remote(props.user, |api, user| async move { api.preview_reset(user).await });
    let Some(preview) = preview.value() else { return html! {} };
    let sentences = preview.sentences(t.language, |number| t.number(number), |at| t.moment(at));
    html! { <>
        { for sentences.into_iter().map(|sentence| html! { <li class="preview-line">{ sentence }</li> }) }
        // How many, which the calendar's server has to be asked for.
        if preview.calendar == CalendarFollows::Updated {
            <ImpactLine user={props.user} />
        }
    </> }
}
