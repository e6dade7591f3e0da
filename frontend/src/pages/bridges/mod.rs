//! The bridges: their service numbers, and how full each of them is.

mod change;
mod dialog;
mod history;
mod number_form;
mod quarantine;
mod text;
mod unregister;

use dialog::{BridgeAct, BridgeDialog};
use history::History;
use number_form::NumberForm;
use quarantine::Quarantine;
use shared::{BridgeId, BridgeReport, LanguageTag, PhoneNumber, ServiceNumber};
pub(crate) use text::BridgesText;
use unregister::Unregister;
use yew::prelude::*;

use crate::components::{Icon, Skeleton, error_panel, icon, meter, usage};
use crate::hooks::{use_remote, use_window_event};
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::router::{Router, use_router};
use crate::tabs::LOOK_AGAIN;

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    Bridge(BridgeAct, Option<BridgeId>),
    /// A number is registered, or this one is changed.
    Number(BridgeId, Option<PhoneNumber>),
    Unregister(BridgeId, PhoneNumber),
    Quarantine(BridgeId),
}

#[derive(Properties, PartialEq)]
pub(crate) struct BridgesPageProps {}

/// All bridges, and a way to one more.
#[component]
pub(crate) fn BridgesPage(properties: &BridgesPageProps) -> Html {
    let BridgesPageProps {} = properties;
    let t = use_words();
    let router = use_router();
    let bridges = use_remote((), |api, ()| async move { api.bridges().await });
    use_window_event(LOOK_AGAIN, bridges.on_look_again());
    let asked = use_state_eq(|| None::<Asked>);
    let ask = {
        let asked = asked.setter();
        move |what: Asked| {
            let asked = asked.clone();
            Callback::from(move |_: MouseEvent| asked.set(Some(what.clone())))
        }
    };
    let content = match (bridges.value(), bridges.error()) {
        (_, Some(error)) => error_panel(t, error, &bridges.on_reload()),
        (None, None) => html! { <Skeleton lines={8} /> },
        (Some(reports), None) => reports.iter().map(|report| card(t, &router, report, &ask)).collect(),
    };
    let on_close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let on_changed = bridges.on_reload();
    // The bridge as it is by now, also when somebody else was first.
    let of =
        |id: BridgeId| Some(bridges.value()?.iter().find(|report| report.bridge.id == id)?.bridge.clone());
    let dialog = (*asked).clone().map(|asked| match asked {
        Asked::Bridge(act, id) => {
            html! { <BridgeDialog {act} bridge={id.and_then(of)} {on_close} {on_changed} /> }
        }
        Asked::Number(id, number) => match of(id) {
            Some(bridge) => html! { <NumberForm {bridge} {number} {on_close} {on_changed} /> },
            None => html! {},
        },
        Asked::Unregister(id, number) => match of(id) {
            Some(bridge) => html! { <Unregister {bridge} {number} {on_close} {on_changed} /> },
            None => html! {},
        },
        Asked::Quarantine(id) => match of(id) {
            Some(bridge) => html! { <Quarantine {bridge} {on_close} {on_changed} /> },
            None => html! {},
        },
    });
    html! { <>
        <header class="page-head">
            <h1>{ t.of(BridgesText::Title) }</h1>
            <div class="actions">
                <button type="button" class="button button-primary" onclick={ask(Asked::Bridge(BridgeAct::Add, None))}>
                    { icon(Icon::Plus) }{ t.of(BridgesText::Add) }
                </button>
            </div>
        </header>
        <div class="settings">
            <p class="quiet">{ t.of(BridgesText::Lead) }</p>
            { content }
        </div>
        { dialog }
    </> }
}

