//! What is scheduled for a user.

use shared::{Job, UserId};
use yew::prelude::*;

use super::when_text::WhenText;
use crate::components::{Icon, icon};
use crate::hooks::{use_remote, use_window_event};
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::router::{Router, use_router};
use crate::tabs::LOOK_AGAIN;

#[derive(Properties, PartialEq)]
pub(super) struct ScheduledProps {
    pub(super) user: UserId,
    /// Counts what may have changed it: it is read again.
    pub(super) changes: u64,
}

/// A line for each scheduled job that will do something to the user, with the way to change it; nothing when there is
/// none.
#[component]
pub(super) fn Scheduled(props: &ScheduledProps) -> Html {
    let t = use_words();
    let router = use_router();
    let jobs =
        use_remote(
            (props.user, props.changes),
            |api, (user, _)| async move { api.scheduled_jobs(user).await },
        );
    use_window_event(LOOK_AGAIN, jobs.on_look_again());
    let lines = jobs.value().into_iter().flat_map(|jobs| jobs.iter()).map(|job| line(t, job, &router));
    html! { <div role="status" class="stack-tight">{ for lines }</div> }
}

fn line(t: Words, job: &Job, router: &Router) -> Html {
    let Some(moment) = job.continues_at.or(job.start_at) else { return html! {} };
    html! {
        <div class="banner" data-scheduled={job.id.to_string()}>
            { icon(Icon::Calendar) }
            <div class="small">
                <p>{ t.scheduled_for_user(job, &t.moment(moment)) }</p>
                if job.continues_at.is_some() { <p class="quiet">{ t.of(WhenText::MeetingWait) }</p> }
                if let Some(reason) = &job.reason { <p class="quiet"><bdi>{ reason }</bdi></p> }
                <p>{ router.link(&Route::Jobs { open: Some(job.id) }, "", html! { t.of(WhenText::Change) }) }</p>
            </div>
        </div>
    }
}
