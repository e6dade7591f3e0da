//! What goes with a user, and with the name of one that was removed.

use std::sync::Arc;

use domain::store::{StoreResult, sort_key};
use domain::{MeetingRecord, account_name_key};
use shared::{AdministratorId, IdOwner, RemovedUser, Timestamp, UserId};

use crate::state::{AssignmentRow, ORDERS, State, address_place, broken, provider_keys};
use crate::transaction::remove_where;

impl State {
    pub(crate) fn remove_user(&mut self, left: &RemovedUser) -> StoreResult<()> {
        let id = left.id;
        let Some(row) = self.users.get(&id).map(Arc::clone) else { return broken("there is no such user") };
        if self.assigned.keys().any(|(_, owner)| *owner == IdOwner::User(id)) {
            return broken("the user still has a conference ID");
        }
        let mails: Vec<_> = self.mails.values().filter(|mail| mail.user == id).map(Arc::clone).collect();
        for mail in mails {
            if let Some(due) = mail.due_at {
                self.due_mails.remove_mut(&(due, mail.id));
            }
            self.mails_by_user.remove_mut(&(id, mail.id));
            self.mails.remove_mut(&mail.id);
        }
        self.calendar_connections.remove_mut(&id);
        self.calendar_updates.remove_mut(&id);
        remove_where(&mut self.meeting_updates, |record| record.meeting.user == id);
        let places: Vec<_> =
            self.meeting_updates_by_href.keys().filter(|(user, _)| *user == id).cloned().collect();
        for place in places {
            self.meeting_updates_by_href.remove_mut(&place);
        }
        let of_user = self.meetings.values().filter(|meeting| meeting.organizer == id);
        let meetings: Vec<_> = of_user.map(|meeting| (**meeting).clone()).collect();
        for meeting in meetings {
            self.put_meeting(MeetingRecord { subject: String::new(), ..meeting });
        }
        remove_where(&mut self.organizer_secrets, |record| record.user == id);
        self.organizer_pins.remove_mut(&id);
        self.forget_answers_about(id);
        self.principal_names.remove_mut(&row.user.user_principal_name.folded());
        if let Some(id) = &row.user.directory_id {
            self.directory_ids.remove_mut(id);
        }
        for key in provider_keys(&row.user) {
            self.provider_keys.remove_mut(&key);
        }
        self.addresses.remove_mut(&address_place(&row.user));
        for (set, sort) in self.orders.iter_mut().zip(ORDERS) {
            set.remove_mut(&(sort_key(&row.user, sort), id));
        }
        self.users.remove_mut(&id);
        self.removed_users.insert_mut(id, left.clone());
        Ok(())
    }

    pub(crate) fn remove_administrator(&mut self, id: AdministratorId, now: Timestamp) -> StoreResult<()> {
        let Some(record) = self.administrators.get(&id).map(Arc::clone) else {
            return broken("there is no such account");
        };
        let name = record.administrator.name.clone();
        remove_where(&mut self.sessions, |session| session.administrator == id);
        remove_where(&mut self.set_up_links, |link| link.administrator == Some(id));
        self.administrator_names.remove_mut(&account_name_key(&name));
        self.administrators.remove_mut(&id);
        self.removed_administrators.insert_mut(id, (name, now));
        Ok(())
    }

    pub(crate) fn strike_out_name(&mut self, user: UserId, names: &[String]) {
        if let Some(left) = self.removed_users.get_mut(&user) {
            left.display_name = None;
        }
        let rows: Vec<_> =
            self.job_rows.iter().filter(|(_, row)| row.names(user, names)).map(|(key, _)| *key).collect();
        for key in rows {
            if let Some(row) = self.job_rows.get_mut(&key) {
                Arc::make_mut(row).forget_names();
            }
        }
        let of_user = |row: &&Arc<AssignmentRow>| row.assignment.owner == IdOwner::User(user);
        let rows: Vec<AssignmentRow> =
            self.assignments.values().filter(of_user).map(|row| (**row).clone()).collect();
        for mut row in rows {
            row.assignment.reason = None;
            self.assignments.insert_mut(row.id, Arc::new(row));
        }
        self.forget_answers_about(user);
        let imports: Vec<_> = self.imports.keys().copied().filter(|id| !self.is_import_needed(*id)).collect();
        for id in imports {
            self.imports.remove_mut(&id);
            let pieces: Vec<_> =
                self.pieces.keys().copied().filter(|(owner, _)| *owner == id.uuid()).collect();
            for piece in pieces {
                self.pieces.remove_mut(&piece);
            }
        }
    }

    fn forget_answers_about(&mut self, user: UserId) {
        let user = user.to_string();
        remove_where(&mut self.answers, |answer| answer.body.contains(&user));
    }
}
