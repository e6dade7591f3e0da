//! The list of users, and the action pane beside it.

mod bridge;
mod bulk;
mod bulk_number;
mod bulk_text;
mod choice_text;
mod choose;
mod confirm;
mod dial_in;
mod export;
mod form;
mod guide;
mod hand_over;
mod head;
mod history;
mod id_actions;
mod id_type;
mod known;
mod list;
mod listing;
mod meetings_line;
mod nobody;
mod numbers;
mod other_address;
mod pane;
mod pin;
mod pin_text;
mod preview;
mod provider;
mod question;
mod remove;
mod reschedule;
mod reset;
mod retired;
mod row;
mod scheduled;
mod search;
mod selection;
mod selection_bar;
mod text;
mod turning;
mod undo;
mod when;
mod when_text;

use std::rc::Rc;

use bulk::{BulkActs, BulkActsProps};
use export::export_choice;
use form::{UserForm, UserFormProps};
use head::{advice, head};
use list::{ListCallbacks, filters, table};
use listing::use_listing;
use nobody::nobody;
use pane::{Pane, PaneProps};
pub(crate) use reschedule::{Reschedule, RescheduleProps};
use retired::{RetiredId, RetiredIdProps};
use search::use_search;
pub(crate) use search::{RESET, SEARCH};
use selection::use_selection;
use selection_bar::selection_bar;
use shared::{ConferenceId, MailEvents, User, UserFilter, UserId};
use turning::turning;
use undo::use_undo;
use yew::prelude::*;

use crate::api::{ApiError, use_api};
use crate::browser;
use crate::components::{Skeleton, error_panel, problem_line};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::use_words;
use crate::lazy::lazy;
use crate::route::{Route, UserList};
use crate::router::use_router;

/// What is asked in a dialog over the list.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Nothing,
    Add,
}

#[derive(Properties, PartialEq)]
pub(crate) struct UsersPageProps {
    /// What the list shows.
    pub(crate) list: UserList,
    /// Whose action pane is open.
    pub(crate) open: Option<UserId>,
}

/// The list of users, and the action pane beside it.
#[component]
pub(crate) fn UsersPage(props: &UsersPageProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let asked = use_state_eq(|| Asked::Nothing);
    let undo_failure = use_state_eq(|| None::<ApiError>);
    let exporting = use_sending();
    let open = props.open;
    let filter = props.list.filter();

    let listing = use_listing(&props.list);
    let ids = listing.ids();
    let selecting = use_selection(&filter, &ids);
    let settings = use_remote((), |api, ()| async move { api.settings().await });
    let search = use_search(&props.list, open, listing.only_hit(&props.list));
    let on_undo = use_undo(listing.on_user.clone(), undo_failure.setter());
    let listed = listing.remote.value();
    // A place that is no more does not stay in the address either.
    let is_lost = listed.is_some_and(|listed| listed.list == props.list && listed.place != props.list.place);
    use_effect_with(is_lost, {
        let (router, list) = (router.clone(), UserList { place: None, ..props.list.clone() });
        move |is_lost| {
            if *is_lost {
                router.replace(Route::Users { list, open });
            }
        }
    });
    use_effect_with(props.list.place.clone(), |_| browser::window().scroll_to_with_x_and_y(0.0, 0.0));

    let ask = |what: Asked| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(what))
    };
    let reload = listing.remote.on_reload();
    let callbacks = ListCallbacks {
        list: search.on_list.clone(),
        open: search.go.clone(),
        select: selecting.on_user.clone(),
        select_page: selecting.on_page.clone(),
    };
    let automatic_mails =
        settings.value().map_or_else(MailEvents::automatic, |report| report.settings.automatic_events());
    let content = match (listing.page(), listing.remote.error()) {
        (_, Some(error)) => error_panel(t, error, &reload),
        (None, None) => html! { <div class="table-frame"><Skeleton lines={9} /></div> },
        (Some(page), None) if page.items.is_empty() => {
            nobody(t, &router, filter == UserFilter::default(), &ask(Asked::Add))
        }
        (Some(page), None) => html! { <>
            if !selecting.chosen.is_empty() {
                { selection_bar(t, &selecting, page.total, &ids, lazy::<BulkActs>(BulkActsProps {
                    selection: selecting.chosen.wire(&filter),
                    automatic_mails,
                })) }
            }
            { table(t, &page, &Rc::new(props.list.clone()), open, &selecting.chosen, listing.now, &callbacks) }
            { for listed.map(|listed| turning(t, &router, &props.list, open, listed)) }
        </> },
    };
    let has_users = !listing.is_empty() || filter != UserFilter::default();
    let dialog = match *asked {
        Asked::Nothing => html! {},
        Asked::Add => {
            let (asked, go, reload) = (asked.setter(), search.go.clone(), reload.clone());
            let on_done = Callback::from(move |user: Rc<User>| {
                asked.set(Asked::Nothing);
                reload.emit(());
                go.emit(Some(user.id));
            });
            lazy::<UserForm>(UserFormProps {
                user: None,
                automatic_mails,
                on_close: ask(Asked::Nothing),
                on_done,
            })
        }
    };
    // One node in any case, so that what stands before it stays what it is.
    let pane = open.map_or_else(Html::default, |id| {
        let go = search.go.clone();
        let on_close = Callback::from(move |()| {
            go.emit(None);
            browser::focus(&format!("user-{id}"));
        });
        let (user, on_user) = (listing.user(id), listing.on_user.clone());
        let on_removed = {
            let (go, reload) = (search.go.clone(), reload.clone());
            Callback::from(move |()| {
                go.emit(None);
                reload.emit(());
            })
        };
        let pane =
            lazy::<Pane>(PaneProps { id, user, automatic_mails, on_user, on_undo, on_removed, on_close });
        // Another user has another pane.
        html! { <key={id.to_string()}>{ pane }</> }
    });
    let total = listed.and_then(|listed| listed.page.total);
    // Seven digits that nobody has may be an ID that somebody had.
    let retired = props.list.q.parse::<ConferenceId>().ok().filter(|id| {
        let page = listing.page();
        page.is_some_and(|page| page.items.iter().all(|user| user.conference_id != Some(*id)))
    });
    html! {
        <div class={classes!("users", open.map(|_| "users-with-pane"))}>
            <div class="users-list" aria-busy={listing.remote.is_pending().then_some("true")}>
                if let Some(report) = settings.value() {
                    { advice(t, report, has_users, settings.on_reload()) }
                }
                { head(t, &router, total, export_choice(t, &api, &filter, &exporting), &ask(Asked::Add)) }
                <div class="tools">
                    { search.draw(t) }
                    { filters(t, &props.list, &search.on_list) }
                </div>
                { problem_line(t, undo_failure.as_ref().or(exporting.error())) }
                if let Some(id) = retired {
                    { lazy::<RetiredId>(RetiredIdProps { id }) }
                }
                { content }
            </div>
            { pane }
            { dialog }
        </div>
    }
}
