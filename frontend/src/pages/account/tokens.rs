//! API tokens.

use shared::{ApiToken, CreateTokenRequest, CreatedToken, TokenId};
use yew::prelude::*;

use super::AccountText;
use super::list::{Columns, Row, list};
use crate::api::use_api;
use crate::components::{CopyButton, Field, checkbox, field, input_value, moment, on_submit, problem_line};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::use_words;

const COLUMNS: Columns = Columns {
    heads: [
        (AccountText::TokenName, None),
        (AccountText::Expires, None),
        (AccountText::LastUsed, Some("wide")),
    ],
    end: AccountText::Revoke,
};

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
    let days = use_node_ref();
    let never = use_state_eq(|| false);
    let made = use_state(|| None::<CreatedToken>);
    let (making, revoking) = (use_sending(), use_sending());
    let onsubmit = {
        let (api, name, never, made) = (api.clone(), name.clone(), never.clone(), made.setter());
        let days = days.clone();
        let (making, reload) = (making.clone(), tokens.on_reload());
        on_submit(Callback::from(move |()| {
            // The browser takes numbers only; what is none is left to the server's default.
            let expires_in_days = input_value(&days).parse().ok().filter(|_| !*never);
            let request =
                CreateTokenRequest { name: input_value(&name), expires_in_days, never_expires: *never };
            let (made, reload) = (made.clone(), reload.clone());
            making.send(api.create_token(&request), move |created| {
                made.set(Some(created));
                reload.emit(());
            });
        }))
    };
    let on_revoke = {
        let (revoking, reload, made) = (revoking.clone(), tokens.on_reload(), made.clone());
        Callback::from(move |token: TokenId| {
            let (answer, made) = (api.revoke_token(token), made.clone());
            let answer = async move {
                answer.await?;
                if made.as_ref().is_some_and(|made| made.token.id == token) {
                    // Nobody has a use for it any more.
                    made.set(None);
                }
                Ok(())
            };
            revoking.command(answer, reload.clone());
        })
    };
    let row = |token: &ApiToken| {
        let id = token.id;
        let expires =
            token.expires_at.map_or_else(|| t.of(AccountText::Never).to_owned(), |until| t.moment(until));
        let used =
            token.used_at.map_or_else(|| html! { t.of(AccountText::Never) }, |used| moment(t, used, now));
        let maker = token.created_by.as_ref().map_or(t.of(AccountText::CommandLine), |maker| &maker.name);
        let what = html! { <>
            { &token.name }
            <div class="quiet small">{ t.moment(token.created_at) }{ " · " }<bdi>{ maker }</bdi></div>
        </> };
        Row {
            key: id.to_string(),
            name: token.name.clone(),
            cells: [what, html! { expires }, used],
            on_end: Some(on_revoke.reform(move |_: MouseEvent| id)),
        }
    };
    let none = tokens.error().is_none() && tokens.value().is_some_and(|page| page.items.is_empty());
    let on_never = {
        let never = never.setter();
        Callback::from(move |chosen| never.set(chosen))
    };
    html! {
        <section class="card" aria-labelledby="tokens-title">
            <h2 id="tokens-title">{ t.of(AccountText::Tokens) }</h2>
            <p class="quiet">{ t.of(AccountText::TokensLead) }</p>
            if none {
                <p>{ t.of(AccountText::NoTokens) }</p>
            } else {
                { list(t, &COLUMNS, &tokens, &revoking, row) }
            }
            { problem_line(t, making.error().or(revoking.error())) }
            if let Some(created) = &*made {
                <div class="banner" role="status">
                    <p>{ t.of(AccountText::Secret) }<br /><code>{ &created.secret }</code></p>
                    <CopyButton text={created.secret.clone()} label={t.of(AccountText::CopySecret)} />
                </div>
            }
            <form class="stack" {onsubmit} aria-busy={making.aria()}>
                { field(Field { id: "token-name", label: t.of(AccountText::TokenName), hint: None, error: making.of_field("name") },
                    |aria_describedby, aria_invalid| html! {
                        <input id="token-name" ref={name} required=true maxlength="64" autocomplete="off"
                            aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                    }) }
                { field(Field { id: "token-days", label: t.of(AccountText::ExpiresInDays), hint: None, error: making.of_field("expiresInDays") },
                    |aria_describedby, aria_invalid| html! {
                        <input id="token-days" ref={days} type="number" min="1" max="36500" step="1" required=true disabled={*never}
                            ~defaultValue="90" aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                    }) }
                { checkbox("token-never", t.of(AccountText::NeverExpires), None, *never, on_never) }
                <div><button type="submit" class="button" aria-disabled={making.aria()}>{ t.of(AccountText::MakeToken) }</button></div>
            </form>
        </section>
    }
}
