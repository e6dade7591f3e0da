//! The help: how things work, how meetings are updated, and the accessibility statement. It has no state.

mod text;

use text::HelpText;
use yew::prelude::*;

use crate::hooks::shortcuts::{ShortcutText, places};
use crate::i18n::{Words, use_words};
use crate::route::{HelpTopic, Route};
use crate::router::{Router, href, use_router};
use crate::shell::ShellText;

#[derive(Properties, PartialEq)]
pub(crate) struct HelpPageProps {
    /// What the page is about.
    pub(crate) topic: HelpTopic,
}

/// One topic of the help, beside the list of all.
#[component]
pub(crate) fn HelpPage(props: &HelpPageProps) -> Html {
    let t = use_words();
    let router = use_router();
    let topics = [
        (HelpTopic::Overview, HelpText::Overview),
        (HelpTopic::UpdateMeetings, HelpText::UpdateMeetings),
        (HelpTopic::Accessibility, HelpText::Accessibility),
    ];
    let title = topics.iter().find(|topic| topic.0 == props.topic).map(|topic| t.of(topic.1));
    let entries = topics.map(|(topic, text)| {
        let route = Route::Help(topic);
        let current = (topic == props.topic).then_some("page");
        html! {
            <li><a href={href(&route)} aria-current={current} onclick={router.follow(&route)}>{ t.of(text) }</a></li>
        }
    });
    html! {
        <div class="help">
            <nav aria-label={t.of(HelpText::Topics)}><ul>{ for entries }</ul></nav>
            <article class="prose">
                <h1>{ title }</h1>
                { match props.topic {
                    HelpTopic::Overview => overview(t),
                    HelpTopic::UpdateMeetings => update_meetings(t, &router),
                    HelpTopic::Accessibility => accessibility(t),
                } }
            </article>
        </div>
    }
}

fn overview(t: Words) -> Html {
    let key = |key: &str| html! { <kbd>{ key }</kbd> };
    let row = |keys: Html, text: ShortcutText| {
        html! { <div class="shortcut"><dt>{ keys }</dt><dd>{ t.of(text) }</dd></div> }
    };
    html! { <>
        <h2>{ t.of(HelpText::ResetTitle) }</h2>
        <ol>{ items(t, &[HelpText::Reset1, HelpText::Reset2, HelpText::Reset3, HelpText::Reset4]) }</ol>
        <h2>{ t.of(HelpText::MoreTitle) }</h2>
        <ul>
            { items(t, &[
                HelpText::MoreSend,
                HelpText::MoreDigits,
                HelpText::MoreShown,
                HelpText::MoreOld,
                HelpText::MoreDisable,
                HelpText::MoreWhere,
                HelpText::MoreStatic,
                HelpText::MoreNumbers,
                HelpText::MorePlanned,
                HelpText::MoreWhose,
                HelpText::MoreCommand,
            ]) }
        </ul>
        <h2>{ t.of(HelpText::KeysTitle) }</h2>
        <p>{ t.of(HelpText::KeysLead) }</p>
        <dl class="shortcuts">
            { row(key("/"), ShortcutText::Search) }
            { row(key("?"), ShortcutText::Help) }
            { row(key("Esc"), ShortcutText::ClosePane) }
            { for places().into_iter().map(|(last, text, _)| {
                row(html! { <>{ key("g") }{ " " }{ t.of(ShellText::Then) }{ " " }{ key(last) }</> }, text)
            }) }
        </dl>
    </> }
}

fn update_meetings(t: Words, router: &Router) -> Html {
    html! { <>
        <p>{ t.of(HelpText::MeetingsLead) }</p>
        <h2>{ t.of(HelpText::MeetingsTool) }</h2>
        <p>{ t.of(HelpText::MeetingsToolDetail) }</p>
        <p>{ router.link(&Route::UpdateMeetings, "button", html! { t.of(HelpText::MeetingsOpen) }) }</p>
        <h2>{ t.of(HelpText::MeetingsCalendar) }</h2>
        <p>{ t.of(HelpText::MeetingsCalendarDetail) }</p>
        <p>{ t.of(HelpText::MeetingsCalendarThen) }</p>
        <p>{ t.of(HelpText::MeetingsCalendarTold) }</p>
        <p>{ router.link(&Route::Organizer, "button", html! { t.of(HelpText::MeetingsConferenceOpen) }) }</p>
        <h2>{ t.of(HelpText::MeetingsHow) }</h2>
        <ol>
            { items(t, &[HelpText::Meetings1, HelpText::Meetings2, HelpText::Meetings3, HelpText::Meetings4]) }
        </ol>
        <p>{ t.of(HelpText::MeetingsCheck) }</p>
        <p>{ t.of(HelpText::MeetingsWait) }</p>
    </> }
}

fn accessibility(t: Words) -> Html {
    html! { <>
        <p>{ t.of(HelpText::StatementLead) }</p>
        <h2>{ t.of(HelpText::StatementState) }</h2>
        <p>{ t.of(HelpText::StatementStateDetail) }</p>
        <h2>{ t.of(HelpText::StatementHow) }</h2>
        <ul>
            { items(t, &[
                HelpText::StatementKeyboard,
                HelpText::StatementReader,
                HelpText::StatementSight,
                HelpText::StatementMotion,
            ]) }
        </ul>
        <h2>{ t.of(HelpText::StatementTest) }</h2>
        <p>{ t.of(HelpText::StatementTestDetail) }</p>
        <h2>{ t.of(HelpText::StatementContact) }</h2>
        <p>{ t.of(HelpText::StatementContactDetail) }</p>
    </> }
}

fn items(t: Words, texts: &[HelpText]) -> Html {
    texts.iter().map(|text| html! { <li>{ t.of(*text) }</li> }).collect()
}
