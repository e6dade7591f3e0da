//! Going through a long list, a part at a time.

use yew::prelude::*;

use crate::i18n::{Common, Words};

/// Which part of a long list is shown, and the parts before it.
#[derive(Clone)]
pub(crate) struct Parts<Q: PartialEq + 'static> {
    state: UseStateHandle<(Q, Vec<String>)>,
    question: Q,
}

impl<Q: PartialEq + Clone + 'static> Parts<Q> {
    /// The cursors of the part that is shown and of those before it; of another question there are none.
    fn cursors(&self) -> &[String] {
        if self.state.0 == self.question { &self.state.1 } else { &[] }
    }

    /// The cursor of the part that is shown; none for the first.
    pub(crate) fn cursor(&self) -> Option<String> {
        self.cursors().last().cloned()
    }

    fn go(&self, cursors: Vec<String>) -> Callback<MouseEvent> {
        let (state, question) = (self.state.setter(), self.question.clone());
        Callback::from(move |_| state.set((question.clone(), cursors.clone())))
    }

    /// The buttons to the part before and the next of what the label names; nothing when everything is shown.
    pub(crate) fn pager(&self, t: Words, label: &'static str, next_cursor: Option<&str>) -> Html {
        let cursors = self.cursors();
        let previous = cursors.split_last().map(|(_, before)| self.go(before.to_vec()));
        let next = next_cursor.map(|cursor| {
            let mut cursors = cursors.to_vec();
            cursors.push(cursor.to_owned());
            self.go(cursors)
        });
        pager(t, label, previous, next)
    }
}

/// The buttons that turn to the part before and to the next, if there are such; nothing when everything is shown.
pub(crate) fn pager(
    t: Words,
    label: &'static str,
    previous: Option<Callback<MouseEvent>>,
    next: Option<Callback<MouseEvent>>,
) -> Html {
    if previous.is_none() && next.is_none() {
        return html! {};
    }
    let button = |text: Common, onclick: Option<Callback<MouseEvent>>| {
        html! { <button type="button" class="button" disabled={onclick.is_none()} {onclick}>{ t.of(text) }</button> }
    };
    html! {
        <nav class="pager" aria-label={label}>{ button(Common::Previous, previous) }{ button(Common::Next, next) }</nav>
    }
}

/// Begins at the first part again whenever the question changes.
#[hook]
pub(crate) fn use_parts<Q: PartialEq + Clone + 'static>(question: Q) -> Parts<Q> {
    let state = use_state(|| (question.clone(), Vec::new()));
    Parts { state, question }
}