/// One bridge: its numbers, how full it is, and what can be done with it.
fn card(
    t: Words,
    router: &Router,
    report: &BridgeReport,
    ask: &impl Fn(Asked) -> Callback<MouseEvent>,
) -> Html {
    let bridge = &report.bridge;
    let acts = [BridgeAct::Rename, BridgeAct::MakeDefault];
    let acts = acts.into_iter().filter(|act| !(bridge.default && *act == BridgeAct::MakeDefault));
    let leaving = bridge.service_numbers.iter().filter(|number| number.replacement.is_some());
    let numbers: Vec<_> = bridge.ordered_numbers().into_iter().chain(leaving).collect();
    html! {
        <section key={bridge.id.to_string()} class="card bridge-card" aria-label={bridge.name.clone()}>
            <div class="dial-in-head">
                <h2><bdi>{ &bridge.name }</bdi></h2>
                if bridge.default { <span class="badge badge-accent">{ t.of(BridgesText::Default) }</span> }
            </div>
            <h3>{ t.of(BridgesText::Numbers) }</h3>
            if numbers.is_empty() { <p class="quiet">{ t.of(BridgesText::NoNumbers) }</p> }
            <ul class="bridge-numbers">{ for numbers.into_iter().map(|number| self::number(t, router, bridge.id, number, ask)) }</ul>
            <div class="actions">
                <button type="button" class="button" onclick={ask(Asked::Number(bridge.id, None))}>
                    { icon(Icon::Plus) }{ t.of(BridgesText::Register) }<span class="visually-hidden">{ ": " }{ &bridge.name }</span>
                </button>
            </div>
            <h3>{ t.of(BridgesText::Usage) }</h3>
            { usage(t, &report.conference_id_usage) }
            { meter(t, &report.meter) }
            <p class="quiet bridge-quarantine">{ shared::quarantine_of_bridge(bridge, t.language) }</p>
            <History bridge={bridge.id} />
            <div class="actions">
                { for acts.map(|act| html! {
                    <button type="button" class="button" onclick={ask(Asked::Bridge(act.clone(), Some(bridge.id)))}>
                        { t.of(act.verb()) }<span class="visually-hidden">{ ": " }{ &bridge.name }</span>
                    </button>
                }) }
                <button type="button" class="button" onclick={ask(Asked::Quarantine(bridge.id))}>
                    { t.of(BridgesText::Quarantine) }<span class="visually-hidden">{ ": " }{ &bridge.name }</span>
                </button>
            </div>
        </section>
    }
}

/// One service number, and what can be done with it.
fn number(
    t: Words,
    router: &Router,
    bridge: BridgeId,
    number: &ServiceNumber,
    ask: &impl Fn(Asked) -> Callback<MouseEvent>,
) -> Html {
    let country = t.country(&number.country_code);
    let place: Vec<&str> =
        [&*number.location, &*country].into_iter().filter(|part| !part.is_empty()).collect();
    let languages: Vec<_> = number.languages.iter().map(LanguageTag::as_str).collect();
    let button = |text: BridgesText, what: Asked| {
        html! {
            <button type="button" class="button button-quiet" onclick={ask(what)}>
                { t.of(text) }<span class="visually-hidden">{ ": " }{ number.for_people() }</span>
            </button>
        }
    };
    let own = number.number.clone();
    html! {
        <li key={own.to_string()}>
            <div class="bridge-number">
                <strong class="nowrap">{ number.for_people() }</strong>
                <span class="quiet">{ place.join(", ") }</span>
                if number.default { <span class="badge badge-accent">{ t.of(BridgesText::Default) }</span> }
                if number.toll_free { <span class="badge">{ t.of(BridgesText::TollFreeShort) }</span> }
                if !languages.is_empty() { <span class="quiet small">{ languages.join(", ") }</span> }
            </div>
            if let Some(leaving) = &number.replacement {
                <div class="actions">
                    <span class="badge badge-warning">{ t.of(BridgesText::Leaving) }</span>
                    { router.link(&Route::Jobs { open: Some(leaving.job) }, "", html! { t.of(BridgesText::ToJob) }) }
                </div>
            } else { <div class="actions">
                { button(BridgesText::Edit, Asked::Number(bridge, Some(own.clone()))) }
                if !number.default {
                    { button(BridgesText::MakeDefault, Asked::Bridge(BridgeAct::MakeNumberDefault(own.clone()), Some(bridge))) }
                }
                { button(BridgesText::Unregister, Asked::Unregister(bridge, own)) }
            </div> }
        </li>
    }
}
