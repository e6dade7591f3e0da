//! The first-run guide: three things, and Konfid is ready.

use std::rc::Rc;

use shared::{AuditAction, AuditFilter, ServiceNumberRequest, SettingsReport, UpdateSettingsRequest};
use yew::prelude::*;

use super::text::UsersText;
use crate::api::{BridgeChange, IdempotencyKey, use_api};
use crate::app::SESSION_CHANGED;
use crate::browser;
use crate::components::{
    Field, Icon, Notice, TestEmailForm, field, icon, input_value, on_submit, problem_line, use_notices,
};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, Words, use_words};
use crate::lazy::lazy_component;
use crate::route::Route;
use crate::router::use_router;

/// What is kept in the browser about the guide.
const KEPT: &str = "konfid.guide";

#[derive(Clone, Properties, PartialEq)]
pub(super) struct GuideProps {
    pub(super) report: Rc<SettingsReport>,
    /// Whether there are any users.
    pub(super) has_users: bool,
    /// Called when the settings have changed.
    pub(super) on_settings: Callback<()>,
}

/// Whether anything is left to do, and nobody has hidden the guide.
pub(super) fn is_needed(report: &SettingsReport, has_users: bool) -> bool {
    let done = !report.settings.organisation_name.is_empty() && !report.service_numbers.is_empty();
    !(done && has_users) && browser::kept(KEPT).is_none()
}

lazy_component!(Guide in users);

/// The guide; it is shown until everything is done or somebody hides it.
#[component]
pub(super) fn Guide(props: &GuideProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let notices = use_notices();
    let hidden = use_state_eq(|| browser::kept(KEPT).is_some());
    let sending = use_sending();
    let registering = use_sending();
    let key = use_memo((), |()| IdempotencyKey::new());
    let (name, number, country) = (use_node_ref(), use_node_ref(), use_node_ref());
    let settings = &props.report.settings;
    let named = !settings.organisation_name.is_empty();
    let numbered = !props.report.service_numbers.is_empty();
    // Nothing keeps that a test went well but the audit log.
    let tests = use_remote((), |api, ()| async move {
        let action = Some(AuditAction::TestEmailSent);
        api.audit(&AuditFilter { action, ..AuditFilter::default() }, None).await
    });
    let tested = tests.value().is_some_and(|page| !page.items.is_empty());
    let on_accepted = {
        let (notices, reload) = (notices.clone(), tests.on_reload());
        Callback::from(move |praise: String| {
            notices.show(Notice::new(praise));
            reload.emit(());
        })
    };

    let save = {
        let (version, on_settings, sending) = (settings.version, props.on_settings.clone(), sending.clone());
        let api = api.clone();
        Callback::from(move |request: UpdateSettingsRequest| {
            let answer = api.update_settings(version, &request);
            // Also after a failure: somebody else may have been first, and the next attempt needs their version.
            let after = on_settings.reform(|()| browser::announce(SESSION_CHANGED));
            sending.command(async move { answer.await.map(|_| ()) }, after);
        })
    };
    let on_name = {
        let (save, name) = (save.clone(), name.clone());
        on_submit(Callback::from(move |()| {
            let organisation_name = Some(input_value(&name).trim().to_owned());
            save.emit(UpdateSettingsRequest { organisation_name, ..UpdateSettingsRequest::default() });
        }))
    };
    let on_number = {
        let (number, country, sending) = (number.clone(), country.clone(), registering.clone());
        let on_settings = props.on_settings.clone();
        on_submit(Callback::from(move |()| {
            let request = ServiceNumberRequest {
                number: Some(input_value(&number)),
                country_code: Some(input_value(&country)).filter(|code| !code.trim().is_empty()),
                ..ServiceNumberRequest::default()
            };
            let answer = api.change_bridge(None, &BridgeChange::Register(request), &key);
            // Also after a failure: somebody else may have been first.
            sending.command(async move { answer.await.map(|_| ()) }, on_settings.clone());
        }))
    };
    if *hidden || (named && numbered && props.has_users) {
        return html! {};
    }
    let on_hide = {
        let hidden = hidden.setter();
        Callback::from(move |_: MouseEvent| {
            browser::keep(KEPT, "hidden");
            hidden.set(true);
        })
    };
    html! {
        <section class="card guide" aria-labelledby="guide-title">
            <div class="guide-head">
                <div>
                    <h2 id="guide-title">{ t.of(UsersText::GuideTitle) }</h2>
                    <p class="quiet">{ t.of(UsersText::GuideDetail) }</p>
                </div>
                <button type="button" class="button button-quiet" onclick={on_hide}>{ t.of(UsersText::GuideDismiss) }</button>
            </div>
            { problem_line(t, sending.error()) }
            { problem_line(t, registering.error()) }
            <ol class="steps">
                { step(t, UsersText::GuideOrganisation, named, html! {
                    <form class="step-form" onsubmit={on_name}>
                        { field(Field { id: "guide-name", label: t.of(UsersText::GuideOrganisation), hint: Some(t.of(UsersText::GuideOrganisationHint)), error: None },
                            |aria_describedby, _| html! {
                                <input id="guide-name" ref={name} required=true maxlength="120" autocomplete="organization" aria-describedby={aria_describedby} />
                            }) }
                        <button type="submit" class="button">{ t.of(Common::Save) }</button>
                    </form>
                }) }
                { step(t, UsersText::GuideNumber, numbered, html! {
                    <form class="step-form" onsubmit={on_number}>
                        { field(Field { id: "guide-number", label: t.of(UsersText::GuideNumber), hint: Some(t.of(UsersText::GuideNumberHint)), error: registering.of_field("number") },
                            |aria_describedby, aria_invalid| html! {
                                <input id="guide-number" ref={number} type="tel" required=true autocomplete="off"
                                    aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                            }) }
                        { field(Field { id: "guide-country", label: t.of(UsersText::GuideCountry), ..Field::default() }, |_, _| html! {
                            <input id="guide-country" ref={country} required=true maxlength="2" minlength="2" pattern="[A-Za-z]{2}" ~defaultValue="SE" autocomplete="off" />
                        }) }
                        <button type="submit" class="button">{ t.of(Common::Save) }</button>
                    </form>
                }) }
                { step(t, UsersText::GuideTest, tested, html! { <TestEmailForm {on_accepted} /> }) }
                { step(t, UsersText::GuideUsers, props.has_users, html! {
                    <div class="step-form">
                        <p class="quiet">{ t.of(UsersText::GuideUsersHint) }</p>
                        { router.link(&Route::Import { import: None }, "button", html! { <>{ icon(Icon::Upload) }{ t.of(UsersText::GuideUsers) }</> }) }
                    </div>
                }) }
            </ol>
        </section>
    }
}

/// One step: its name when it is done, and what to do otherwise.
fn step(t: Words, text: UsersText, done: bool, what: Html) -> Html {
    html! {
        <li class={if done { "step step-done" } else { "step" }}>
            <span class="step-mark">{ if done { icon(Icon::Check) } else { html! {} } }</span>
            if done {
                <p class="quiet">{ t.of(text) }<span class="visually-hidden">{ ": " }{ t.of(UsersText::Done) }</span></p>
            } else {
                { what }
            }
        </li>
    }
}
