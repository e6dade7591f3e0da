//! The sheet itself: black on white, whatever the page looks like.

use shared::{CardNumber, DialInCard, Language};
use yew::prelude::*;

use super::qr::qr;
use super::text::CardText;
use crate::components::place;
use crate::i18n::{Common, Words};

/// How many numbers a small sheet has room for.
const NUMBERS_ON_A6: usize = 4;

/// What the card is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Paper {
    /// A postcard.
    #[default]
    A6,
    /// A sheet for a wall.
    A4,
}

impl Paper {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::A6 => "a6",
            Self::A4 => "a4",
        }
    }

    pub(super) fn from_name(name: &str) -> Self {
        if name == Self::A4.name() { Self::A4 } else { Self::A6 }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::A6 => "dial-card dial-card-a6",
            Self::A4 => "dial-card dial-card-a4",
        }
    }

    /// The numbers that it has room for.
    fn numbers(self, card: &DialInCard) -> &[CardNumber] {
        let most = match self {
            Self::A6 => NUMBERS_ON_A6,
            Self::A4 => usize::MAX,
        };
        &card.numbers[..card.numbers.len().min(most)]
    }
}

/// What is printed, in the language of those who dial.
pub(super) fn sheet(t: Words, card: &DialInCard, paper: Paper) -> Html {
    let numbers = paper.numbers(card);
    let left_out = card.numbers.len() - numbers.len();
    html! {
        <article class={paper.class()} lang={t.language.tag()} aria-labelledby="dial-card-name">
            <header>
                <p class="dial-card-kind">{ t.of(CardText::Join) }</p>
                <h2 id="dial-card-name"><bdi>{ &card.display_name }</bdi></h2>
                if !card.organisation_name.is_empty() { <p><bdi>{ &card.organisation_name }</bdi></p> }
            </header>
            <div class="dial-card-id">
                <p>{ t.of(Common::ConferenceId) }</p>
                <p class="dial-card-digits"><span class="digits">{ card.conference_id.replace(' ', "\u{a0}") }</span></p>
            </div>
            { for card.numbers.first().map(|number| one_tap(t, number)) }
            if !numbers.is_empty() {
                <div>
                    <h3>{ t.of(CardText::Numbers) }</h3>
                    <ul class="dial-card-numbers">{ for numbers.iter().map(|number| line(t, number)) }</ul>
                    if left_out > 0 { <p class="dial-card-small">{ left_out_words(t, left_out) }</p> }
                </div>
            }
            <p>{ t.of(if numbers.len() > 1 { CardText::HowMany } else { CardText::HowOne }) }</p>
            <p class="dial-card-small dial-card-at">{ as_of(t, &t.day(card.at)) }</p>
        </article>
    }
}

/// The code, and the same link to tap.
fn one_tap(t: Words, number: &CardNumber) -> Html {
    html! {
        <div class="dial-card-tap">
            { qr(&number.one_tap, t.of(CardText::Code)) }
            <div>
                <p class="dial-card-strong">{ t.of(CardText::Scan) }</p>
                <p>{ t.of(CardText::ScanDetail) }</p>
                <p><a id="dial-card-link" href={number.one_tap.clone()}>{ number.number.for_people() }</a></p>
            </div>
        </div>
    }
}

fn line(t: Words, number: &CardNumber) -> Html {
    let place = place(t, &number.number);
    html! {
        <li>
            <a class="nowrap dial-card-strong" href={number.one_tap.clone()}>{ number.number.for_people() }</a>
            if !place.is_empty() { <span>{ place }</span> }
            if number.number.toll_free { <span>{ t.of(CardText::TollFree) }</span> }
        </li>
    }
}

fn left_out_words(t: Words, count: usize) -> String {
    match t.language {
        Language::En if count == 1 => "The invitation has one more number.".to_owned(),
        Language::En => format!("The invitation has {count} more numbers."),
        Language::Sv if count == 1 => "Ytterligare ett nummer finns i inbjudan.".to_owned(),
        Language::Sv => format!("Ytterligare {count} nummer finns i inbjudan."),
    }
}

fn as_of(t: Words, day: &str) -> String {
    match t.language {
        Language::En => {
            format!("As of {day}. After a reset of the conference ID, this card no longer works.")
        }
        Language::Sv => {
            format!("Gäller den {day}. Om konferens-ID:t återställs fungerar kortet inte längre.")
        }
    }
}
