//! The editor of one text, with its preview.

use gloo_timers::callback::Timeout;
use shared::{
    LanguageTag, MailEvent, MailTemplateReport, MailTemplateText, MailVariable, MailVariableKind,
    PreviewMailTemplateRequest,
};
use yew::prelude::*;

use super::preview::Preview;
use super::text::MailTextsText;
use crate::api::use_api;
use crate::browser;
use crate::components::{
    Dialog, Field, Icon, Notice, Skeleton, TestEmailForm, error_panel, field, icon, on_input, on_submit,
    problem_line, use_notices,
};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, Words, use_words};
use crate::pages::settings::leave_dialog;
use crate::route::Route;
use crate::router::{href, use_leave_guard, use_router};

/// How long nobody has typed before the preview is asked for.
const PAUSE_MILLISECONDS: u32 = 350;

#[derive(Properties, PartialEq)]
pub(super) struct EditorProps {
    pub(super) event: MailEvent,
    pub(super) language: LanguageTag,
    /// Called when the saved text is another one.
    pub(super) on_changed: Callback<()>,
}

/// One text: its subject, its words, what it can name, and how it looks.
#[component]
pub(super) fn Editor(props: &EditorProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let notices = use_notices();
    let (event, language) = (props.event, props.language.clone());
    let report = use_remote((event, language.clone()), |api, (event, language)| async move {
        api.mail_template(event, &language).await
    });
    let typed = use_state_eq(|| None::<MailTemplateText>);
    // What the preview shows: what was typed, once there is a pause.
    let settled = use_state_eq(|| None::<MailTemplateText>);
    let asked = use_state_eq(|| false);
    let leaving = use_state_eq(|| None::<Route>);
    let sending = use_sending();
    let preview =
        use_remote((event, language.clone(), (*settled).clone()), |api, (event, language, text)| {
            let request = PreviewMailTemplateRequest { event, language, text, user: None };
            async move { api.preview_mail_template(&request).await }
        });
    let last = use_mut_ref(|| None);
    if let Some(content) = preview.value() {
        last.replace(Some((**content).clone()));
    }
    use_effect_with((*typed).clone(), {
        let settled = settled.setter();
        move |typed| {
            let typed = typed.clone();
            let timeout = Timeout::new(PAUSE_MILLISECONDS, move || settled.set(typed));
            move || drop(timeout)
        }
    });
    use_effect_with((), |()| browser::focus("mail-text-title"));
    let dirty = typed.is_some();
    use_leave_guard(dirty, {
        let leaving = leaving.setter();
        Callback::from(move |to| leaving.set(Some(to)))
    });

    let close = Route::MailTexts { language: Some(language.clone()), open: None };
    let head = html! {
        <div class="side-head">
            <h2 id="mail-text-title" tabindex="-1">{ t.of(Common::from(event)) }{ " · " }{ t.tag_name(&language) }</h2>
            <a class="button button-quiet button-icon" href={href(&close)} aria-label={t.of(Common::Close)} title={t.of(Common::Close)}
                onclick={router.follow(&close)}>{ icon(Icon::Close) }</a>
        </div>
    };
    let frame = |content: Html| {
        html! { <section class="card stack mail-text" aria-labelledby="mail-text-title">{ head }{ content }</section> }
    };
    let Some(saved) = report.value().cloned() else {
        return frame(match report.error() {
            Some(error) => error_panel(t, error, &report.on_reload()),
            None => html! { <Skeleton lines={8} /> },
        });
    };
    let empty = MailTemplateText { subject: String::new(), body: String::new() };
    let begun = saved.text.clone().unwrap_or(empty);
    let text = (*typed).clone().unwrap_or_else(|| begun.clone());
    let change = {
        let (typed, begun) = (typed.setter(), begun.clone());
        move |text: MailTemplateText| typed.set((text != begun).then_some(text))
    };
    let on_subject = {
        let (change, text) = (change.clone(), text.clone());
        on_input(Callback::from(move |subject| change(MailTemplateText { subject, ..text.clone() })))
    };
    let on_body = {
        let (change, text) = (change.clone(), text.clone());
        on_input(Callback::from(move |body| change(MailTemplateText { body, ..text.clone() })))
    };
    let done = {
        let (typed, settled) = (typed.setter(), settled.setter());
        let (changer, on_changed, asked) = (report.changer(), props.on_changed.clone(), asked.setter());
        move |report: MailTemplateReport, told: &'static str| {
            typed.set(None);
            settled.set(report.text.clone());
            asked.set(false);
            changer(Box::new(move |_: &MailTemplateReport| report));
            notices.show(Notice::new(told));
            on_changed.emit(());
        }
    };
    let onsubmit = {
        let (api, sending, text, done) = (api.clone(), sending.clone(), text.clone(), done.clone());
        let (language, version) = (language.clone(), saved.version);
        on_submit(Callback::from(move |()| {
            let done = done.clone();
            sending.send(api.set_mail_template(event, &language, version, &text), move |report| {
                done(report, t.of(MailTextsText::Saved));
            });
        }))
    };
    let has_built_in = saved.built_in.is_some();
    let on_back = {
        let (sending, language, version) = (sending.clone(), language.clone(), saved.version);
        Callback::from(move |()| {
            let done = done.clone();
            let told = if has_built_in { MailTextsText::WentBack } else { MailTextsText::Removed };
            sending.send(api.reset_mail_template(event, &language, version), move |report| {
                done(report, t.of(told));
            });
        })
    };
    let fault = |name: &str| {
        let told = |error: &crate::api::ApiError| error.of_field(name).map(str::to_owned);
        preview.error().and_then(told).or_else(|| sending.error().and_then(told))
    };
    let (subject_fault, body_fault) = (fault("subject"), fault("body"));
    let discard = {
        let (typed, sending) = (typed.setter(), sending.clone());
        Callback::from(move |_: MouseEvent| {
            typed.set(None);
            sending.forget();
        })
    };
    let request = PreviewMailTemplateRequest {
        event,
        language: language.clone(),
        text: Some(text.clone()),
        user: None,
    };
    let ask = |value: bool| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(value))
    };
    let lang = language.to_string();
    let back = if has_built_in { MailTextsText::Back } else { MailTextsText::Remove };
    frame(html! { <div class="mail-text-columns">
        <form class="stack" id="mail-text" {onsubmit} novalidate=true aria-busy={sending.aria()}>
            { field(Field { id: "mail-subject", label: t.of(MailTextsText::Subject), hint: None, error: subject_fault.as_deref() },
                |aria_describedby, aria_invalid| html! {
                    <input id="mail-subject" lang={lang.clone()} maxlength="200" autocomplete="off" value={text.subject.clone()} oninput={on_subject}
                        {aria_describedby} {aria_invalid} />
                }) }
            { field(Field { id: "mail-body", label: t.of(MailTextsText::Body), hint: Some(t.of(MailTextsText::BodyHint)), error: body_fault.as_deref() },
                |aria_describedby, aria_invalid| html! {
                    <textarea id="mail-body" class="mail-body" lang={lang.clone()} rows="18" maxlength="20000" value={text.body.clone()} oninput={on_body}
                        {aria_describedby} {aria_invalid} />
                }) }
            { variables(t, &saved) }
            if sending.is_stale() {
                <div class="banner banner-warning" role="alert">
                    { icon(Icon::Alert) }
                    <p><strong>{ t.of(MailTextsText::Stale) }</strong>{ " " }{ t.of(MailTextsText::StaleDetail) }</p>
                    <button type="button" class="button" onclick={report.on_reload().reform(|_: MouseEvent| ())}>{ t.of(MailTextsText::ReadLatest) }</button>
                </div>
            } else {
                { problem_line(t, sending.error()) }
            }
            <div class="actions">
                <button type="submit" class="button button-primary" disabled={!dirty} aria-disabled={sending.aria()}>{ t.of(MailTextsText::Save) }</button>
                if dirty {
                    <button type="button" class="button" onclick={discard}>{ t.of(MailTextsText::Discard) }</button>
                }
                if saved.edited {
                    <button type="button" class="button" onclick={ask(true).reform(|_: MouseEvent| ())}>{ t.of(back) }</button>
                }
            </div>
            <p role="status" class="quiet small">{ if dirty { t.of(MailTextsText::Unsaved) } else { "" } }</p>
        </form>
        <div class="stack">
        <Preview content={last.borrow().clone()} request={request.clone()} old={preview.is_pending() || *settled != *typed} />
        <TestEmailForm template={request} />
        </div>
        if *asked {
            { back_dialog(t, has_built_in, (&ask(false), &on_back), sending.is_busy()) }
        }
        if let Some(to) = &*leaving {
            { leave_dialog(t, t.of(MailTextsText::LeaveDetail), to, &router, &leaving.setter()) }
        }
    </div> })
}

