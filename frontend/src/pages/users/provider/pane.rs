//! What the action pane shows of a user with a third-party provider.

use shared::{ProviderProfile, Timestamp, User};
use yew::prelude::*;

use super::text::ProviderText;
use crate::components::{CopyButton, Icon, icon};
use crate::i18n::Words;

/// The conference at the other provider, with *Edit* where *Reset* would be.
pub(crate) fn third_party(t: Words, user: &User, now: Timestamp, on_edit: &Callback<MouseEvent>) -> Html {
    let Some(profiles) = user.provider.profiles() else { return html! {} };
    let default = &profiles.default;
    let passcode = default.passcode.as_str();
    let comes_back = user.undo.filter(|undo| undo.until > now);
    html! { <>
        <div class="conference-id">
            <p class="label" id="conference-id-label"><bdi>{ t.id_of(default) }</bdi></p>
            <p class="conference-id-digits conference-id-foreign" id="conference-id" role="status">{ passcode }</p>
            <CopyButton text={passcode.to_owned()} label={t.of(ProviderText::Copy)} />
            <button type="button" class="button" onclick={on_edit.clone()}>{ t.of(ProviderText::Edit) }</button>
        </div>
        { numbers(t, default) }
        if !profiles.others.is_empty() {
            <details class="provider-others">
                <summary>{ t.of(ProviderText::OtherProfiles) }</summary>
                { for profiles.others.iter().map(|profile| html! {
                    <div class="provider-other">
                        <p><strong><bdi>{ &profile.name }</bdi></strong>{ " " }{ profile.passcode.as_str() }</p>
                        { numbers(t, profile) }
                    </div>
                }) }
            </details>
        }
        <p class="quiet small">{ t.of(ProviderText::NotReset) }</p>
        if let Some(undo) = comes_back {
            <p class="quiet small">{ t.built_in_comes_back(undo.previous_conference_id, &t.day(undo.until)) }</p>
        }
    </> }
}

/// What callers dial, and where the provider's own page is.
fn numbers(t: Words, profile: &ProviderProfile) -> Html {
    html! {
        <ul class="provider-numbers small">
            { for profile.service_numbers().iter().map(|number| html! { <li>{ icon(Icon::Phone) }{ number.describe(t.language) }</li> }) }
            if let Some(url) = &profile.url {
                <li><a href={url.as_str().to_owned()} target="_blank" rel="noopener noreferrer">{ t.of(ProviderText::OpenPage) }</a></li>
            }
        </ul>
    }
}
