//! Sending a change of a bridge, which every dialog about bridges does.

use shared::{BridgeId, Version};
use yew::prelude::*;

use super::BridgesText;
use crate::api::{ApiError, BridgeChange, IdempotencyKey, use_api};
use crate::components::{Notice, use_notices};
use crate::hooks::{Sending, use_sending};
use crate::i18n::use_words;

/// How far the change is, and what sends it: it is told when it was saved, and when somebody else was first.
#[hook]
pub(super) fn use_bridge_change(
    seen: Option<(BridgeId, Version)>,
    on_close: &Callback<()>,
    on_changed: &Callback<()>,
) -> (Sending, Callback<BridgeChange>) {
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    let sending = use_sending();
    let key = use_memo(seen, |_| IdempotencyKey::new());
    let send = {
        let (sending, on_close, on_changed) = (sending.clone(), on_close.clone(), on_changed.clone());
        Callback::from(move |change: BridgeChange| {
            let answer = api.change_bridge(seen, &change, &key);
            let told = on_changed.clone();
            let answer = async move {
                let answer = answer.await;
                if answer.as_ref().is_err_and(ApiError::is_stale) {
                    told.emit(());
                }
                answer
            };
            let (on_close, on_changed, notices) = (on_close.clone(), on_changed.clone(), notices.clone());
            sending.send(answer, move |_| {
                notices.show(Notice::new(t.of(BridgesText::Saved)));
                on_close.emit(());
                on_changed.emit(());
            });
        })
    };
    (sending, send)
}
