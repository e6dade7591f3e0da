//! The reservations, and a way to one more.

use shared::{Bridge, Reservation};
use yew::prelude::*;

use super::reservations_text::ReservationsText;
use super::reserve::Reserve;
use crate::api::{IdempotencyKey, use_api};
use crate::components::{
    Dialog, Icon, Notice, Skeleton, digits, error_panel, icon, problem_line, use_notices, use_parts,
};
use crate::hooks::{use_remote, use_sending, use_window_event};
use crate::i18n::{Common, Words, use_words};
use crate::tabs::LOOK_AGAIN;

#[derive(Clone, PartialEq)]
enum Asked {
    Nothing,
    Reserve,
    Release(Reservation),
}

#[derive(Properties, PartialEq)]
pub(super) struct ReservationsProps {}

/// A list of all reservations, with what can be done.
#[component]
pub(super) fn Reservations(properties: &ReservationsProps) -> Html {
    let ReservationsProps {} = properties;
    let t = use_words();
    let parts = use_parts(());
    let reservations =
        use_remote(parts.cursor(), |api, cursor| async move { api.reservations(cursor.as_deref()).await });
    use_window_event(LOOK_AGAIN, reservations.on_look_again());
    let bridges = use_remote((), |api, ()| async move { api.bridges().await });
    // Nobody has to choose the only one.
    let bridges: Vec<Bridge> = bridges
        .value()
        .filter(|reports| reports.len() > 1)
        .map(|reports| reports.iter().map(|report| report.bridge.clone()).collect())
        .unwrap_or_default();
    let asked = use_state_eq(|| Asked::Nothing);
    let ask = |what: Asked| {
        let asked = asked.setter();
        Callback::from(move |_: MouseEvent| asked.set(what.clone()))
    };
    let on_close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(Asked::Nothing))
    };
    let on_done = {
        let (asked, reload) = (asked.setter(), reservations.on_reload());
        Callback::from(move |()| {
            asked.set(Asked::Nothing);
            reload.emit(());
        })
    };
    let row = |reservation: &Reservation| {
        html! {
            <tr key={reservation.id.to_string()}>
                <td>
                    { digits(reservation.first) }
                    if reservation.last != reservation.first {
                        { " – " }{ digits(reservation.last) }
                    }
                    if let Some(bridge) = bridges.iter().find(|bridge| bridge.id == reservation.bridge) {
                        <div class="quiet small"><bdi>{ &bridge.name }</bdi></div>
                    }
                </td>
                <td>{ t.number(reservation.count.into()) }</td>
                <td><bdi>{ &reservation.reserved_for }</bdi></td>
                <td>{ t.day(reservation.until.begins()) }</td>
                <td>
                    <button type="button" class="button" aria-label={t.release_of(&reservation.reserved_for)}
                        onclick={ask(Asked::Release(reservation.clone()))}>
                        { t.of(ReservationsText::Release) }
                    </button>
                </td>
            </tr>
        }
    };
    let list = match (reservations.value(), reservations.error()) {
        (_, Some(error)) => error_panel(t, error, &reservations.on_reload()),
        (None, None) => html! { <Skeleton lines={2} /> },
        (Some(page), None) if page.items.is_empty() => {
            html! { <p class="quiet">{ t.of(ReservationsText::None) }</p> }
        }
        (Some(page), None) => html! { <>
            { table(t, page.items.iter().map(row).collect()) }
            { parts.pager(t, t.of(ReservationsText::Title), page.next_cursor.as_deref()) }
        </> },
    };
    let dialog = match &*asked {
        Asked::Nothing => html! {},
        Asked::Reserve => html! { <Reserve bridges={bridges.clone()} {on_close} {on_done} /> },
        Asked::Release(reservation) => {
            html! { <Release reservation={reservation.clone()} {on_close} {on_done} /> }
        }
    };
    html! {
        <section class="stack" id="reservations" aria-labelledby="reservations-title">
            <div class="page-head">
                <div>
                    <h2 id="reservations-title">{ t.of(ReservationsText::Title) }</h2>
                    <p class="page-lead">{ t.of(ReservationsText::Lead) }</p>
                </div>
                <button type="button" class="button" onclick={ask(Asked::Reserve)}>
                    { icon(Icon::Plus) }{ t.of(ReservationsText::Reserve) }
                </button>
            </div>
            { list }
            { dialog }
        </section>
    }
}

fn table(t: Words, rows: Html) -> Html {
    html! {
        <div class="table-frame table-scroll">
            <table class="table">
                <thead><tr>
                    <th scope="col">{ t.of(ReservationsText::Ids) }</th>
                    <th scope="col">{ t.of(ReservationsText::Count) }</th>
                    <th scope="col">{ t.of(ReservationsText::For) }</th>
                    <th scope="col">{ t.of(ReservationsText::Until) }</th>
                    <th scope="col"><span class="visually-hidden">{ t.of(ReservationsText::Release) }</span></th>
                </tr></thead>
                <tbody>{ rows }</tbody>
            </table>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ReleaseProps {
    reservation: Reservation,
    on_close: Callback<()>,
    on_done: Callback<()>,
}

/// Asks, and releases.
#[component]
fn Release(props: &ReleaseProps) -> Html {
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    let sending = use_sending();
    let key = use_memo(props.reservation.id, |_| IdempotencyKey::new());
    let onclick = {
        let (sending, on_done, id) = (sending.clone(), props.on_done.clone(), props.reservation.id);
        Callback::from(move |_: MouseEvent| {
            let (notices, on_done) = (notices.clone(), on_done.clone());
            sending.send(api.release(id, &key), move |()| {
                notices.show(Notice::new(t.of(ReservationsText::Released)));
                on_done.emit(());
            });
        })
    };
    html! {
        <Dialog id="release" title={t.of(ReservationsText::ReleaseTitle)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            { problem_line(t, sending.error()) }
            <p><strong><bdi>{ &props.reservation.reserved_for }</bdi></strong></p>
            <p>{ t.of(ReservationsText::ReleaseDetail) }</p>
            <div class="dialog-actions">
                <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                    { t.of(Common::Cancel) }
                </button>
                <button type="button" class="button button-danger" aria-disabled={sending.aria()} {onclick}>
                    { t.of(ReservationsText::Release) }
                </button>
            </div>
        </Dialog>
    }
}
