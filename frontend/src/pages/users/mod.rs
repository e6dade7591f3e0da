//! The list of users, and the action pane beside it.

mod bulk;
mod dial_in;
mod form;
mod guide;
mod history;
mod list;
mod pane;
mod question;
mod reset;
mod row;
mod selection;
mod text;

use std::rc::Rc;

use bulk::BulkEnable;
use form::UserForm;
use gloo_timers::callback::Timeout;
use guide::Guide;
use list::{ListCallbacks, filters, pager, table};
use pane::Pane;
use selection::Selection;
use shared::{Page, SettingsReport, User, UserFilter, UserId};
use text::UsersText;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::api::{ApiError, IdempotencyKey, UserAct, use_api, users_csv};
use crate::browser;
use crate::components::{
    Icon, Notice, Skeleton, empty, error_panel, icon, input_value, on_input, problem_line, use_notices,
};
use crate::hooks::{use_remote, use_window_event};
use crate::i18n::{Words, use_words};
use crate::lazy::Lazy;
use crate::route::{Route, UserList};
use crate::router::{Router, use_router};
use crate::tabs::LOOK_AGAIN;

/// The id of the search field.
pub(crate) const SEARCH: &str = "user-search";
/// How long nothing must be typed before the search begins.
const SEARCH_DELAY_MILLISECONDS: u32 = 160;

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
    let exporting = api.clone();
    let asked = use_state_eq(|| Asked::Nothing);
    let failure = use_state_eq(|| None::<ApiError>);
    let search = use_node_ref();
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
    use_effect_with(users.value().cloned(), {
        let notices = notices.clone();
        move |page| notices.settle(page.as_ref().map(|page| page.items.clone()).unwrap_or_default())
    });
    let settings = use_remote((), |api, ()| async move { api.settings().await });
    let automatic_mails = settings.value().is_none_or(|report| report.settings.automatic_mails);

    let typing = use_mut_ref(|| None::<Timeout>);
    let go = use_callback(props.list.clone(), {
        let (router, search, typing) = (router.clone(), search.clone(), typing.clone());
        move |open: Option<UserId>, list| {
            // A search that has not begun yet would close the pane again when it begins.
            typing.replace(None);
            router.go(Route::Users { list: UserList { q: input_value(&search), ..list.clone() }, open });
        }
    });
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
    let on_list = {
        let (router, search, typing) = (router.clone(), search.clone(), typing.clone());
        Callback::from(move |list: UserList| {
            // What is typed but not searched for yet belongs to it too.
            typing.replace(None);
            router.replace(Route::Users { list: UserList { q: input_value(&search), ..list }, open });
        })
    };
    let on_search = {
        let (list, on_list, typing) = (props.list.clone(), on_list.clone(), typing.clone());
        on_input(Callback::from(move |_: String| {
            let (list, on_list) = (list.clone(), on_list.clone());
            let timeout = Timeout::new(SEARCH_DELAY_MILLISECONDS, move || on_list.emit(list));
            typing.replace(Some(timeout));
        }))
    };
    // The field follows the address, except while somebody types in it.
    use_effect_with(props.list.q.clone(), {
        let search = search.clone();
        move |q| {
            if let Some(input) = search.cast::<HtmlInputElement>()
                && typing.borrow().is_none()
                && input.value() != *q
            {
                input.set_value(q);
            }
        }
    });

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

    // An answer about one user replaces that row; the list is not asked for again.
    let on_user = use_callback((), {
        let (change, notices) = (users.changer(), notices.clone());
        move |user: Rc<User>, ()| {
            notices.settle(vec![user.clone()]);
            change(Box::new(move |page: &Page<Rc<User>>| {
                // An answer may have been overtaken by a newer one.
                let is_newer = |other: &User| other.id == user.id && other.version <= user.version;
                let replaced = |other: &Rc<User>| if is_newer(other) { user.clone() } else { other.clone() };
                Page { items: page.items.iter().map(replaced).collect(), ..page.clone() }
            }));
        }
    });
    // The user as the last undo answered, for a pane that is open.
    let undone = use_state_eq(|| None::<Rc<User>>);
    let on_undo = {
        let (on_user, undone, failure) = (on_user.clone(), undone.setter(), failure.setter());
        Callback::from(move |user: Rc<User>| {
            let (api, on_user, undone) = (api.clone(), on_user.clone(), undone.clone());
            let (failure, notices) = (failure.clone(), notices.clone());
            spawn_local(async move {
                // Another change of the user since then, as of the name, does not stand in the way of taking this
                // very reset back.
                let version = match api.user(user.id).await {
                    Ok(now) if now.undo == user.undo => now.version,
                    Ok(_) | Err(_) => user.version,
                };
                let key = IdempotencyKey::new();
                let answer = api.act_on_user(UserAct::Undo, user.id, version, None, &key).await;
                match answer {
                    Ok(user) => {
                        let user = Rc::new(user);
                        failure.set(None);
                        undone.set(Some(user.clone()));
                        on_user.emit(user);
                        notices.show(Notice::new(t.of(UsersText::UndoDone)));
                    }
                    Err(error) => {
                        notices.show(Notice::new(error.title(t)));
                        failure.set(Some(error));
                        // What cannot be taken back any more is not offered any more.
                        if let Ok(now) = api.user(user.id).await {
                            let now = Rc::new(now);
                            undone.set(Some(now.clone()));
                            on_user.emit(now);
                        }
                    }
                }
            });
        })
    };
    // In the demo there is no server that a link could fetch the file from.
    let on_export = {
        let (api, failure, filter) = (exporting, failure.setter(), filter.clone());
        Callback::from(move |event: MouseEvent| {
            if !cfg!(feature = "demo") {
                return;
            }
            event.prevent_default();
            let (api, failure, filter) = (api.clone(), failure.clone(), filter.clone());
            spawn_local(async move {
                match api.users_csv_file(&filter).await {
                    Ok(file) => browser::save("users.csv", "text/csv", &file),
                    Err(error) => failure.set(Some(error)),
                }
            });
        })
    };

    let reload = users.on_reload();
    let ask = |what: Asked| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(what))
    };
    let callbacks = ListCallbacks {
        list: on_list.clone(),
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
                { table(t, page, &list, open, &chosen, now, &callbacks) }
                { pager(t, page, &way, &on_way) }
            </> }
        }
    };
    let row = users.value().and_then(|page| page.items.iter().find(|user| Some(user.id) == open)).cloned();
    let csv = users_csv(&filter);
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
                        <a class="button" href={csv} download="users.csv" onclick={on_export}>{ icon(Icon::Download) }{ t.of(UsersText::Export) }</a>
                        { router.link(&Route::Import { import: None }, "button", html! { <>{ icon(Icon::Upload) }{ t.of(UsersText::Import) }</> }) }
                        <button type="button" class="button button-primary" onclick={ask(Asked::Add).reform(|_: MouseEvent| ())}>
                            { icon(Icon::Plus) }{ t.of(UsersText::Add) }
                        </button>
                    </div>
                </div>
                <div class="tools">
                    <div class="search" role="search">
                        <label class="visually-hidden" for={SEARCH}>{ t.of(UsersText::Search) }{ ": " }{ t.of(UsersText::SearchHint) }</label>
                        { icon(Icon::Search) }
                        <input id={SEARCH} ref={search} type="search" placeholder={t.of(UsersText::SearchHint)} autocomplete="off"
                            spellcheck="false" oninput={on_search} aria-keyshortcuts="/" />
                    </div>
                    { filters(t, &props.list, &on_list) }
                </div>
                { problem_line(t, failure.as_ref()) }
                { content }
            </div>
            if let Some(user) = open {
                <Lazy<Pane> key={user.to_string()} {user} {row} undone={(*undone).clone()} {automatic_mails} on_user={on_user.clone()} {on_undo} {on_close} />
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

/// Nobody is there, or nobody matches.
fn nobody(t: Words, router: &Router, is_all: bool, on_add: &Callback<()>) -> Html {
    if is_all {
        let actions = html! {
            <div class="actions">
                { router.link(&Route::Import { import: None }, "button button-primary", html! { t.of(UsersText::Import) }) }
                <button type="button" class="button" onclick={on_add.reform(|_: MouseEvent| ())}>{ t.of(UsersText::Add) }</button>
            </div>
        };
        return empty(Icon::Users, t.of(UsersText::NoneYet), t.of(UsersText::NoneYetDetail), actions);
    }
    let all = router.link(&Route::users(), "button", html! { t.of(UsersText::ClearFilter) });
    empty(Icon::Search, t.of(UsersText::NoneFound), t.of(UsersText::NoneFoundDetail), all)
}

/// What can be done with the selected users.
fn selection_bar(
    t: Words,
    chosen: &Selection,
    total: Option<u64>,
    select: &Callback<Selection>,
    on_enable: &Callback<()>,
    whole_page: bool,
) -> Html {
    let count = if chosen.all_matching { t.all_selected(total) } else { t.selected_count(chosen.count()) };
    let more = total.is_none_or(|total| total > chosen.count());
    html! {
        <div class="banner banner-accent selection-bar">
            <p role="status"><strong>{ count }</strong></p>
            if whole_page && more && !chosen.all_matching {
                <button type="button" class="button button-quiet" onclick={select.reform(|_: MouseEvent| Selection::everybody())}>
                    { t.select_all_matching(total) }
                </button>
            }
            <button type="button" class="button button-quiet" onclick={select.reform(|_: MouseEvent| Selection::default())}>
                { t.of(UsersText::ClearSelection) }
            </button>
            <button type="button" class="button button-primary" onclick={on_enable.reform(|_: MouseEvent| ())}>
                { icon(Icon::Phone) }{ t.of(UsersText::EnableAtOnce) }
            </button>
        </div>
    }
}
