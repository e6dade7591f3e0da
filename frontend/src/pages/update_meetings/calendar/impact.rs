//! What a reset would touch, in the dialog that asks for it. The reset never waits for it.

use shared::UserId;
use yew::prelude::*;

use super::text::CalendarText;
use crate::hooks::use_remote;
use crate::i18n::use_words;

#[derive(Properties, PartialEq)]
pub(crate) struct ImpactLineProps {
    pub(crate) user: UserId,
}

/// A line of the list of consequences; none when no calendar is connected.
#[component]
pub(crate) fn ImpactLine(props: &ImpactLineProps) -> Html {
    let t = use_words();
    let impact = use_remote(props.user, |api, user| async move {
        // Whether there is a calendar is known at once; to ask it can take seconds.
        let update = api.calendar_update(user).await?;
        Ok(update.connection.map(|_| ()))
    });
    let is_connected = impact.value().is_some_and(|connected| connected.is_some());
    let counted = use_remote((props.user, is_connected), |api, (user, is_connected)| async move {
        if is_connected { api.reset_impact(user).await.map(Some) } else { Ok(None) }
    });
    if !is_connected {
        return html! {};
    }
    let text = match (counted.value().and_then(|counted| **counted), counted.error()) {
        (Some(impact), _) => t.impact(impact),
        (None, Some(_)) => t.of(CalendarText::NotCounted).to_owned(),
        (None, None) => t.of(CalendarText::Counting).to_owned(),
    };
    html! { <li aria-live="polite">{ text }</li> }
}
