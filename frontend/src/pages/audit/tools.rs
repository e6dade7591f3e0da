//! What the log is searched and filtered by, and the way to it as a file.

use js_sys::Date;
use shared::{AuditAction, AuditFilter, Timestamp};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::text::AuditText;
use crate::api::{audit_csv, use_api};
use crate::audit_view::AuditView;
use crate::browser;
use crate::components::{Icon, icon, input_value, on_submit, problem_line};
use crate::hooks::use_sending;
use crate::i18n::use_words;
use crate::query::{from_word, word};
use crate::route::Route;
use crate::router::use_router;

/// What is asked of the server. Where nothing is looked for, what jobs did to users is folded into their own lines.
pub(super) fn filter(view: &AuditView) -> AuditFilter {
    let q = view.q.trim();
    AuditFilter {
        user: view.user,
        action: view.action,
        job: view.job,
        from: midnight(&view.from, 0),
        before: midnight(&view.to, 1),
        q: (!q.is_empty()).then(|| q.to_owned()),
        folded: view.user.is_none() && view.action.is_none() && view.job.is_none() && q.is_empty(),
    }
}

/// The first moment of a day as the reader's clock has it, or of one that is so many days later.
fn midnight(day: &str, later: i32) -> Option<Timestamp> {
    let mut parts = day.split('-').map(|part| part.parse::<u32>().ok());
    let (Some(Some(year)), Some(Some(month)), Some(Some(day))) = (parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let day = i32::try_from(day).ok()? + later;
    let moment = Date::new_with_year_month_day(year, i32::try_from(month).ok()? - 1, day).get_time();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "days after 1970 are positive"
    )]
    (moment > 0.0).then(|| Timestamp::from_milliseconds(moment as u64))
}

#[derive(Properties, PartialEq)]
pub(super) struct ToolsProps {
    pub(super) view: AuditView,
}

/// The fields above the list. Dates and actions count at once, words when they are sent.
#[component]
pub(super) fn Tools(props: &ToolsProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let downloading = use_sending();
    let (q, from, to) = (use_node_ref(), use_node_ref(), use_node_ref());
    let view = &props.view;
    let go = {
        let (view, router) = (view.clone(), router.clone());
        let (q, from, to) = (q.clone(), from.clone(), to.clone());
        Callback::from(move |action: Option<AuditAction>| {
            router.go(Route::Audit(AuditView {
                action,
                q: input_value(&q),
                from: input_value(&from),
                to: input_value(&to),
                behind: None,
                ..view.clone()
            }));
        })
    };
    let action = view.action;
    let on_action =
        go.reform(|event: Event| from_word(&event.target_unchecked_into::<HtmlSelectElement>().value()));
    let on_date = go.reform(move |_: Event| action);
    let onsubmit = on_submit(go.reform(move |()| action));
    let found = filter(view);
    let on_download = {
        let (api, found, downloading) = (api.clone(), found.clone(), downloading.clone());
        Callback::from(move |event: MouseEvent| {
            // In the demo there is no server that a link could fetch the file from.
            if !cfg!(feature = "demo") {
                return;
            }
            event.prevent_default();
            downloading.send(api.audit_file(&found, t.language), |file| {
                browser::save("audit.csv", "text/csv", &file);
            });
        })
    };
    // What is typed belongs to its address: with another address there are other fields.
    html! { <>
        <form class="audit-tools" role="search" {onsubmit} key={view.address()}>
            <div class="field">
                <label for="audit-search">{ t.of(AuditText::Search) }</label>
                <input id="audit-search" ref={q} type="search" maxlength="200" autocomplete="off" placeholder={t.of(AuditText::SearchHint)} ~defaultValue={view.q.clone()} />
            </div>
            <div class="field">
                <label for="audit-from">{ t.of(AuditText::From) }</label>
                <input id="audit-from" ref={from} type="date" ~defaultValue={view.from.clone()} onchange={on_date.clone()} />
            </div>
            <div class="field">
                <label for="audit-to">{ t.of(AuditText::To) }</label>
                <input id="audit-to" ref={to} type="date" ~defaultValue={view.to.clone()} onchange={on_date} />
            </div>
            <div class="field">
                <label for="audit-action">{ t.of(AuditText::Filter) }</label>
                <select id="audit-action" onchange={on_action}>
                    <option value="" selected={action.is_none()}>{ t.of(AuditText::AllActions) }</option>
                    { for AuditAction::ALL.iter().map(|offered| html! {
                        <option value={word(offered)} selected={action == Some(*offered)}>{ offered.words(t.language) }</option>
                    }) }
                </select>
            </div>
            <button type="submit" class="button">{ icon(Icon::Search) }{ t.of(AuditText::Search) }</button>
            <a class="button" href={audit_csv(&found, t.language)} download="audit.csv" onclick={on_download}>
                { icon(Icon::Download) }{ t.of(AuditText::Download) }
            </a>
        </form>
        { problem_line(t, downloading.error()) }
    </> }
}
