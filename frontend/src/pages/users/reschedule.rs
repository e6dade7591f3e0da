//! The dialog *Change the time?* of a scheduled job.

use shared::{Job, JobId, Timestamp};
use yew::prelude::*;

use super::when::{When, time_field};
use super::when_text::WhenText;
use crate::api::use_api;
use crate::components::{Dialog, on_submit, problem_line};
use crate::hooks::use_sending;
use crate::i18n::{Common, use_words};
use crate::lazy::lazy_component;

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct RescheduleProps {
    pub(crate) job: JobId,
    /// When it begins now.
    pub(crate) start_at: Timestamp,
    /// Called with the job as it is then.
    pub(crate) on_job: Callback<Job>,
}

// It is here, and not with the jobs, because the choice of a time is.
lazy_component!(Reschedule in users);

/// The buttons that change when a job begins, and the dialog behind one of them.
#[component]
pub(crate) fn Reschedule(props: &RescheduleProps) -> Html {
    let t = use_words();
    let api = use_api();
    let is_open = use_state_eq(|| false);
    let when = use_state_eq(|| When::at(props.start_at));
    let sending = use_sending();
    let send = {
        let (api, sending, job) = (api.clone(), sending.clone(), props.job);
        let (is_open, on_job) = (is_open.setter(), props.on_job.clone());
        Callback::from(move |start_at: Option<Timestamp>| {
            let (is_open, on_job) = (is_open.clone(), on_job.clone());
            sending.send(api.reschedule_job(job, start_at), move |job| {
                is_open.set(false);
                on_job.emit(job);
            });
        })
    };
    let onsubmit = {
        let (send, when) = (send.clone(), when.clone());
        on_submit(Callback::from(move |()| {
            // Without a time the job would begin at once.
            if let Some(moment) = when.moment() {
                send.emit(Some(moment));
            }
        }))
    };
    let open = {
        let (is_open, when, start_at) = (is_open.setter(), when.setter(), props.start_at);
        Callback::from(move |_: MouseEvent| {
            when.set(When::at(start_at));
            is_open.set(true);
        })
    };
    let close = {
        let is_open = is_open.setter();
        Callback::from(move |()| is_open.set(false))
    };
    let start_now = send.reform(|_: MouseEvent| None);
    html! { <>
        <button type="button" class="button" onclick={open}>{ t.of(WhenText::Reschedule) }</button>
        <button type="button" class="button" aria-disabled={sending.aria()} onclick={start_now}>{ t.of(WhenText::StartNow) }</button>
        if !*is_open { { problem_line(t, sending.error()) } }
        if *is_open {
            <Dialog id="reschedule-job" title={t.of(WhenText::RescheduleTitle)} on_close={close.clone()} busy={sending.is_busy()}>
                <form {onsubmit} aria-busy={sending.aria()}>
                    { problem_line(t, sending.error()) }
                    { time_field(t, &when, api.now(), sending.of_field("startAt")) }
                    <div class="dialog-actions">
                        <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={close.reform(|_: MouseEvent| ())}>{ t.of(Common::Cancel) }</button>
                        <button type="submit" class="button button-primary" aria-disabled={sending.aria()}>{ t.of(Common::Save) }</button>
                    </div>
                </form>
            </Dialog>
        }
    </> }
}
