//! Choosing a file and what to do with its users.

use js_sys::{ArrayBuffer, Uint8Array};
use shared::{ImportOptions, MailEvent};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, HtmlInputElement};
use yew::prelude::*;

use super::template::template_link;
use super::text::ImportText;
use crate::api::use_api;
use crate::components::{Icon, checkbox, icon, on_submit, problem_line};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::use_words;
use crate::route::Route;
use crate::router::use_router;

#[derive(Properties, PartialEq)]
pub(super) struct ChooseFileProps {
    /// The file that is chosen.
    pub(super) file: Option<File>,
    /// Called with the file that was chosen.
    pub(super) on_file: Callback<Option<File>>,
}

/// A drop zone, a file button and the options.
#[component]
pub(super) fn ChooseFile(props: &ChooseFileProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let over = use_state_eq(|| false);
    let enable = use_state_eq(|| false);
    let send = use_state_eq(|| None::<bool>);
    let full_directory = use_state_eq(|| false);
    // What is wrong with the file itself, before anything is sent.
    let fault = use_state_eq(|| None::<ImportText>);
    let sending = use_sending();
    let settings = use_remote((), |api, ()| async move { api.settings().await });
    // Until somebody says otherwise, the organisation's switch decides.
    let automatic =
        settings.value().is_none_or(|report| report.settings.sends_automatically(MailEvent::Enabled));

    let choose = {
        let (on_file, fault, sending) = (props.on_file.clone(), fault.setter(), sending.clone());
        Callback::from(move |file: Option<File>| {
            if file.is_some() {
                fault.set(None);
                sending.forget();
                on_file.emit(file);
            }
        })
    };
    let onchange = {
        let choose = choose.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            choose.emit(input.files().and_then(|files| files.get(0)));
            // The same file, mended, can be chosen again.
            input.set_value("");
        })
    };
    let hover = |now: bool| {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(now);
        })
    };
    let ondrop = {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            let files = event.data_transfer().and_then(|transfer| transfer.files());
            choose.emit(files.and_then(|files| files.get(0)));
        })
    };
    let template = template_link(t, &api, &sending);
    let onsubmit = {
        let (file, options) = (
            props.file.clone(),
            ImportOptions {
                enable: *enable,
                send_email: enable.then_some(send.unwrap_or(automatic)),
                full_directory: *full_directory,
            },
        );
        let (fault, sending) = (fault.setter(), sending.clone());
        on_submit(Callback::from(move |()| {
            let Some(file) = file.clone() else { return fault.set(Some(ImportText::NoFile)) };
            let (api, router, unreadable) = (api.clone(), router.clone(), fault.clone());
            fault.set(None);
            let answer = async move {
                let Ok(bytes) = read(&file).await else {
                    unreadable.set(Some(ImportText::FileUnreadable));
                    return Ok(None);
                };
                api.preview_import(bytes, options).await.map(Some)
            };
            sending.send(answer, move |import| {
                if let Some(import) = import {
                    router.go(Route::Import { import: Some(import.id) });
                }
            });
        }))
    };
    let on_enable = {
        let enable = enable.setter();
        Callback::from(move |on| enable.set(on))
    };
    let on_send = {
        let send = send.setter();
        Callback::from(move |on| send.set(Some(on)))
    };
    html! {
        <form class="import stack" {onsubmit} aria-busy={sending.aria()}>
            <div class={classes!("drop", over.then_some("drop-over"))} ondragenter={hover(true)} ondragover={hover(true)}
                ondragleave={hover(false)} {ondrop}>
                { icon(Icon::Upload) }
                if let Some(file) = &props.file {
                    <p class="drop-file">{ file.name() }<span class="quiet small">{ size(t, file.size()) }</span></p>
                } else {
                    <p>{ t.of(ImportText::Drop) }<br /><span class="quiet">{ t.of(ImportText::Or) }</span></p>
                }
                <label class="button file-button" for="import-file">
                    <input id="import-file" class="visually-hidden" type="file" accept=".csv,text/csv,text/plain" {onchange}
                        aria-describedby="import-format" />
                    { t.of(if props.file.is_some() { ImportText::ChooseOther } else { ImportText::Choose }) }
                </label>
            </div>
            <p class="quiet small">
                <span id="import-format">{ t.of(ImportText::Format) }</span>{ " " }{ template }
            </p>
            { checkbox("import-enable", t.of(ImportText::Enable), Some(t.of(ImportText::EnableHint)), *enable, on_enable) }
            if *enable {
                <div class="indent">
                    { checkbox("import-send", t.of(ImportText::SendMails), None, send.unwrap_or(automatic), on_send) }
                </div>
            }
            { checkbox("import-full", t.of(ImportText::FullDirectory), Some(t.of(ImportText::FullDirectoryHint)), *full_directory, {
                let full_directory = full_directory.setter();
                Callback::from(move |on| full_directory.set(on))
            }) }
            <div role="alert">
                if let Some(fault) = *fault { <p class="field-error">{ t.of(fault) }</p> }
            </div>
            { problem_line(t, sending.error()) }
            <div class="actions">
                <button type="submit" class="button button-primary">
                    { t.of(if sending.is_busy() { ImportText::Reading } else { ImportText::ShowPreview }) }
                </button>
            </div>
        </form>
    }
}

async fn read(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer: ArrayBuffer = JsFuture::from(file.array_buffer()).await?.dyn_into()?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn size(t: crate::i18n::Words, bytes: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    let kilobytes = (bytes / 1_000.0).ceil() as u64;
    format!("{} kB", t.number(kilobytes))
}
