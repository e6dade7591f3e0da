//! The list of users, and the action pane beside it.

mod bulk;
mod dial_in;
mod export;
mod form;
mod guide;
mod history;
mod known;
mod list;
mod nobody;
mod pane;
mod question;
mod reset;
mod row;
mod search;
mod selection;
mod selection_bar;
mod text;
mod undo;

use std::rc::Rc;

use bulk::BulkEnable;
use export::export_link;
use form::UserForm;
use guide::Guide;
use known::KnownUsers;
use list::{ListCallbacks, filters, pager, table};
use nobody::nobody;
use pane::Pane;
pub(crate) use search::SEARCH;
use search::use_search;
use selection::Selection;
use selection_bar::selection_bar;
use shared::{Page, SettingsReport, User, UserFilter, UserId};
use text::UsersText;
use undo::use_undo;
use yew::prelude::*;

use crate::api::{ApiError, use_api};
use crate::browser;
use crate::components::{Icon, Skeleton, error_panel, icon, problem_line, use_notices};
use crate::hooks::{use_remote, use_window_event};
use crate::i18n::use_words;
use crate::lazy::Lazy;
use crate::route::{Route, UserList};
use crate::router::use_router;
use crate::tabs::LOOK_AGAIN;

/// What is asked in a dialog over the list.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Nothing,
    Add,
    Enable,
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
    let notices = use_notices();
    let now = api.now();
    let asked = use_state_eq(|| Asked::Nothing);
    let failure = use_state_eq(|| None::<ApiError>);
    let open = props.open;

    // The cursors of the pages before belong to one list only.
    let cursors = use_state_eq(|| (props.list.clone(), Vec::<String>::new()));
    let way: Vec<String> = if cursors.0 == props.list { cursors.1.clone() } else { Vec::new() };
    let selection = use_state_eq(|| (UserFilter::default(), Selection::default()));
    let filter = props.list.filter();
    let chosen = if selection.0 == filter { selection.1.clone() } else { Selection::default() };

    let users = use_remote((props.list.clone(), way.last().cloned()), |api, (list, cursor)| async move {
        let page = api.users(&list, cursor.as_deref()).await?;
        let items = page.items.into_iter().map(Rc::new).collect();
        Ok(Page { items, next_cursor: page.next_cursor, total: page.total })
    });
    use_window_event(LOOK_AGAIN, users.on_look_again());
    // Every answer about users comes here, and the list and the pane show the newest.
    let known = use_reducer_eq(KnownUsers::default);
    let on_users = use_callback((), {
        let (known, notices) = (known.dispatcher(), notices.clone());
        move |answers: Vec<Rc<User>>, ()| {
            notices.settle(answers.clone());
            known.dispatch(answers);
        }
    });
    let on_user = use_callback(on_users.clone(), |user: Rc<User>, on_users| on_users.emit(vec![user]));
    use_effect_with(users.value().cloned(), {
        let on_users = on_users.clone();
        move |page| on_users.emit(page.as_ref().map(|page| page.items.clone()).unwrap_or_default())
    });
    let settings = use_remote((), |api, ()| async move { api.settings().await });
    let automatic_mails = settings.value().is_none_or(|report| report.settings.automatic_mails);

    let search = use_search(&props.list, open);
    let go = search.go.clone();
    let on_open = use_callback(go.clone(), |user: UserId, go| go.emit(Some(user)));
    let on_close = {
        let go = go.clone();
        Callback::from(move |()| {
            go.emit(None);
            if let Some(user) = open {
                browser::focus(&format!("user-{user}"));
            }
        })
    };
    let ids: Rc<Vec<UserId>> = Rc::new(
        users.value().map(|page| page.items.iter().map(|user| user.id).collect()).unwrap_or_default(),
    );
    let select = {
        let (selection, filter) = (selection.setter(), filter.clone());
        Callback::from(move |chosen: Selection| selection.set((filter.clone(), chosen)))
    };
    let on_select = use_callback((chosen.clone(), ids.clone(), filter.clone()), {
        let selection = selection.setter();
        move |(user, shift): (UserId, bool), (chosen, ids, filter)| {
            selection.set((filter.clone(), chosen.clicked(user, shift, ids)));
        }
    });
    let on_select_page = {
        let (select, chosen, ids) = (select.clone(), chosen.clone(), ids.clone());
        Callback::from(move |()| select.emit(chosen.page_clicked(&ids)))
    };

    let on_undo = use_undo(on_user.clone(), failure.setter());

    let reload = users.on_reload();
    let ask = |what: Asked| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(what))
    };
    let callbacks = ListCallbacks {
        list: search.on_list.clone(),
        open: on_open,
        select: on_select,
        select_page: on_select_page,
    };
    let content = match (users.value(), users.error()) {
        (_, Some(error)) => error_panel(t, error, &reload),
        (None, None) => html! { <div class="table-frame"><Skeleton lines={9} /></div> },
        (Some(page), None) if page.items.is_empty() => {
            nobody(t, &router, filter == UserFilter::default(), &ask(Asked::Add))
        }
        (Some(page), None) => {
            let total = page.total;
            let page = Page {
                items: page.items.iter().map(|user| known.newest(user)).collect(),
                ..(**page).clone()
            };
            let list = Rc::new(props.list.clone());
            let on_way = {
                let (cursors, list) = (cursors.setter(), props.list.clone());
                Callback::from(move |way: Vec<String>| {
                    browser::window().scroll_to_with_x_and_y(0.0, 0.0);
                    cursors.set((list.clone(), way));
                })
            };
            html! { <>
                if !chosen.is_empty() {
                    { selection_bar(t, &chosen, total, &select, &ask(Asked::Enable), chosen.has_page(&ids)) }
                }
                { table(t, &page, &list, open, &chosen, now, &callbacks) }
                { pager(t, &page, &way, &on_way) }
            </> }
        }
    };
    let of_list = |user: UserId| users.value()?.items.iter().find(|other| other.id == user);
    let user = open.and_then(|open| known.get(open).or_else(|| of_list(open))).cloned();
    html! {
        <div class={classes!("users", open.map(|_| "users-with-pane"))}>
            <div class="users-list" aria-busy={users.is_pending().then_some("true")}>
                if let Some(report) = settings.value() {
                    { guide(report, users.value().is_none_or(|page| !page.items.is_empty()) || filter != UserFilter::default(), settings.on_reload()) }
                }
                if settings.value().is_some_and(|report| report.conference_id_usage.nearly_full) {
                    <div class="banner banner-warning">{ icon(Icon::Alert) }<p>{ t.of(UsersText::NearlyFull) }</p></div>
                }
                <div class="page-head">
                    <div class="title-with-count">
                        <h1>{ t.of(UsersText::Title) }</h1>
                        <p class="quiet" role="status">
                            { users.value().and_then(|page| page.total).map(|total| t.user_count(total)) }
                        </p>
                    </div>
                    <div class="actions">
                        { export_link(t, &api, &filter, failure.setter()) }
                        { router.link(&Route::Import { import: None }, "button", html! { <>{ icon(Icon::Upload) }{ t.of(UsersText::Import) }</> }) }
                        <button type="button" class="button button-primary" onclick={ask(Asked::Add).reform(|_: MouseEvent| ())}>
                            { icon(Icon::Plus) }{ t.of(UsersText::Add) }
                        </button>
                    </div>
                </div>
                <div class="tools">
                    { search.draw(t) }
                    { filters(t, &props.list, &search.on_list) }
                </div>
                { problem_line(t, failure.as_ref()) }
                { content }
            </div>
            if let Some(id) = open {
                <Lazy<Pane> key={id.to_string()} {id} {user} {automatic_mails} {on_user} {on_undo} {on_close} />
            }
            if *asked == Asked::Add {
                <Lazy<UserForm> {automatic_mails} on_close={ask(Asked::Nothing)} on_done={{
                    let (asked, go, reload) = (asked.setter(), go.clone(), reload.clone());
                    Callback::from(move |user: Rc<User>| {
                        asked.set(Asked::Nothing);
                        reload.emit(());
                        go.emit(Some(user.id));
                    })
                }} />
            }
            if *asked == Asked::Enable {
                <Lazy<BulkEnable> selection={chosen.wire(&filter)} {automatic_mails} on_close={{
                    let (asked, select, reload) = (asked.setter(), select.clone(), reload.clone());
                    Callback::from(move |changed: bool| {
                        asked.set(Asked::Nothing);
                        if changed {
                            select.emit(Selection::default());
                            reload.emit(());
                        }
                    })
                }} />
            }
        </div>
    }
}

/// The first-run guide, while anything is left to do.
fn guide(report: &Rc<SettingsReport>, has_users: bool, on_settings: Callback<()>) -> Html {
    if !guide::is_needed(&report.settings, has_users) {
        return html! {};
    }
    html! { <Lazy<Guide> report={report.clone()} {has_users} {on_settings} /> }
}
