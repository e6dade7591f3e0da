//! Sending a form: busy until there is an answer, then done, failed, or stale because somebody else was first.

use shared::ProblemCode;
use std::pin::Pin;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::ApiError;

/// How the sending of one form stands.
#[derive(Clone)]
pub(crate) struct Sending {
    busy: UseStateHandle<bool>,
    error: UseStateHandle<Option<ApiError>>,
}

/// What is done with a good answer.
type Then = Box<dyn FnOnce()>;
type Answer = Pin<Box<dyn Future<Output = Result<Then, ApiError>>>>;

/// The sending of one form.
#[hook]
pub(crate) fn use_sending() -> Sending {
    Sending { busy: use_state_eq(|| false), error: use_state_eq(|| None) }
}

impl Sending {
    /// Whether there is no answer yet.
    pub(crate) fn is_busy(&self) -> bool {
        *self.busy
    }

    /// Why the last answer was no good one.
    pub(crate) fn error(&self) -> Option<&ApiError> {
        self.error.as_ref()
    }

    /// Whether somebody else was first.
    pub(crate) fn is_stale(&self) -> bool {
        self.error().is_some_and(|error| error.is(ProblemCode::VersionStale))
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

    fn send_any(&self, answer: Answer) {
        if *self.busy {
            return;
        }
        let (busy, error) = (self.busy.setter(), self.error.setter());
        busy.set(true);
        spawn_local(async move {
            let answer = answer.await;
            busy.set(false);
            match answer {
                Ok(then) => {
                    error.set(None);
                    then();
                }
                Err(failure) => error.set(Some(failure)),
            }
        });
    }
}
