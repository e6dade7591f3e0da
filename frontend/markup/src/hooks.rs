//! Yew's hooks, compiled once for every type of state instead of once for every place where they stand.

use std::cell::RefCell;
use std::rc::Rc;

use yew::functional::{Hook, HookContext, TearDown, UseStateHandle};
use yew::prelude::Callback;

/// A hook that is a function.
struct Run<F>(F);

impl<T, F: FnOnce(&mut HookContext) -> T> Hook for Run<F> {
    type Output = T;

    fn run(self, context: &mut HookContext) -> T {
        (self.0)(context)
    }
}

/// Something that happens once, as what can be called through a pointer.
fn once<T>(make: impl FnOnce() -> T) -> impl FnMut() -> T {
    let mut make = Some(make);
    move || make.take().expect("a hook makes its state once")()
}

/// Yew's [`use_state`](yew::functional::use_state()).
pub fn use_state<T: 'static>(make: impl FnOnce() -> T) -> impl Hook<Output = UseStateHandle<T>> {
    #[inline(never)]
    fn run<T: 'static>(context: &mut HookContext, make: &mut dyn FnMut() -> T) -> UseStateHandle<T> {
        yew::functional::use_state(make).run(context)
    }
    Run(move |context: &mut HookContext| run(context, &mut once(make)))
}

/// Yew's [`use_state_eq`](yew::functional::use_state_eq()).
pub fn use_state_eq<T: PartialEq + 'static>(
    make: impl FnOnce() -> T,
) -> impl Hook<Output = UseStateHandle<T>> {
    #[inline(never)]
    fn run<T: PartialEq + 'static>(
        context: &mut HookContext,
        make: &mut dyn FnMut() -> T,
    ) -> UseStateHandle<T> {
        yew::functional::use_state_eq(make).run(context)
    }
    Run(move |context: &mut HookContext| run(context, &mut once(make)))
}

/// Yew's [`use_mut_ref`](yew::functional::use_mut_ref).
pub fn use_mut_ref<T: 'static>(make: impl FnOnce() -> T) -> impl Hook<Output = Rc<RefCell<T>>> {
    #[inline(never)]
    fn run<T: 'static>(context: &mut HookContext, make: &mut dyn FnMut() -> T) -> Rc<RefCell<T>> {
        yew::functional::use_mut_ref(make).run(context)
    }
    Run(move |context: &mut HookContext| run(context, &mut once(make)))
}

type Undo = Box<dyn FnOnce()>;
type Effect<T> = Box<dyn FnOnce(&T) -> Undo>;
type Function<I, O, T> = Box<dyn Fn(I, &T) -> O>;

/// Yew's [`use_effect_with`](yew::functional::use_effect_with).
pub fn use_effect_with<T: PartialEq + 'static, D: TearDown>(
    changing: T,
    effect: impl FnOnce(&T) -> D + 'static,
) -> impl Hook<Output = ()> {
    #[inline(never)]
    fn run<T: PartialEq + 'static>(context: &mut HookContext, changing: T, effect: Effect<T>) {
        yew::functional::use_effect_with(changing, effect).run(context);
    }
    let effect: Effect<T> = Box::new(move |changing| {
        let undo = effect(changing);
        Box::new(move || undo.tear_down())
    });
    Run(move |context: &mut HookContext| run(context, changing, effect))
}

/// Yew's [`use_callback`](yew::functional::use_callback()).
pub fn use_callback<I: 'static, O: 'static, T: PartialEq + 'static>(
    changing: T,
    function: impl Fn(I, &T) -> O + 'static,
) -> impl Hook<Output = Callback<I, O>> {
    #[inline(never)]
    fn run<I: 'static, O: 'static, T: PartialEq + 'static>(
        context: &mut HookContext,
        changing: T,
        function: Function<I, O, T>,
    ) -> Callback<I, O> {
        yew::functional::use_callback(changing, function).run(context)
    }
    Run(move |context: &mut HookContext| run(context, changing, Box::new(function)))
}
