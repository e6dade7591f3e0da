//! Notices: short results at the edge of the page, announced to screen readers. Errors never stand only here.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use shared::User;
use yew::prelude::*;

use super::{Icon, icon};
use crate::i18n::{Common, use_words};

/// How long a notice without an action stays.
const STAY_MILLISECONDS: u32 = 8_000;
/// More than these would cover the page.
const SHOWN_MAX: usize = 3;

/// A short result.
#[derive(Clone, PartialEq)]
pub(crate) struct Notice {
    text: AttrValue,
    action: Option<(AttrValue, Callback<()>)>,
    stay_milliseconds: u32,
    /// The user whose reset can be taken back here, as the reset answered.
    undoes: Option<Rc<User>>,
}

impl Notice {
    /// A notice that goes away by itself.
    pub(crate) fn new(text: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), action: None, stay_milliseconds: STAY_MILLISECONDS, undoes: None }
    }

    /// With something that can be done about it, for as long as that is possible.
    #[must_use]
    pub(crate) fn with_action(
        mut self,
        label: impl Into<AttrValue>,
        action: Callback<()>,
        milliseconds: u32,
    ) -> Self {
        self.action = Some((label.into(), action));
        self.stay_milliseconds = milliseconds;
        self
    }

    /// Whose reset its action takes back; it goes away as soon as that has become impossible.
    #[must_use]
    pub(crate) fn undoes(mut self, user: Rc<User>) -> Self {
        self.undoes = Some(user);
        self
    }

    /// Whether what is known of users now makes this notice untrue.
    fn is_settled_by(&self, users: &[Rc<User>]) -> bool {
        let newer = |reset: &Rc<User>, now: &Rc<User>| now.id == reset.id && now.version >= reset.version;
        self.undoes
            .as_ref()
            .is_some_and(|reset| users.iter().any(|now| newer(reset, now) && now.undo != reset.undo))
    }
}

/// The notices that are shown.
#[derive(Default, PartialEq)]
pub(crate) struct NoticeList {
    shown: Vec<(u32, Notice)>,
    count: u32,
}

/// What happens to notices.
pub(crate) enum NoticeAction {
    Show(Notice),
    Dismiss(u32),
    /// Takes away what is no longer true of these users.
    Settle(Vec<Rc<User>>),
    Clear,
}

impl Reducible for NoticeList {
    type Action = NoticeAction;

    fn reduce(self: Rc<Self>, action: NoticeAction) -> Rc<Self> {
        let mut shown = self.shown.clone();
        let mut count = self.count;
        match action {
            NoticeAction::Show(notice) => {
                count += 1;
                shown.push((count, notice));
                if shown.len() > SHOWN_MAX {
                    shown.remove(0);
                }
            }
            NoticeAction::Dismiss(id) => shown.retain(|(other, _)| *other != id),
            NoticeAction::Settle(users) => shown.retain(|(_, notice)| !notice.is_settled_by(&users)),
            NoticeAction::Clear => shown.clear(),
        }
        Rc::new(Self { shown, count })
    }
}

/// Shows notices.
#[derive(Clone, PartialEq)]
pub(crate) struct Notices(UseReducerDispatcher<NoticeList>);

impl Notices {
    /// Shows a notice.
    pub(crate) fn show(&self, notice: Notice) {
        self.0.dispatch(NoticeAction::Show(notice));
    }

    /// Takes away the notices that what is known of these users now makes untrue.
    pub(crate) fn settle(&self, users: Vec<Rc<User>>) {
        self.0.dispatch(NoticeAction::Settle(users));
    }

    /// Takes all notices away: they name IDs, which are nobody's business once nobody is signed in.
    pub(crate) fn clear(&self) {
        self.0.dispatch(NoticeAction::Clear);
    }
}

/// The list and the way to it; only the application itself makes one.
#[hook]
pub(crate) fn use_new_notices() -> (UseReducerHandle<NoticeList>, Notices) {
    let list = use_reducer_eq(NoticeList::default);
    let notices = Notices(list.dispatcher());
    (list, notices)
}

/// Shows notices.
#[hook]
pub(crate) fn use_notices() -> Notices {
    use_context().expect("the application provides the notices")
}

/// The region that notices appear in.
pub(crate) fn notice_region(list: &NoticeList, notices: &Notices, label: &'static str) -> Html {
    html! {
        <section class="notices" aria-label={label}>
            <div role="status">
                { for list.shown.iter().map(|(id, notice)| {
                    let dismiss = {
                        let (notices, id) = (notices.clone(), *id);
                        Callback::from(move |()| notices.0.dispatch(NoticeAction::Dismiss(id)))
                    };
                    html! { <NoticeItem key={id.to_string()} notice={notice.clone()} {dismiss} /> }
                }) }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct NoticeItemProps {
    notice: Notice,
    dismiss: Callback<()>,
}

#[component]
fn NoticeItem(props: &NoticeItemProps) -> Html {
    let t = use_words();
    use_effect_with((), {
        let (dismiss, milliseconds) = (props.dismiss.clone(), props.notice.stay_milliseconds);
        move |()| {
            let timeout = Timeout::new(milliseconds, move || dismiss.emit(()));
            move || drop(timeout)
        }
    });
    let action = props.notice.action.as_ref().map(|(label, action)| {
        let (action, dismiss) = (action.clone(), props.dismiss.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            dismiss.emit(());
            action.emit(());
        });
        html! { <button type="button" class="notice-action" {onclick}>{ label }</button> }
    });
    html! {
        <div class="notice">
            <p>{ &props.notice.text }</p>
            { action }
            <button
                type="button"
                class="notice-dismiss"
                aria-label={t.of(Common::Dismiss)}
                onclick={props.dismiss.reform(|_: MouseEvent| ())}
            >
                { icon(Icon::Close) }
            </button>
        </div>
    }
}
