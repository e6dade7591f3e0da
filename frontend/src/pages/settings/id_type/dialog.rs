//! The dialog that switches the organisation, with what it would do.

use shared::{ConferenceIdType, MailEvent, Settings, SwitchOrganisationTypeRequest};
use yew::prelude::*;

use super::text::{TypeText, lines};
use crate::api::{IdempotencyKey, use_api};
use crate::components::{Dialog, Skeleton, checkbox, error_panel, mail_stays, on_submit, problem_line};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, use_words};
use crate::route::Route;
use crate::router::use_router;

#[derive(Properties, PartialEq)]
pub(super) struct SwitchOrganisationProps {
    /// What the organisation is to have.
    pub(super) to: ConferenceIdType,
    pub(super) settings: Settings,
    pub(super) on_close: Callback<()>,
    /// Called to read the settings again, when somebody else was first.
    pub(super) on_reload: Callback<()>,
}

/// Says what the switch would do, starts it, and leads to the job.
#[component]
pub(super) fn SwitchOrganisation(props: &SwitchOrganisationProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let leaves = api.mail_leaves();
    let (to, version) = (props.to, props.settings.version);
    let send_email = use_state_eq(|| props.settings.sends_automatically(MailEvent::ConferenceIdTypeChanged));
    let sending = use_sending();
    let preview = use_remote((to, version), |api, (to, _)| async move { api.preview_type(to).await });
    let key = use_memo((to, version, *send_email), |_| IdempotencyKey::new());
    let onsubmit = {
        let (sending, send_email, on_reload) = (sending.clone(), *send_email, props.on_reload.clone());
        on_submit(Callback::from(move |()| {
            let request = SwitchOrganisationTypeRequest { kind: to, send_email: Some(send_email) };
            let (api, key, on_reload) = (api.clone(), key.clone(), on_reload.clone());
            let router = router.clone();
            let answer = async move {
                let answer = api.switch_type(version, request, &key).await;
                if answer.as_ref().is_err_and(crate::api::ApiError::is_stale) {
                    on_reload.emit(());
                }
                answer
            };
            sending.send(answer, move |job| router.go(Route::Jobs { open: Some(job.id) }));
        }))
    };
    let is_switch = to != props.settings.conference_id_type;
    let title = match (is_switch, to) {
        (false, _) => TypeText::TitleAlign,
        (true, ConferenceIdType::Static) => TypeText::TitleStatic,
        (true, ConferenceIdType::Dynamic) => TypeText::TitleDynamic,
    };
    let users = preview.value().map(|preview| preview.users);
    let happens = match (preview.value(), preview.error()) {
        (_, Some(error)) => error_panel(t, error, &preview.on_reload()),
        (None, None) => html! { <Skeleton lines={4} /> },
        (Some(preview), None) => html! {
            <ul class="consequences">
                if is_switch { <li>{ t.of(TypeText::NewOnes) }</li> }
                if preview.users == 0 { <li>{ t.of(TypeText::Nobody) }</li> }
                { for lines(t, preview, *send_email).into_iter().map(|line| html! { <li>{ line }</li> }) }
            </ul>
        },
    };
    let is_pointless = !is_switch && users == Some(0);
    html! {
        <Dialog id="switch-organisation" title={t.of(title)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                if sending.is_stale() {
                    <p class="banner banner-warning" role="alert">{ t.of(TypeText::Stale) }</p>
                } else {
                    { problem_line(t, sending.error()) }
                }
                <div aria-live="polite" id="id-type-preview">{ happens }</div>
                if users.is_some_and(|users| users > 0) {
                    <p class="quiet">{ t.of(TypeText::Follow) }</p>
                    { checkbox("send-email", t.of(TypeText::SendMail), None, *send_email, {
                        let send_email = send_email.setter();
                        Callback::from(move |on| send_email.set(on))
                    }) }
                    { mail_stays(t, *send_email, leaves) }
                }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-primary" disabled={users.is_none() || is_pointless} aria-disabled={sending.aria()}>
                        { t.of(if is_switch { TypeText::Switch } else { TypeText::Start }) }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
