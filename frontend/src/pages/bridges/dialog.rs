//! The dialog that adds a bridge, renames one, or makes one or a number of its the default.

use shared::{Bridge, CreateBridgeRequest, PhoneNumber, ServiceNumberRequest, UpdateBridgeRequest};
use yew::prelude::*;

use super::BridgesText;
use super::change::use_bridge_change;
use crate::api::BridgeChange;
use crate::components::{Dialog, Field, checkbox, field, input_value, on_submit, problem_line};
use crate::i18n::{Common, use_words};

/// What is done.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum BridgeAct {
    Add,
    Rename,
    MakeDefault,
    /// A number of the bridge becomes its default number.
    MakeNumberDefault(PhoneNumber),
}

impl BridgeAct {
    /// What the button says that leads here.
    pub(super) const fn verb(&self) -> BridgesText {
        match self {
            Self::Add => BridgesText::Add,
            Self::Rename => BridgesText::Rename,
            Self::MakeDefault | Self::MakeNumberDefault(_) => BridgesText::MakeDefault,
        }
    }

    const fn title(&self) -> BridgesText {
        match self {
            Self::Add => BridgesText::Add,
            Self::Rename => BridgesText::Rename,
            Self::MakeDefault => BridgesText::MakeDefaultTitle,
            Self::MakeNumberDefault(_) => BridgesText::MakeNumberDefaultTitle,
        }
    }

    /// What it means, where that is not plain.
    const fn detail(&self) -> Option<BridgesText> {
        match self {
            Self::Add => Some(BridgesText::AddDetail),
            Self::Rename => None,
            Self::MakeDefault => Some(BridgesText::MakeDefaultDetail),
            Self::MakeNumberDefault(_) => Some(BridgesText::MakeNumberDefaultDetail),
        }
    }

    const fn asks_name(&self) -> bool {
        matches!(self, Self::Add | Self::Rename)
    }

    fn change(self, name: String, tell_users: bool) -> BridgeChange {
        let default = Some(true);
        match self {
            Self::Add => BridgeChange::Add(CreateBridgeRequest { name }),
            Self::Rename => BridgeChange::Update(UpdateBridgeRequest {
                name: Some(name),
                ..UpdateBridgeRequest::default()
            }),
            Self::MakeDefault => {
                BridgeChange::Update(UpdateBridgeRequest { default, ..UpdateBridgeRequest::default() })
            }
            Self::MakeNumberDefault(number) => {
                let send_email = tell_users.then_some(true);
                let request = ServiceNumberRequest { default, send_email, ..ServiceNumberRequest::default() };
                BridgeChange::ChangeNumber(number, request)
            }
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct BridgeDialogProps {
    pub(super) act: BridgeAct,
    /// The bridge it is done to; none when one is added.
    pub(super) bridge: Option<Bridge>,
    pub(super) on_close: Callback<()>,
    /// Called when something was changed, or somebody else was first.
    pub(super) on_changed: Callback<()>,
}

/// Says what is done, and does it.
#[component]
pub(super) fn BridgeDialog(props: &BridgeDialogProps) -> Html {
    let t = use_words();
    let input = use_node_ref();
    let tell_users = use_state_eq(|| false);
    let BridgeDialogProps { act, bridge, on_close, on_changed } = props;
    let seen = bridge.as_ref().map(|bridge| (bridge.id, bridge.version));
    let (sending, send) = use_bridge_change(seen, on_close, on_changed);
    let onsubmit = {
        let (input, act, tell_users) = (input.clone(), act.clone(), *tell_users);
        on_submit(Callback::from(move |()| {
            send.emit(act.clone().change(input_value(&input), tell_users));
        }))
    };
    let name = bridge.as_ref().map(|bridge| bridge.name.clone());
    let number = match act {
        BridgeAct::MakeNumberDefault(number) => bridge.as_ref().and_then(|bridge| bridge.number(number)),
        BridgeAct::Add | BridgeAct::Rename | BridgeAct::MakeDefault => None,
    };
    let submit = if *act == BridgeAct::Rename { t.of(Common::Save) } else { t.of(act.verb()) };
    html! {
        <Dialog id="bridge-dialog" title={t.of(act.title())} on_close={on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if !act.asks_name() {
                    <p><strong><bdi>{ number.map_or_else(|| name.clone().unwrap_or_default(), |number| number.describe(t.language)) }</bdi></strong></p>
                }
                if let Some(detail) = act.detail() { <p>{ t.of(detail) }</p> }
                if act.asks_name() {
                    { field(Field { id: "bridge-name", label: t.of(BridgesText::Name), hint: None, error: sending.of_field("name") },
                        |aria_describedby, aria_invalid| html! {
                            <input id="bridge-name" ref={input} required=true maxlength="120" autocomplete="off" autofocus=true
                                ~defaultValue={name.clone().unwrap_or_default()} {aria_describedby} {aria_invalid} />
                        }) }
                }
                if matches!(act, BridgeAct::MakeNumberDefault(_)) {
                    { checkbox("send-email", t.of(BridgesText::TellUsers), None, *tell_users, {
                        let tell_users = tell_users.setter();
                        Callback::from(move |on| tell_users.set(on))
                    }) }
                }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus={!act.asks_name()} disabled={sending.is_busy()} onclick={on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-primary" aria-disabled={sending.aria()}>{ submit }</button>
                </div>
            </form>
        </Dialog>
    }
}
