//! The dialog that starts enabling many users.

use shared::{EnableUsersRequest, UserSelection};
use yew::prelude::*;

use super::text::UsersText;
use crate::api::{IdempotencyKey, use_api};
use crate::components::{Dialog, checkbox, mail_readiness, on_submit, problem_line};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, use_words};
use crate::lazy::lazy_component;
use crate::route::Route;
use crate::router::use_router;

#[derive(Clone, Properties, PartialEq)]
pub(super) struct BulkEnableProps {
    pub(super) selection: UserSelection,
    /// Whether the organisation sends mails by itself.
    pub(super) automatic_mails: bool,
    pub(super) on_close: Callback<()>,
}

lazy_component!(BulkEnable in users);

/// Asks, starts the job, and leads to it: there one sees how far it has come, also after a reload.
#[component]
pub(super) fn BulkEnable(props: &BulkEnableProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let settings = use_remote((), |api, ()| async move { api.settings().await });
    let sending = use_sending();
    let send_email = use_state_eq(|| props.automatic_mails);
    let request = EnableUsersRequest { selection: props.selection.clone(), send_email: Some(*send_email) };
    // The same for every attempt at the same: what was started without an answer is not started twice.
    let key = use_memo(request.clone(), |_| IdempotencyKey::new());
    let onsubmit = {
        let (sending, router) = (sending.clone(), router.clone());
        on_submit(Callback::from(move |()| {
            let (api, router, request, key) = (api.clone(), router.clone(), request.clone(), key.clone());
            let answer = async move { api.enable_users(&request, &key).await };
            sending.send(answer, move |job| router.go(Route::Jobs { open: Some(job.id) }));
        }))
    };
    let on_cancel = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <Dialog id="bulk-enable" title={t.of(UsersText::BulkTitle)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                <p>{ t.of(UsersText::BulkDetail) }</p>
                { checkbox("send-email", t.of(UsersText::SendMail), None, *send_email, {
                    let send_email = send_email.setter();
                    Callback::from(move |on| send_email.set(on))
                }) }
                if let (true, Some(report)) = (*send_email, settings.value()) {
                    { mail_readiness(t, &router, &report.mail_readiness, None) }
                }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true onclick={on_cancel}>{ t.of(Common::Cancel) }</button>
                    <button type="submit" class="button button-primary">{ t.of(UsersText::Enable) }</button>
                </div>
            </form>
        </Dialog>
    }
}
