//! Sending something: busy until there is an answer, then done, failed, or stale because somebody else was first.
//!
//! Every form, and every button that changes something on the server, goes through here.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::ApiError;

/// How the sending of one form stands.
#[derive(Clone)]
pub(crate) struct Sending {
    status: UseStateHandle<Status>,
    /// Whether an answer is missing still. The status is only as new as what is drawn, and two clicks may come before
    /// the next drawing.
    under_way: Rc<Cell<bool>>,
}

#[derive(Clone, Default, PartialEq)]
struct Status {
    busy: bool,
    error: Option<ApiError>,
}

/// What is done with a good answer.
type Then = Box<dyn FnOnce()>;
type Answer = Pin<Box<dyn Future<Output = Result<Then, ApiError>>>>;

/// The sending of one form.
#[hook]
pub(crate) fn use_sending() -> Sending {
    let status = use_state_eq(Status::default);
    let under_way = use_memo((), |()| Cell::new(false));
    Sending { status, under_way }
}

impl Sending {
    /// Whether there is no answer yet.
    pub(crate) fn is_busy(&self) -> bool {
        self.status.busy
    }

    /// The value of `aria-busy` and `aria-disabled` while there is no answer yet.
    pub(crate) fn aria(&self) -> Option<&'static str> {
        self.is_busy().then_some("true")
    }

    /// Why the last answer was no good one.
    pub(crate) fn error(&self) -> Option<&ApiError> {
        self.status.error.as_ref()
    }

    /// What the last answer found wrong with a field.
    pub(crate) fn of_field(&self, name: &str) -> Option<&str> {
        self.error()?.of_field(name)
    }

    /// Whether somebody else was first.
    pub(crate) fn is_stale(&self) -> bool {
        self.error().is_some_and(ApiError::is_stale)
    }

    /// Forgets why the last answer was no good one.
    pub(crate) fn forget(&self) {
        self.status.set(Status { busy: self.under_way.get(), error: None });
    }

    /// Sends, unless an answer is missing still, and does something with a good answer.
    pub(crate) fn send<T: 'static>(
        &self,
        answer: impl Future<Output = Result<T, ApiError>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        self.send_any(Box::pin(async move {
            let answer = answer.await?;
            Ok(Box::new(move || then(answer)) as Then)
        }));
    }

    /// Sends what is answered by no more than that it is done. However it ends, something follows, such as looking again.
    pub(crate) fn command(
        &self,
        answer: impl Future<Output = Result<(), ApiError>> + 'static,
        after: Callback<()>,
    ) {
        self.send_any(Box::pin(async move {
            let answer = answer.await;
            after.emit(());
            answer.map(|()| Box::new(|| ()) as Then)
        }));
    }

    fn send_any(&self, answer: Answer) {
        if self.under_way.replace(true) {
            return;
        }
        let (status, under_way) = (self.status.setter(), self.under_way.clone());
        // An error stays until there is another answer, so that nothing moves under the pointer.
        status.set(Status { busy: true, error: self.status.error.clone() });
        spawn_local(async move {
            let answer = answer.await;
            under_way.set(false);
            match answer {
                Ok(then) => {
                    status.set(Status::default());
                    then();
                }
                Err(error) => status.set(Status { busy: false, error: Some(error) }),
            }
        });
    }
}
