//! API tokens.

use shared::{ApiToken, CreateTokenRequest, CreatedToken, Page, Timestamp, TokenId};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::AccountText;
use crate::api::{ApiError, use_api};
use crate::components::{
    CopyButton, Field, Skeleton, checkbox, error_panel, field, input_value, moment, on_submit, problem_line,
};
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct TokensProps {}

#[component]
pub(super) fn Tokens(properties: &TokensProps) -> Html {
    let TokensProps {} = properties;
    let t = use_words();
    let api = use_api();
    let now = api.now();
    let tokens = use_remote((), |api, ()| async move { api.tokens().await });
    let name = use_node_ref();
    let never = use_state_eq(|| false);
    let made = use_state(|| None::<CreatedToken>);
    let failure = use_state_eq(|| None::<ApiError>);
    let onsubmit = {
        let (api, name, never, made) = (api.clone(), name.clone(), never.clone(), made.setter());
        let (failure, reload) = (failure.setter(), tokens.on_reload());
        on_submit(Callback::from(move |()| {
            let request =
                CreateTokenRequest { name: input_value(&name), expires_in_days: None, never_expires: *never };
            let (api, made, failure, reload) = (api.clone(), made.clone(), failure.clone(), reload.clone());
            spawn_local(async move {
                match api.create_token(&request).await {
                    Ok(created) => {
                        made.set(Some(created));
                        failure.set(None);
                    }
                    Err(error) => failure.set(Some(error)),
                }
                reload.emit(());
            });
        }))
    };
    let on_revoke = {
        let (failure, reload) = (failure.setter(), tokens.on_reload());
        Callback::from(move |token: TokenId| {
            let (api, failure, reload) = (api.clone(), failure.clone(), reload.clone());
            spawn_local(async move {
                failure.set(api.revoke_token(token).await.err());
                reload.emit(());
            });
        })
    };
    let on_never = {
        let never = never.setter();
        Callback::from(move |chosen| never.set(chosen))
    };
    let list = match (tokens.value(), tokens.error()) {
        (_, Some(error)) => error_panel(t, error, &tokens.on_reload()),
        (None, None) => html! { <Skeleton lines={3} /> },
        (Some(page), None) if page.items.is_empty() => html! { <p>{ t.of(AccountText::NoTokens) }</p> },
        (Some(page), None) => table(t, page, now, &on_revoke),
    };
    let error = failure.as_ref().and_then(|error| error.of_field("name"));
    html! {
        <section class="card" aria-labelledby="tokens-title">
            <h2 id="tokens-title">{ t.of(AccountText::Tokens) }</h2>
            <p class="quiet">{ t.of(AccountText::TokensLead) }</p>
            { list }
            { problem_line(t, failure.as_ref()) }
            if let Some(created) = &*made {
                <div class="banner" role="status">
                    <p>{ t.of(AccountText::Secret) }<br /><code>{ &created.secret }</code></p>
                    <CopyButton text={created.secret.clone()} label={t.of(AccountText::CopySecret)} />
                </div>
            }
            <form class="stack" {onsubmit}>
                { field(Field { id: "token-name", label: t.of(AccountText::TokenName), hint: None, error },
                    |aria_describedby, aria_invalid| html! {
                        <input id="token-name" ref={name} required=true maxlength="64" autocomplete="off"
                            aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                    }) }
                { checkbox("token-never", t.of(AccountText::NeverExpires), Some(t.of(AccountText::NeverExpiresHint)), *never, on_never) }
                <div><button type="submit" class="button">{ t.of(AccountText::MakeToken) }</button></div>
            </form>
        </section>
    }
}

fn table(t: Words, page: &Page<ApiToken>, now: Timestamp, on_revoke: &Callback<TokenId>) -> Html {
    let row = |token: &ApiToken| {
        let id = token.id;
        let expires = match token.expires_at {
            Some(until) => t.moment(until),
            None => t.of(AccountText::Never).to_owned(),
        };
        let used = match token.used_at {
            Some(used) => moment(t, used, now),
            None => html! { { t.of(AccountText::Never) } },
        };
        html! {
            <tr key={id.to_string()}>
                <td>{ &token.name }<div class="quiet small">{ t.moment(token.created_at) }</div></td>
                <td>{ expires }</td>
                <td class="wide">{ used }</td>
                <td>
                    <button type="button" class="button" onclick={on_revoke.reform(move |_: MouseEvent| id)}>
                        { t.of(AccountText::Revoke) }
                    </button>
                </td>
            </tr>
        }
    };
    html! {
        <div class="table-frame">
            <table class="table">
                <thead><tr>
                    <th scope="col">{ t.of(AccountText::TokenName) }</th>
                    <th scope="col">{ t.of(AccountText::Expires) }</th>
                    <th scope="col" class="wide">{ t.of(AccountText::LastUsed) }</th>
                    <th scope="col"><span class="visually-hidden">{ t.of(AccountText::Revoke) }</span></th>
                </tr></thead>
                <tbody>{ for page.items.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
