//! Data from the server: pending, ready or failed.

use std::any::Any;
use std::cell::Cell;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{Api, ApiError, use_api};

/// Data from the server. While new data is on its way the old stays, so that nothing jumps.
///
/// Only this knows the type of the data. What is behind it is one state, one reducer and one effect for all types,
/// since every copy of them costs kilobytes.
pub(crate) struct Remote<T> {
    state: UseReducerHandle<State>,
    attempt: UseStateHandle<u32>,
    /// Whether the next attempt is one that nobody asked for.
    quietly: Rc<Cell<bool>>,
    data: PhantomData<T>,
}

/// An `Rc<T>` with its type forgotten.
type Data = Rc<dyn Any>;

struct State {
    value: Option<Data>,
    pending: bool,
    error: Option<ApiError>,
}

/// Makes new data of the old.
pub(crate) type Change<T> = Box<dyn FnOnce(&T) -> T>;

/// The same with the type forgotten.
type AnyChange = Box<dyn FnOnce(&dyn Any) -> Option<Data>>;

enum Action {
    Begun,
    Loaded(Data),
    Failed(ApiError),
    Changed(AnyChange),
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let value = self.value.clone();
        Rc::new(match action {
            Action::Begun => Self { value, pending: true, error: None },
            Action::Loaded(value) => Self { value: Some(value), pending: false, error: None },
            Action::Failed(error) => Self { value, pending: false, error: Some(error) },
            Action::Changed(change) => Self {
                value: value.and_then(|value| change(&*value)),
                pending: self.pending,
                error: self.error.clone(),
            },
        })
    }
}

impl<T: 'static> Remote<T> {
    /// The latest data, perhaps of the question before.
    pub(crate) fn value(&self) -> Option<&Rc<T>> {
        self.state.value.as_ref()?.downcast_ref()
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
        reload(&self.attempt)
    }

    /// Asks again without being asked to: until the answer is there nothing changes, and a failure is not told.
    pub(crate) fn on_look_again(&self) -> Callback<Event> {
        let (reload, quietly) = (reload(&self.attempt), self.quietly.clone());
        Callback::from(move |_: Event| {
            quietly.set(true);
            reload.emit(());
        })
    }

    /// Changes the data from an answer, without asking again; the same function every time.
    pub(crate) fn changer(&self) -> impl Fn(Change<T>) + Clone + 'static {
        let dispatcher = self.state.dispatcher();
        move |change| {
            dispatcher.dispatch(Action::Changed(Box::new(|value| {
                let value = value.downcast_ref::<Rc<T>>()?;
                Some(Rc::new(Rc::new(change(value))))
            })));
        }
    }
}

fn reload(attempt: &UseStateHandle<u32>) -> Callback<()> {
    let attempt = attempt.clone();
    Callback::from(move |()| attempt.set(*attempt + 1))
}

/// A question with its type forgotten.
trait AnyQuestion {
    fn is(&self, other: &dyn AnyQuestion) -> bool;
    fn any(&self) -> &dyn Any;
}

impl<Q: PartialEq + 'static> AnyQuestion for Q {
    fn is(&self, other: &dyn AnyQuestion) -> bool {
        other.any().downcast_ref::<Q>().is_some_and(|other| other == self)
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

/// What the effect depends on.
struct Asked {
    question: Rc<dyn AnyQuestion>,
    attempt: u32,
}

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        self.attempt == other.attempt && self.question.is(&*other.question)
    }
}

type Answer = Pin<Box<dyn Future<Output = Result<Data, ApiError>>>>;
type Load = Box<dyn FnOnce(Api) -> Answer>;

/// Asks for data whenever the question changes; an earlier question that has no answer yet is aborted.
#[hook]
pub(crate) fn use_remote<Q, T, L, F>(question: Q, load: L) -> Remote<T>
where
    Q: PartialEq + Clone + 'static,
    T: 'static,
    L: FnOnce(Api, Q) -> F + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let question = Rc::new(question);
    let asked = question.clone();
    let load: Load = Box::new(move |api| {
        let answer = load(api, Q::clone(&asked));
        Box::pin(async move { answer.await.map(|value| Rc::new(Rc::new(value)) as Data) })
    });
    let (state, attempt, quietly) = use_any_remote(question, load);
    Remote { state, attempt, quietly, data: PhantomData }
}

#[hook]
fn use_any_remote(
    question: Rc<dyn AnyQuestion>,
    load: Load,
) -> (UseReducerHandle<State>, UseStateHandle<u32>, Rc<Cell<bool>>) {
    let api = use_api();
    let state = use_reducer(|| State { value: None, pending: true, error: None });
    let attempt = use_state(|| 0_u32);
    let quietly = use_memo((), |()| Cell::new(false));
    let (quiet, pending) = (quietly.clone(), state.pending);
    let dispatcher = state.dispatcher();
    use_effect_with(Asked { question, attempt: *attempt }, move |_| {
        let controller = web_sys::AbortController::new().ok();
        let signal = controller.as_ref().map(web_sys::AbortController::signal);
        let api = match &signal {
            Some(signal) => api.until(signal.clone()),
            None => api,
        };
        // What somebody waits for is not quiet, also when it is asked for once more.
        let quiet = quiet.take() && !pending;
        if !quiet {
            dispatcher.dispatch(Action::Begun);
        }
        let answer = load(api);
        spawn_local(async move {
            let answer = answer.await;
            if signal.is_some_and(|signal| signal.aborted()) {
                return;
            }
            match answer {
                Ok(value) => dispatcher.dispatch(Action::Loaded(value)),
                Err(ApiError::Cancelled) => {}
                Err(_) if quiet => {}
                Err(error) => dispatcher.dispatch(Action::Failed(error)),
            }
        });
        move || {
            if let Some(controller) = controller {
                controller.abort();
            }
        }
    });
    (state, attempt, quietly)
}
