//! What stands where data is pending, missing or could not be had.

use gloo_timers::callback::Timeout;
use shared::ProblemCode;
use yew::prelude::*;

use super::{Icon, icon};
use crate::api::ApiError;
use crate::i18n::{Common, Words, use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct SkeletonProps {
    /// How many lines are to be expected.
    #[prop_or(6)]
    pub(crate) lines: usize,
}

/// Grey lines where data will stand; only after 200 ms, because most answers are faster.
#[component]
pub(crate) fn Skeleton(props: &SkeletonProps) -> Html {
    let t = use_words();
    let late = use_state_eq(|| false);
    use_effect_with((), {
        let late = late.setter();
        move |()| {
            let timeout = Timeout::new(200, move || late.set(true));
            move || drop(timeout)
        }
    });
    if !*late {
        return html! { <div class="skeleton" aria-busy="true"></div> };
    }
    html! {
        <div class="skeleton" aria-busy="true">
            <p class="visually-hidden" role="status">{ t.of(Common::Loading) }</p>
            { for (0..props.lines).map(|_| html! { <div class="skeleton-line"></div> }) }
        </div>
    }
}

/// What went wrong, and a button to try again.
pub(crate) fn error_panel(t: Words, error: &ApiError, on_retry: &Callback<()>) -> Html {
    let onclick = on_retry.reform(|_: MouseEvent| ());
    html! {
        <div class="state state-error" role="alert">
            { icon(Icon::Alert) }
            <p class="state-title">{ error.title(t) }</p>
            <p>{ error.detail(t) }</p>
            <button type="button" class="button" {onclick}>{ t.of(Common::Retry) }</button>
        </div>
    }
}

/// What went wrong with a form, above its buttons; announced at once. That a session has ended is told by a dialog of
/// its own.
pub(crate) fn problem_line(t: Words, error: Option<&ApiError>) -> Html {
    let error = error.filter(|error| !error.is(ProblemCode::SignInRequired));
    html! {
        <div role="alert">
            if let Some(error) = error {
                <div class="banner banner-danger">
                    { icon(Icon::Alert) }
                    <p><strong>{ error.title(t) }{ "." }</strong>{ " " }{ error.detail(t) }</p>
                </div>
            }
        </div>
    }
}

/// Nothing is here, and what to do about it.
pub(crate) fn empty(symbol: Icon, title: &str, detail: &str, action: Html) -> Html {
    html! {
        <div class="state">
            { icon(symbol) }
            <p class="state-title">{ title }</p>
            <p>{ detail }</p>
            { action }
        </div>
    }
}
