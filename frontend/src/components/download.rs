//! Links to files that the server writes.

use yew::prelude::*;

use crate::api::Api;
use crate::browser;
use crate::hooks::Sending;

/// A file that the server writes.
pub(crate) struct Download {
    /// What the link says.
    pub(crate) text: &'static str,
    /// The address of the file.
    pub(crate) address: String,
    /// How the file is called.
    pub(crate) name: &'static str,
}

/// A link to a file.
pub(crate) fn download(api: &Api, downloading: &Sending, file: Download) -> Html {
    let Download { text, address, name } = file;
    let onclick = {
        let (api, downloading, address) = (api.clone(), downloading.clone(), address.clone());
        Callback::from(move |event: MouseEvent| {
            // In the demo there is no server that a link could fetch the file from.
            if !cfg!(feature = "demo") {
                return;
            }
            event.prevent_default();
            let is_csv = name.rsplit_once('.').is_some_and(|(_, ending)| ending == "csv");
            let media_type = if is_csv { "text/csv" } else { "application/jsonl" };
            let save = move |file: Vec<u8>| browser::save(name, media_type, &file);
            downloading.send(api.file(address.clone()), save);
        })
    };
    html! { <a class="button" href={address} download={name} {onclick}>{ text }</a> }
}
