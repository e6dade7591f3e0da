//! Which users are selected.

use std::rc::Rc;

use shared::{UserFilter, UserId, UserSelection};
use yew::prelude::*;

/// Which users are selected: some, or all that the filter shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    ids: Vec<UserId>,
    /// Where a selection with Shift begins.
    anchor: Option<UserId>,
    /// Whether all that match are selected, also those that are not on this page.
    pub(super) all_matching: bool,
}

impl Selection {
    /// Whether this user is selected.
    pub(super) fn has(&self, user: UserId) -> bool {
        self.all_matching || self.ids.contains(&user)
    }

    /// Whether nobody is selected.
    pub(super) fn is_empty(&self) -> bool {
        !self.all_matching && self.ids.is_empty()
    }

    /// How many are selected by hand.
    pub(super) fn count(&self) -> u64 {
        self.ids.len() as u64
    }

    /// Whether everybody on the page is selected.
    pub(super) fn has_page(&self, page: &[UserId]) -> bool {
        !page.is_empty() && page.iter().all(|user| self.has(*user))
    }

    /// After a click on a user's checkbox; with Shift everybody between this one and the last becomes like this.
    pub(super) fn clicked(&self, user: UserId, shift: bool, page: &[UserId]) -> Self {
        // Out of "all that match", a click makes a selection by hand of what can be seen.
        let mut ids = if self.all_matching { page.to_vec() } else { self.ids.clone() };
        let select = !ids.contains(&user);
        let place = |wanted: UserId| page.iter().position(|other| *other == wanted);
        let range = match (self.anchor.filter(|_| shift).and_then(place), place(user)) {
            (Some(from), Some(to)) => &page[from.min(to)..=from.max(to)],
            _ => &[user],
        };
        ids.retain(|other| !range.contains(other));
        if select {
            ids.extend(range);
        }
        Self { ids, anchor: Some(user), all_matching: false }
    }

    /// After a click on the checkbox of the whole page.
    pub(super) fn page_clicked(&self, page: &[UserId]) -> Self {
        if self.has_page(page) {
            return Self::default();
        }
        let mut ids = self.ids.clone();
        ids.extend(page.iter().filter(|user| !self.ids.contains(user)));
        Self { ids, anchor: None, all_matching: false }
    }

    /// All that match.
    pub(super) fn everybody() -> Self {
        Self { all_matching: true, ..Self::default() }
    }

    /// The same as the API wants it.
    pub(super) fn wire(&self, filter: &UserFilter) -> UserSelection {
        if self.all_matching {
            UserSelection::Matching(filter.clone())
        } else {
            UserSelection::Ids(self.ids.clone())
        }
    }
}

/// The selection in one list, and how it is changed.
pub(super) struct Selecting {
    pub(super) chosen: Selection,
    /// Selects others.
    pub(super) set: Callback<Selection>,
    /// Called with a user whose checkbox was clicked, and with whether Shift was held; always the same callback.
    pub(super) on_user: Callback<(UserId, bool)>,
    /// Called when the checkbox of the whole page was clicked.
    pub(super) on_page: Callback<()>,
}

/// The selection among what a filter shows; another filter begins with none. `ids` are the users on the page.
#[hook]
pub(super) fn use_selection(filter: &UserFilter, ids: &Rc<Vec<UserId>>) -> Selecting {
    let state = use_state_eq(|| (UserFilter::default(), Selection::default()));
    let chosen = if state.0 == *filter { state.1.clone() } else { Selection::default() };
    let set = {
        let (state, filter) = (state.setter(), filter.clone());
        Callback::from(move |chosen: Selection| state.set((filter.clone(), chosen)))
    };
    // What is selected now is looked up when somebody clicks: no row is drawn anew because another one was selected.
    let latest = use_mut_ref(|| (set.clone(), chosen.clone(), ids.clone()));
    latest.replace((set.clone(), chosen.clone(), ids.clone()));
    let on_user = use_callback((), move |(user, shift): (UserId, bool), ()| {
        let (set, chosen, ids) = &*latest.borrow();
        set.emit(chosen.clicked(user, shift, ids));
    });
    let on_page = {
        let (chosen, ids) = (chosen.clone(), ids.clone());
        set.reform(move |()| chosen.page_clicked(&ids))
    };
    Selecting { chosen, set, on_user, on_page }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Vec<UserId> {
        (1..=5).map(|last| format!("0198c0de-0000-7000-8000-00000000000{last}").parse().unwrap()).collect()
    }

    #[test]
    fn shift_selects_everything_in_between_in_both_directions() {
        let page = page();
        let one = Selection::default().clicked(page[3], false, &page);
        let range = one.clicked(page[1], true, &page);
        assert_eq!(range.count(), 3);
        assert!(!range.has(page[0]) && range.has(page[1]) && range.has(page[2]) && range.has(page[3]));
        let less = range.clicked(page[2], false, &page).clicked(page[3], true, &page);
        assert!(less.has(page[1]) && !less.has(page[2]) && !less.has(page[3]));
    }

    #[test]
    fn the_whole_page_is_selected_and_cleared() {
        let page = page();
        let all = Selection::default().clicked(page[0], false, &page).page_clicked(&page);
        assert!(all.has_page(&page));
        assert!(all.page_clicked(&page).is_empty());
        assert!(!Selection::default().has_page(&[]));
    }

    #[test]
    fn a_click_out_of_everybody_keeps_the_rest_of_the_page() {
        let page = page();
        let rest = Selection::everybody().clicked(page[0], false, &page);
        assert!(!rest.all_matching && !rest.has(page[0]));
        assert_eq!(rest.count(), 4);
    }
}
