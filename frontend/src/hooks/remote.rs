//! Data from the server: pending, ready or failed.

use std::future::Future;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{Api, ApiError, use_api};

/// Data from the server. While new data is on its way the old stays, so that nothing jumps.
pub(crate) struct Remote<T> {
    state: UseReducerHandle<State<T>>,
    attempt: UseStateHandle<u32>,
}

struct State<T> {
    value: Option<Rc<T>>,
    pending: bool,
    error: Option<ApiError>,
}

/// Makes new data of the old.
pub(crate) type Change<T> = Box<dyn FnOnce(&T) -> T>;

enum Action<T> {
    Begun,
    Loaded(T),
    Failed(ApiError),
    Changed(Change<T>),
}

impl<T> Reducible for State<T> {
    type Action = Action<T>;

    fn reduce(self: Rc<Self>, action: Action<T>) -> Rc<Self> {
        let value = self.value.clone();
        Rc::new(match action {
            Action::Begun => Self { value, pending: true, error: None },
            Action::Loaded(value) => Self { value: Some(Rc::new(value)), pending: false, error: None },
            Action::Failed(error) => Self { value, pending: false, error: Some(error) },
            Action::Changed(change) => Self {
                value: value.map(|value| Rc::new(change(&value))),
                pending: self.pending,
                error: self.error.clone(),
            },
        })
    }
}

impl<T: 'static> Remote<T> {
    /// The latest data, perhaps of the question before.
    pub(crate) fn value(&self) -> Option<&Rc<T>> {
        self.state.value.as_ref()
    }

    /// Whether data is on its way.
    pub(crate) fn is_pending(&self) -> bool {
        self.state.pending
    }

    /// Why there is no new data.
    pub(crate) fn error(&self) -> Option<&ApiError> {
        self.state.error.as_ref()
    }

    /// Asks again, as a callback for a button.
    pub(crate) fn on_reload(&self) -> Callback<()> {
        let attempt = self.attempt.clone();
        Callback::from(move |()| attempt.set(*attempt + 1))
    }

    /// Changes the data from an answer, without asking again; the same function every time.
    pub(crate) fn changer(&self) -> impl Fn(Change<T>) + Clone + 'static {
        let dispatcher = self.state.dispatcher();
        move |change| dispatcher.dispatch(Action::Changed(change))
    }
}

/// Asks for data whenever the question changes; an earlier question that has no answer yet is aborted.
#[hook]
pub(crate) fn use_remote<Q, T, L, F>(question: Q, load: L) -> Remote<T>
where
    Q: PartialEq + Clone + 'static,
    T: 'static,
    L: FnOnce(Api, Q) -> F + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let api = use_api();
    let state = use_reducer(|| State { value: None, pending: true, error: None });
    let attempt = use_state(|| 0_u32);
    let dispatcher = state.dispatcher();
    use_effect_with((question, *attempt), move |(question, _)| {
        let controller = web_sys::AbortController::new().ok();
        let signal = controller.as_ref().map(web_sys::AbortController::signal);
        let api = match &signal {
            Some(signal) => api.until(signal.clone()),
            None => api,
        };
        dispatcher.dispatch(Action::Begun);
        let answer = load(api, question.clone());
        spawn_local(async move {
            let answer = answer.await;
            if signal.is_some_and(|signal| signal.aborted()) {
                return;
            }
            match answer {
                Ok(value) => dispatcher.dispatch(Action::Loaded(value)),
                Err(ApiError::Cancelled) => {}
                Err(error) => dispatcher.dispatch(Action::Failed(error)),
            }
        });
        move || {
            if let Some(controller) = controller {
                controller.abort();
            }
        }
    });
    Remote { state, attempt }
}
