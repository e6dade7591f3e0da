//! The web worker: takes commands from the page and answers them.
//!
//! A command is an array: its JSON, and for [`Command::Read`] the files. So is an answer: its JSON, and for
//! [`Answer::Saved`] the file. Work that is not wanted any more is ended by ending the worker.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use konfid_mender::{Answer, Batch, Command, Errand, FileTrouble, MendOrder, paste};
use serde::Serialize;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, File, MessageEvent, console};

/// How much of a file is read at once.
const SLICE_BYTES: f64 = 4_194_304.0;
/// Reading takes about this part of the time.
const READING: f64 = 0.15;
/// The page is told of progress no more often than this.
const PROGRESS_MILLISECONDS: f64 = 80.0;

type SharedBatch = Rc<RefCell<Option<Batch>>>;

fn main() {
    std::panic::set_hook(Box::new(|information| {
        console::error_1(&JsValue::from_str(&information.to_string()));
    }));
    let batch = SharedBatch::default();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let parts: Array = event.data().unchecked_into();
        let command = parts.shift().as_string().unwrap_or_default();
        match serde_json::from_str(&command) {
            Ok(Errand { command, ticket }) => {
                spawn_local(obey(batch.clone(), command, ticket, parts));
            }
            Err(error) => console::error_1(&JsValue::from_str(&error.to_string())),
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It is needed as long as the worker lives.
    on_message.forget();
    answer(0, &Answer::Ready, None);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

async fn obey(batch: SharedBatch, command: Command, ticket: u32, files: Array) {
    match command {
        Command::Read { order } => {
            batch.replace(None);
            let read = read(order, ticket, files).await;
            batch.replace(Some(read));
            answer(ticket, &Answer::Read, None);
        }
        Command::Show { kind, from, count, language } => {
            if let Some(batch) = &*batch.borrow() {
                answer(ticket, &Answer::Shown(batch.show(kind, from, count, language)), None);
            }
        }
        Command::Save { file, left_out } => {
            if let Some(batch) = &*batch.borrow() {
                let parts = Array::new();
                batch.save(file, &left_out, |chunk| {
                    parts.push(&Uint8Array::from(chunk));
                });
                let options = BlobPropertyBag::new();
                options.set_type("text/calendar");
                let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok();
                answer(ticket, &Answer::Saved { file, is_email: batch.is_email(file) }, blob);
            }
        }
        Command::Paste { text, order } => answer(ticket, &paste(&text, &order), None),
    }
}

async fn read(order: MendOrder, ticket: u32, files: Array) -> Batch {
    let files: Vec<File> = files.iter().map(JsCast::unchecked_into).collect();
    // Half a kilobyte for each file, so that empty ones count too.
    let weight = |file: &File| file.size() + 512.0;
    let total: f64 = files.iter().map(weight).sum();
    let mut batch = Batch::new(order);
    let mut before = 0.0;
    let mut told = 0.0;
    for (index, file) in files.iter().enumerate() {
        let mut progress = |part: f64| {
            let now = js_sys::Date::now();
            if now - told >= PROGRESS_MILLISECONDS {
                told = now;
                let fraction = (before + part * weight(file)) / total;
                answer(ticket, &Answer::Progress { fraction, file: index }, None);
            }
        };
        let content = content(file, |part| progress(part * READING)).await;
        batch.add(content, |part| progress(READING + part * (1.0 - READING)));
        before += weight(file);
    }
    batch
}

async fn content(file: &File, mut progress: impl FnMut(f64)) -> Result<Vec<u8>, FileTrouble> {
    let size = file.size();
    let mut bytes = Vec::new();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    bytes.try_reserve_exact(size as usize).map_err(|_| FileTrouble::TooLarge)?;
    let mut at = 0.0;
    while at < size {
        let end = (at + SLICE_BYTES).min(size);
        let slice = file.slice_with_f64_and_f64(at, end).map_err(|_| FileTrouble::Unreadable)?;
        let buffer = JsFuture::from(slice.array_buffer()).await.map_err(|_| FileTrouble::Unreadable)?;
        let part = Uint8Array::new(&buffer.unchecked_into::<ArrayBuffer>());
        let filled = bytes.len();
        bytes.resize(filled + part.length() as usize, 0);
        part.copy_to(&mut bytes[filled..]);
        at = end;
        progress(at / size);
    }
    Ok(bytes)
}

/// What goes with an answer: the ticket of its command.
#[derive(Serialize)]
struct Envelope<'answer>(u32, &'answer Answer);

fn answer(ticket: u32, answer: &Answer, blob: Option<Blob>) {
    let json = serde_json::to_string(&Envelope(ticket, answer)).unwrap_or_default();
    let message = Array::of1(&JsValue::from_str(&json));
    if let Some(blob) = blob {
        message.push(&blob);
    }
    // Texts and files can always be posted.
    let _ = scope().post_message(&message);
}
