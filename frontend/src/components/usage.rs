//! How full the range of conference IDs is.

use shared::{BridgeMeter, ConferenceIdUsage, FillWarning, Language};
use yew::prelude::*;

use super::{Icon, icon};
use crate::i18n::{Words, texts};

texts! {
    /// The words of the meter.
    enum UsageText {
        Assigned: "Assigned", "Tilldelade";
        Quarantined: "In quarantine", "I karantän";
        Free: "Available", "Lediga";
    }
}

/// How full the range of conference IDs is, as a bar and in words.
pub(crate) fn usage(t: Words, usage: &ConferenceIdUsage) -> Html {
    let total = u64::from(usage.assigned) + u64::from(usage.quarantined) + u64::from(usage.free);
    let width = |count: u32| {
        // A single ID of nine million is still there to be seen. Whole numbers: printing others costs 10 KB of code.
        if count == 0 { 0 } else { (u64::from(count) * 1_000 / total.max(1)).max(4) }
    };
    let (assigned, quarantined) = (width(usage.assigned), width(usage.quarantined));
    let part = |class: &'static str, label: UsageText, count: u32| {
        html! {
            <div>
                <span class={classes!("swatch", class)} aria-hidden="true"></span>
                <dt>{ t.of(label) }</dt><dd>{ t.number(count.into()) }</dd>
            </div>
        }
    };
    html! { <>
        <svg class="usage" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label={sentence(t, usage, total)}>
            <rect class="usage-assigned" width={assigned.to_string()} height="12" />
            <rect class="usage-quarantined" x={assigned.to_string()} width={quarantined.to_string()} height="12" />
        </svg>
        <dl class="legend">
            { part("swatch-assigned", UsageText::Assigned, usage.assigned) }
            { part("swatch-quarantined", UsageText::Quarantined, usage.quarantined) }
            { part("", UsageText::Free, usage.free) }
        </dl>
        { fill_warning(t, usage) }
    </> }
}

/// A warning, when so many of the IDs are taken that somebody should do something about it.
pub(crate) fn fill_warning(t: Words, usage: &ConferenceIdUsage) -> Html {
    let Some(warning) = FillWarning::of(usage) else { return html! {} };
    let percent = warning.percent();
    let told = match t.language {
        Language::En => format!(
            "More than {percent} % of the conference IDs are taken. Shorten the quarantine, disable users who do not need dial-in conferencing, or add a bridge."
        ),
        Language::Sv => format!(
            "Mer än {percent} % av konferens-ID:na är upptagna. Förkorta karantänen, inaktivera användare som inte behöver konferens med uppringning, eller lägg till en brygga."
        ),
    };
    html! { <div class="banner banner-warning" role="alert">{ icon(Icon::Alert) }<p>{ told }</p></div> }
}

/// What the use of a bridge means: how likely a guess hits, and when it is full.
pub(crate) fn meter(t: Words, meter: &BridgeMeter) -> Html {
    let sentences = meter.sentences(t.language, |number| t.number(number.into()));
    html! { if !sentences.is_empty() { <p class="quiet small">{ sentences.join(" ") }</p> } }
}

/// The meter in words.
fn sentence(t: Words, usage: &ConferenceIdUsage, total: u64) -> String {
    let (assigned, quarantined) = (t.number(usage.assigned.into()), t.number(usage.quarantined.into()));
    let total = t.number(total);
    match t.language {
        Language::En => format!("{assigned} of {total} assigned, {quarantined} in quarantine"),
        Language::Sv => format!("{assigned} av {total} tilldelade, {quarantined} i karantän"),
    }
}
