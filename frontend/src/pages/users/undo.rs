//! Taking the latest reset of a user back, from the notice or from the pane.

use std::rc::Rc;

use shared::{User, UserActionRequest};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::text::UsersText;
use crate::api::{ApiError, IdempotencyKey, UserAct, use_api};
use crate::components::{Notice, use_notices};
use crate::i18n::use_words;

/// Takes the reset or the disabling back that this answer about a user was about, and tells what is true then.
#[hook]
pub(super) fn use_undo(
    on_user: Callback<Rc<User>>,
    failure: UseStateSetter<Option<ApiError>>,
) -> Callback<Rc<User>> {
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    Callback::from(move |user: Rc<User>| {
        let (api, on_user) = (api.clone(), on_user.clone());
        let (failure, notices) = (failure.clone(), notices.clone());
        let done = if user.dial_in_enabled { UsersText::UndoDone } else { UsersText::EnabledAgain };
        spawn_local(async move {
            // Another change of the user since then, as of the name, does not stand in the way of taking this
            // very reset back.
            let version = match api.user(user.id).await {
                Ok(now) if now.undo == user.undo => now.version,
                Ok(_) | Err(_) => user.version,
            };
            let key = IdempotencyKey::new();
            match api.act_on_user(UserAct::Undo, user.id, version, UserActionRequest::default(), &key).await {
                Ok(user) => {
                    failure.set(None);
                    on_user.emit(Rc::new(user));
                    notices.show(Notice::new(t.of(done)));
                }
                Err(error) => {
                    notices.show(Notice::new(error.title(t)));
                    failure.set(Some(error));
                    // What cannot be taken back any more is not offered any more.
                    if let Ok(now) = api.user(user.id).await {
                        on_user.emit(Rc::new(now));
                    }
                }
            }
        });
    })
}
