//! The dialog that enables many users, a part at a time.

use std::cell::Cell;
use std::rc::Rc;

use shared::{EnableUsersRequest, User, UserSelection};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::text::UsersText;
use crate::api::{Api, ApiError, IdempotencyKey, use_api};
use crate::components::{Dialog, checkbox, mail_outcome, mail_readiness, on_submit, problem_line};
use crate::hooks::use_remote;
use crate::i18n::{Common, use_words};
use crate::lazy::lazy_component;
use crate::router::use_router;

/// How many users are enabled at a time: few enough to see progress and to stop soon.
const PART: u32 = 100;

#[derive(Clone, Properties, PartialEq)]
pub(super) struct BulkEnableProps {
    pub(super) selection: UserSelection,
    /// Whether the organisation sends mails by itself.
    pub(super) automatic_mails: bool,
    /// Called with whether anybody was enabled.
    pub(super) on_close: Callback<bool>,
}

/// How far it is.
#[derive(Clone, PartialEq)]
enum Stage {
    Asking,
    Running,
    Stopped,
    Failed(ApiError),
    Finished,
}

/// How many have been enabled, and how many have not.
#[derive(Clone, Copy, Default, PartialEq)]
struct Progress {
    done: u64,
    remaining: u64,
}

/// What a run tells the dialog.
#[derive(Clone)]
struct Report {
    stop: Rc<Cell<bool>>,
    stage: UseStateSetter<Stage>,
    progress: UseStateSetter<Progress>,
}

lazy_component!(BulkEnable in users);

/// Asks, shows the progress, can be stopped, and goes on after a failure.
#[component]
pub(super) fn BulkEnable(props: &BulkEnableProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let settings = use_remote((), |api, ()| async move { api.settings().await });
    let stage = use_state_eq(|| Stage::Asking);
    let progress = use_state_eq(Progress::default);
    let send_email = use_state_eq(|| props.automatic_mails);
    let stop = use_memo((), |()| Cell::new(false));
    // Whether emails leave may have changed meanwhile.
    let over = matches!(*stage, Stage::Stopped | Stage::Failed(_) | Stage::Finished);
    use_effect_with(over, {
        let look_again = settings.on_reload();
        move |over| {
            if *over {
                look_again.emit(());
            }
        }
    });
    // Without the dialog nobody sees the progress, so nothing may go on.
    use_effect_with((), {
        let stop = stop.clone();
        move |()| move || stop.set(true)
    });

    let onsubmit = {
        let report = Report { stop: stop.clone(), stage: stage.setter(), progress: progress.setter() };
        let request = EnableUsersRequest {
            selection: props.selection.clone(),
            limit: Some(PART),
            send_email: Some(*send_email),
        };
        let done = progress.done;
        on_submit(Callback::from(move |()| {
            report.stop.set(false);
            report.stage.set(Stage::Running);
            spawn_local(run(api.clone(), request.clone(), done, report.clone()));
        }))
    };
    let running = *stage == Stage::Running;
    let on_close = {
        let (on_close, changed) = (props.on_close.clone(), progress.done > 0);
        Callback::from(move |()| on_close.emit(changed))
    };
    let on_stop = Callback::from(move |_: MouseEvent| stop.set(true));
    let total = progress.done + progress.remaining;
    let title = if running { UsersText::BulkRunning } else { UsersText::BulkTitle };
    html! {
        <Dialog id="bulk-enable" title={t.of(title)} on_close={on_close.clone()} busy={running}>
            <form {onsubmit} aria-busy={running.then_some("true")}>
                if let Stage::Failed(error) = &*stage {
                    { problem_line(t, Some(error)) }
                }
                if *stage == Stage::Asking {
                    <p>{ t.of(UsersText::BulkDetail) }</p>
                    { checkbox("send-email", t.of(UsersText::SendMail), None, *send_email, {
                        let send_email = send_email.setter();
                        Callback::from(move |on| send_email.set(on))
                    }) }
                    if let (true, Some(report)) = (*send_email, settings.value()) {
                        { mail_readiness(t, &router, &report.mail_readiness, None) }
                    }
                } else {
                    <progress class="progress" max={total.max(1).to_string()} value={(*stage == Stage::Finished || total > 0).then(|| if total == 0 { 1 } else { progress.done }.to_string())}
                        aria-label={t.of(UsersText::BulkRunning)}></progress>
                    <p role="status">
                        if *stage == Stage::Finished {
                            { t.bulk_done(progress.done) }
                        } else if total == 0 {
                            { t.of(Common::Loading) }
                        } else {
                            { t.bulk_progress(progress.done, total) }
                        }
                        if matches!(*stage, Stage::Stopped | Stage::Failed(_)) {
                            { " " }{ t.of(UsersText::BulkStopped) }
                        }
                    </p>
                    if let (true, Some(report)) = (over && progress.done > 0, settings.value()) {
                        { mail_outcome(t, &report.mail_readiness, *send_email) }
                    }
                }
                <div class="dialog-actions">
                    if running {
                        <button type="button" class="button" onclick={on_stop}>{ t.of(UsersText::BulkStop) }</button>
                    } else {
                        <button type="button" class="button" autofocus=true onclick={on_close.reform(|_: MouseEvent| ())}>
                            { t.of(if *stage == Stage::Asking { Common::Cancel } else { Common::Close }) }
                        </button>
                        if *stage != Stage::Finished {
                            <button type="submit" class="button button-primary">
                                { t.of(if *stage == Stage::Asking { UsersText::Enable } else { UsersText::BulkContinue }) }
                            </button>
                        }
                    }
                </div>
            </form>
        </Dialog>
    }
}

/// Enables part after part until nobody remains, somebody stops it, or a part fails. A part is one transaction.
async fn run(api: Api, request: EnableUsersRequest, mut done: u64, report: Report) {
    while !report.stop.get() {
        let answer = api.enable_users(&request, &IdempotencyKey::new()).await;
        match answer {
            Ok(part) => {
                let enabled: &[User] = &part.enabled;
                done += enabled.len() as u64;
                report.progress.set(Progress { done, remaining: part.remaining });
                // A part that enables nobody cannot help those that remain either.
                if part.remaining == 0 || enabled.is_empty() {
                    report.stage.set(Stage::Finished);
                    return;
                }
            }
            Err(error) => {
                report.stage.set(Stage::Failed(error));
                return;
            }
        }
    }
    report.stage.set(Stage::Stopped);
}
