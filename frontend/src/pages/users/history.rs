//! The conference IDs that a user has had.

use shared::{Assignment, Timestamp, UserId, Version};
use yew::prelude::*;

use super::text::UsersText;
use crate::components::{Skeleton, digits, problem_line};
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::router::{Router, use_router};

#[derive(Properties, PartialEq)]
pub(super) struct HistoryProps {
    pub(super) user: UserId,
    /// With a new version of the user comes a new history.
    pub(super) version: Version,
}

/// The conference IDs that a user has had, newest first.
#[component]
pub(super) fn History(props: &HistoryProps) -> Html {
    let t = use_words();
    let router = use_router();
    let earlier = use_state_eq(|| None::<String>);
    let history =
        use_remote((props.user, props.version, (*earlier).clone()), |api, (user, _, cursor)| async move {
            api.user_history(user, cursor.as_deref()).await
        });
    let content = match (history.value(), history.error()) {
        (_, Some(error)) => problem_line(t, Some(error)),
        (None, None) => html! { <Skeleton lines={3} /> },
        (Some(page), None) if page.items.is_empty() && earlier.is_none() => {
            html! { <p class="quiet">{ t.of(UsersText::HistoryNone) }</p> }
        }
        (Some(page), None) => html! { <>
            <ol class="history">
                { for page.items.iter().map(|assignment| period(t, &router, assignment)) }
            </ol>
            if let Some(cursor) = page.next_cursor.clone() {
                <button type="button" class="button" onclick={{
                    let earlier = earlier.setter();
                    Callback::from(move |_: MouseEvent| earlier.set(Some(cursor.clone())))
                }}>{ t.of(UsersText::HistoryMore) }</button>
            }
        </> },
    };
    html! {
        <div class="pane-part">
            <h3>{ t.of(UsersText::History) }</h3>
            { content }
            <p class="small">{ router.link(&Route::audit(Some(props.user)), "", html! { t.of(UsersText::HistoryAudit) }) }</p>
        </div>
    }
}

/// One period in which an ID was the user's: how it began, and how it ended.
fn period(t: Words, router: &Router, assignment: &Assignment) -> Html {
    let look_up = Route::LookUp { conference_id: Some(assignment.conference_id) };
    let ends_on_the_same_day = assignment.to.is_some_and(|to| t.day(to) == t.day(assignment.from));
    let shown = |moment: Timestamp| {
        // Two events of one day are told apart by their times.
        let text = if ends_on_the_same_day { t.moment(moment) } else { t.day(moment) };
        html! { <time datetime={moment.to_string()} title={t.exact(moment)}>{ text }</time> }
    };
    let ended = assignment.to.zip(assignment.ended).zip(assignment.ended_by.as_ref());
    html! {
        <li>
            <p class="history-line">
                { router.link(&look_up, if assignment.to.is_none() { "history-id history-id-current" } else { "history-id" }, digits(assignment.conference_id)) }
                <span class="quiet small">
                    { shown(assignment.from) }{ " – " }
                    if let Some(to) = assignment.to { { shown(to) } } else { { t.of(UsersText::Now) } }
                </span>
            </p>
            if let Some(((_, cause), actor)) = ended {
                <p class="quiet small">
                    { t.by(cause, actor, None) }
                    if let Some(reason) = &assignment.reason { { ": " }{ reason } }
                </p>
            }
            <p class="quiet small">{ t.by(assignment.began, &assignment.began_by, assignment.began_with) }</p>
        </li>
    }
}
