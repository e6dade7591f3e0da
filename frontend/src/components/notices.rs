//! Notices: short results at the edge of the page, announced to screen readers. Errors never stand only here.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
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
}

impl Notice {
    /// A notice that goes away by itself.
    pub(crate) fn new(text: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), action: None, stay_milliseconds: STAY_MILLISECONDS }
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