/// What the text can name, by its meaning.
fn variables(t: Words, report: &MailTemplateReport) -> Html {
    let written = |variable: &MailVariable| match variable.kind() {
        MailVariableKind::Text | MailVariableKind::Block => format!("{{{{{}}}}}", variable.name()),
        MailVariableKind::Link => format!("[…]({{{{{}}}}})", variable.name()),
        MailVariableKind::Condition => format!("{{{{if {}}}}}", variable.name()),
    };
    let required: Vec<String> = report.required.iter().map(written).collect();
    html! {
        <details>
            <summary>{ t.of(MailTextsText::Variables) }</summary>
            <p class="quiet small">{ t.of(MailTextsText::VariablesHint) }</p>
            if !required.is_empty() { <p class="small">{ t.required(&required) }</p> }
            <dl class="facts">
                { for report.variables.iter().map(|variable| html! {
                    <div class="fact"><dt><code>{ written(variable) }</code></dt><dd>{ variable.meaning(t.language) }</dd></div>
                }) }
            </dl>
        </details>
    }
}

fn back_dialog(
    t: Words,
    has_built_in: bool,
    (on_close, on_back): (&Callback<()>, &Callback<()>),
    busy: bool,
) -> Html {
    let (title, detail, yes) = if has_built_in {
        (MailTextsText::BackTitle, MailTextsText::BackDetail, MailTextsText::Back)
    } else {
        (MailTextsText::RemoveTitle, MailTextsText::RemoveDetail, MailTextsText::Remove)
    };
    html! {
        <Dialog id="mail-text-back" title={t.of(title)} on_close={on_close.clone()} {busy}>
            <p>{ t.of(detail) }</p>
            <div class="dialog-actions">
                <button type="button" class="button" autofocus=true onclick={on_close.reform(|_: MouseEvent| ())}>{ t.of(Common::Cancel) }</button>
                <button type="button" class="button button-danger" onclick={on_back.reform(|_: MouseEvent| ())}>{ t.of(yes) }</button>
            </div>
        </Dialog>
    }
}
