//! A moment: relative, and exact on hover and focus.

use shared::Timestamp;
use yew::prelude::*;

use crate::i18n::Words;

/// A moment, relative to now; the exact one appears on hover, and on focus where it can have it.
pub(crate) fn moment(t: Words, moment: Timestamp, now: Timestamp) -> Html {
    let exact = t.moment(moment);
    html! { <time class="moment" datetime={moment.to_string()} title={exact}>{ t.relative(moment, now) }</time> }
}
