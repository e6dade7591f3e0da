//! The web worker that mends, as the page sees it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Function, Object, Reflect};
use mender::{Answer, Command, Errand};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlMetaElement, MessageEvent, Worker};
use yew::prelude::*;

use crate::api::read_json;
use crate::browser;

/// What the worker says.
pub(super) enum Heard {
    /// An answer to the errand with this ticket, perhaps with a file.
    Answer(u32, Answer, Option<Blob>),
    /// It has stopped by itself; the next errand begins with a new one.
    Broken,
}

/// The web worker. Clones are the same worker.
#[derive(Clone)]
pub(super) struct MendWorker(Rc<RefCell<Inner>>);

struct Inner {
    running: Option<Running>,
    /// Told what the worker says.
    then: Callback<Heard>,
    tickets: u32,
}

struct Running {
    worker: Worker,
    is_ready: bool,
    /// What was asked for before it was ready.
    waiting: Vec<Array>,
    _listeners: [EventListener; 2],
}

impl MendWorker {
    /// Asks for something, and says with which ticket the answer comes.
    pub(super) fn ask(&self, command: Command, files: &[web_sys::File]) -> u32 {
        self.start();
        let inner = &mut *self.0.borrow_mut();
        inner.tickets += 1;
        let errand = Errand { command, ticket: inner.tickets };
        let message = Array::of1(&JsValue::from_str(&serde_json::to_string(&errand).unwrap_or_default()));
        for file in files {
            message.push(file);
        }
        match &mut inner.running {
            Some(running) if running.is_ready => running.post(&message),
            Some(running) => running.waiting.push(message),
            None => {}
        }
        inner.tickets
    }

    /// Ends the worker and all that it does; the next errand begins with a new one.
    pub(super) fn stop(&self) {
        if let Some(running) = self.0.borrow_mut().running.take() {
            running.worker.terminate();
        }
    }

    /// Starts the worker, so that it is there when it is needed.
    pub(super) fn start(&self) {
        if self.0.borrow().running.is_some() {
            return;
        }
        match start(self) {
            Ok(running) => self.0.borrow_mut().running = Some(running),
            Err(_) => self.hear(Heard::Broken),
        }
    }

    fn hear(&self, heard: Heard) {
        match heard {
            Heard::Answer(_, Answer::Ready, _) => {
                if let Some(running) = &mut self.0.borrow_mut().running {
                    running.is_ready = true;
                    for message in std::mem::take(&mut running.waiting) {
                        running.post(&message);
                    }
                }
            }
            heard => {
                if matches!(heard, Heard::Broken) {
                    self.stop();
                }
                let then = self.0.borrow().then.clone();
                then.emit(heard);
            }
        }
    }
}

impl Running {
    fn post(&self, message: &Array) {
        // Texts and files can always be posted.
        let _ = self.worker.post_message(message);
    }
}

fn start(this: &MendWorker) -> Result<Running, JsValue> {
    let constructor: Function = Reflect::get(&browser::window(), &JsValue::from_str("Worker"))?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &JsValue::from_str("type"), &JsValue::from_str("module"))?;
    let arguments = Array::of2(&trusted_address()?, &options);
    let worker: Worker = Reflect::construct(&constructor, &arguments)?.dyn_into()?;
    // The listeners go with the worker, so they must not keep it.
    let on_message = {
        let this = Rc::downgrade(&this.0);
        EventListener::new(&worker, "message", move |event| {
            if let Some(this) = this.upgrade()
                && let Some(heard) = event.dyn_ref::<MessageEvent>().and_then(read)
            {
                MendWorker(this).hear(heard);
            }
        })
    };
    let on_error = {
        let this = Rc::downgrade(&this.0);
        EventListener::new(&worker, "error", move |_| {
            if let Some(this) = this.upgrade() {
                MendWorker(this).hear(Heard::Broken);
            }
        })
    };
    Ok(Running { worker, is_ready: false, waiting: Vec::new(), _listeners: [on_message, on_error] })
}

fn read(event: &MessageEvent) -> Option<Heard> {
    let parts: Array = event.data().dyn_into().ok()?;
    let (ticket, answer) = read_json(&parts.get(0).as_string()?).ok()?;
    Some(Heard::Answer(ticket, answer, parts.get(1).dyn_into().ok()))
}

/// Where the worker's script is; `index.html` says it, because its name changes with its content.
fn address() -> Option<String> {
    let found = browser::document().query_selector("meta[name=konfid-mender]").ok().flatten()?;
    Some(found.dyn_into::<HtmlMetaElement>().ok()?.content())
}

thread_local! {
    /// What makes the worker's address a trusted one; missing where the browser does not ask for that. A page can
    /// make it only once.
    static POLICY: Option<JsValue> = policy().ok().flatten();
}

/// The worker's address as the content security policy wants it: a policy with this one name vouches for this one
/// address, and for no other.
fn trusted_address() -> Result<JsValue, JsValue> {
    let address = JsValue::from_str(&address().ok_or(JsValue::NULL)?);
    POLICY.with(|policy| match policy {
        Some(policy) => {
            let make: Function = Reflect::get(policy, &JsValue::from_str("createScriptURL"))?.dyn_into()?;
            make.call1(policy, &address)
        }
        None => Ok(address),
    })
}

fn policy() -> Result<Option<JsValue>, JsValue> {
    let factory = Reflect::get(&browser::window(), &JsValue::from_str("trustedTypes"))?;
    if factory.is_undefined() {
        return Ok(None);
    }
    let vouch = Closure::<dyn Fn(String) -> Result<String, JsValue>>::new(|wanted: String| {
        if address().as_ref() == Some(&wanted) {
            Ok(wanted)
        } else {
            Err(JsValue::from_str("not an address of this page"))
        }
    });
    let rules = Object::new();
    Reflect::set(&rules, &JsValue::from_str("createScriptURL"), &vouch.into_js_value())?;
    let create: Function = Reflect::get(&factory, &JsValue::from_str("createPolicy"))?.dyn_into()?;
    create.call2(&factory, &JsValue::from_str("konfid"), &rules).map(Some)
}

/// The worker, as long as the page is shown.
#[hook]
pub(super) fn use_mend_worker(then: Callback<Heard>) -> MendWorker {
    let worker = (*use_state(|| {
        MendWorker(Rc::new(RefCell::new(Inner { running: None, then: Callback::noop(), tickets: 0 })))
    }))
    .clone();
    worker.0.borrow_mut().then = then;
    use_effect_with((), {
        let worker = worker.clone();
        move |()| {
            worker.start();
            move || worker.stop()
        }
    });
    worker
}
