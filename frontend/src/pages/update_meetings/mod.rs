//! The meeting update tool: puts the new conference ID into calendar files and invitations, in the browser.
//!
//! Organizers come here from the link in a mail, without signing in.

mod calendar;
mod choose;
mod draft;
mod invitation;
mod result;
mod rows;
mod text;
mod worker;

use std::collections::BTreeSet;
use std::rc::Rc;

pub(super) use calendar::{ConnectedCalendar, ImpactLine};
use draft::{ADDRESSES, Draft, Faults, NEW_ID, NUMBERS, OLD_IDS};
use mender::{Answer, Command, DiffLine, RowKind, SheetReport};
pub(crate) use text::MeetingsText;
use web_sys::File;
use worker::{Heard, use_mend_worker};
use yew::prelude::*;

use crate::browser;
use crate::components::{Field, Icon, Notice, chip, field, icon, on_input, use_notices};
use crate::hooks::use_window_event;
use crate::i18n::{Words, use_words};
use crate::lazy::lazy_component;
use crate::route::Route;
use crate::router::use_router;
use crate::shell::ShellText;
use choose::ChooseCalendars;
use invitation::PasteInvitation;
use result::{Found, result};

/// How many meetings are in the document at once.
const ROWS: usize = 50;
/// The heading of the result; it gets the focus when the result is there.
const RESULT: &str = "meetings-result";

/// Where the invitations are.
#[derive(Clone, Copy, PartialEq)]
enum Source {
    Files,
    Text,
}

/// How far it is.
#[derive(Clone, Copy, PartialEq)]
enum Phase {
    /// Nothing was asked for.
    Idle,
    /// The worker reads the files.
    Working { fraction: f64, file: usize },
    /// They are read; counted, so that each reading is a new one.
    Done(u32),
    /// The worker has stopped by itself.
    Broken,
}

/// Which meetings are shown.
#[derive(Clone, Copy, Default, PartialEq)]
struct View {
    kind: RowKind,
    from: usize,
}

/// A pasted text, mended.
#[derive(PartialEq)]
struct PastedText {
    output: AttrValue,
    lines: Vec<DiffLine>,
    /// The text around digits that look like an old ID and stay.
    leftovers: Vec<String>,
}

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct UpdateMeetingsPageProps {
    /// Whether organizers come here who could connect their calendar instead.
    pub(crate) public: bool,
}

lazy_component!(UpdateMeetingsPage in meetings, 9 lines);

/// The meeting update tool.
#[component]
pub(crate) fn UpdateMeetingsPage(props: &UpdateMeetingsPageProps) -> Html {
    let t = use_words();
    let router = use_router();
    let notices = use_notices();
    let draft = use_state_eq(|| from_link().unwrap_or_default());
    let faults = use_state_eq(Faults::default);
    let source = use_state_eq(|| Source::Files);
    // The files that are chosen, and those that were read.
    let files = use_state_eq(|| Rc::new(Vec::<File>::new()));
    let said = use_state_eq(|| None::<MeetingsText>);
    let phase = use_state_eq(|| Phase::Idle);
    let view = use_state_eq(View::default);
    let sheet = use_state_eq(|| None::<Rc<SheetReport>>);
    let left_out = use_state_eq(|| Rc::new(BTreeSet::<usize>::new()));
    let pasted = use_state_eq(|| None::<Rc<PastedText>>);
    let readings = use_mut_ref(|| 0_u32);
    let asked_to_show = use_mut_ref(|| 0_u32);

    let worker = use_mend_worker({
        let (phase, sheet, pasted, files) = (phase.setter(), sheet.setter(), pasted.setter(), files.clone());
        let (readings, asked_to_show, notices) = (readings.clone(), asked_to_show.clone(), notices.clone());
        Callback::from(move |heard: Heard| match heard {
            Heard::Broken => phase.set(Phase::Broken),
            Heard::Answer(ticket, answer, blob) => match answer {
                Answer::Ready => {}
                Answer::Progress { fraction, file } => phase.set(Phase::Working { fraction, file }),
                Answer::Read => {
                    let reading = readings.borrow().wrapping_add(1);
                    readings.replace(reading);
                    phase.set(Phase::Done(reading));
                }
                Answer::Shown(report) => {
                    if ticket == *asked_to_show.borrow() {
                        sheet.set(Some(Rc::new(report)));
                    }
                }
                Answer::Saved { file, is_email } => {
                    if let (Some(file), Some(blob)) = (files.get(file), blob) {
                        browser::save_blob(&t.corrected_name(&file.name(), is_email), &blob);
                        notices.show(Notice::new(t.of(MeetingsText::Saved)));
                    }
                }
                Answer::Pasted { output, lines, leftovers } => {
                    pasted.set(Some(Rc::new(PastedText { output: output.into(), lines, leftovers })));
                }
            },
        })
    });
    use_window_event("hashchange", {
        let draft = draft.setter();
        Callback::from(move |_| {
            if let Some(filled) = from_link() {
                draft.set(filled);
            }
        })
    });
    use_effect_with((*phase, *view, t.language), {
        let (worker, asked_to_show) = (worker.clone(), asked_to_show.clone());
        move |(phase, view, language)| {
            if matches!(phase, Phase::Done(_)) {
                let View { kind, from } = *view;
                let command = Command::Show { kind, from, count: ROWS, language: *language };
                asked_to_show.replace(worker.ask(command, &[]));
            }
        }
    });
    // The first result of a reading is where the reader wants to be.
    use_effect_with((sheet.is_some(), *readings.borrow()), |(is_there, _)| {
        if *is_there {
            browser::focus(RESULT);
        }
    });

    // What is asked for, or else the field that is wrong gets the focus.
    let order = {
        let (draft, faults) = (draft.clone(), faults.setter());
        move |needs_address: bool| match draft.order(t, needs_address, now_in_seconds()) {
            Ok(order) => {
                faults.set(Faults::default());
                Some(order)
            }
            Err(found) => {
                if let Some(first) = found.first() {
                    browser::focus(first);
                }
                faults.set(found);
                None
            }
        }
    };
    let look = {
        let (worker, order, said, files) = (worker.clone(), order.clone(), said.setter(), files.setter());
        let (phase, view, sheet, left_out) =
            (phase.setter(), view.setter(), sheet.setter(), left_out.setter());
        Callback::from(move |chosen: Rc<Vec<File>>| {
            files.set(chosen.clone());
            sheet.set(None);
            worker.stop();
            phase.set(Phase::Idle);
            if chosen.is_empty() {
                said.set(Some(MeetingsText::NoFiles));
                return;
            }
            let Some(order) = order(true) else { return said.set(Some(MeetingsText::FaultsFirst)) };
            said.set(None);
            view.set(View::default());
            left_out.set(Rc::default());
            phase.set(Phase::Working { fraction: 0.0, file: 0 });
            worker.ask(Command::Read { order }, &chosen);
        })
    };
    let on_cancel = {
        let (worker, phase) = (worker.clone(), phase.setter());
        Callback::from(move |_: MouseEvent| {
            worker.stop();
            phase.set(Phase::Idle);
        })
    };
    let on_save = {
        let (worker, left_out) = (worker.clone(), left_out.clone());
        Callback::from(move |file: usize| {
            worker.ask(Command::Save { file, left_out: left_out.iter().copied().collect() }, &[]);
        })
    };
    let on_paste = {
        let (worker, pasted) = (worker.clone(), pasted.setter());
        Callback::from(move |text: String| {
            pasted.set(None);
            if let Some(order) = order(false) {
                worker.ask(Command::Paste { text, order }, &[]);
            }
        })
    };
    let retry = {
        let (look, files) = (look.clone(), files.clone());
        Callback::from(move |()| look.emit((*files).clone()))
    };

    let source_chip = |which: Source, text: MeetingsText| {
        let chosen = source.setter();
        chip(t.of(text), *source == which, &Callback::from(move |()| chosen.set(which)))
    };
    let content = match *source {
        Source::Text => html! { <>
            <PasteInvitation {on_paste} pasted={(*pasted).clone()} />
            if *phase == Phase::Broken { { broken(t, &retry) } }
        </> },
        Source::Files => html! { <>
            <ChooseCalendars files={(*files).clone()} said={said.map(|said| t.of(said))} on_look={look.clone()} />
            { match (*phase, &*sheet) {
                (Phase::Working { fraction, file }, _) => {
                    let name = files.get(file).map(File::name).unwrap_or_default();
                    progress(t, fraction, &name, &on_cancel)
                }
                (Phase::Broken, _) => broken(t, &retry),
                (Phase::Done(_), Some(sheet)) => result(&Found {
                    t,
                    files: &files,
                    sheet,
                    view: *view,
                    left_out: &left_out,
                    on_view: { let view = view.setter(); Callback::from(move |to| view.set(to)) },
                    on_left_out: { let left_out = left_out.setter(); Callback::from(move |to| left_out.set(to)) },
                    on_save,
                }),
                (Phase::Idle | Phase::Done(_), _) => html! {},
            } }
        </> },
    };
    html! {
        <div class="meetings stack">
            <header class="page-head">
                <div><h1>{ t.of(ShellText::UpdateMeetings) }</h1><p class="page-lead">{ t.of(MeetingsText::Lead) }</p></div>
            </header>
            <div class="banner banner-accent">{ icon(Icon::Check) }<p>{ t.of(MeetingsText::Private) }</p></div>
            if props.public {
                <p>{ t.of(MeetingsText::ByItself) }{ " " }{ router.link(&Route::Organizer, "", html! { t.of(MeetingsText::ByItselfDo) }) }</p>
            }
            { ids(t, &draft, &faults) }
            <section class="card stack" aria-labelledby="meetings-where">
                <h2 id="meetings-where">{ t.of(MeetingsText::Where) }</h2>
                <div class="chips" role="group" aria-labelledby="meetings-where">
                    { source_chip(Source::Files, MeetingsText::InFiles) }
                    { source_chip(Source::Text, MeetingsText::InText) }
                </div>
                { content }
            </section>
        </div>
    }
}

/// The fields as the link fills them that led here.
fn from_link() -> Option<Draft> {
    Draft::parse(&browser::window().location().hash().unwrap_or_default())
}

fn now_in_seconds() -> i64 {
    i64::try_from(browser::now().milliseconds() / 1_000).unwrap_or_default()
}

fn ids(t: Words, draft: &UseStateHandle<Draft>, faults: &Faults) -> Html {
    let text = |(id, label, hint): (&'static str, MeetingsText, Option<MeetingsText>),
                value: &str,
                fault: &Option<String>,
                then: fn(&mut Draft, String)| {
        let draft = draft.clone();
        let oninput = on_input(Callback::from(move |typed: String| {
            let mut changed = (*draft).clone();
            then(&mut changed, typed);
            draft.set(changed);
        }));
        let about =
            Field { id, label: t.of(label), hint: hint.map(|hint| t.of(hint)), error: fault.as_deref() };
        let is_address = id == ADDRESSES;
        field(about, |aria_describedby, aria_invalid| {
            html! {
                <input {id} value={value.to_owned()} {oninput} autocomplete={if is_address { "email" } else { "off" }}
                    inputmode={if is_address { "email" } else { "text" }} spellcheck="false" {aria_describedby} {aria_invalid} />
            }
        })
    };
    html! {
        <section class="card stack" aria-labelledby="meetings-ids">
            <h2 id="meetings-ids">{ t.of(MeetingsText::Ids) }</h2>
            <div class="meetings-fields">
                { text((NEW_ID, MeetingsText::New, Some(MeetingsText::NewHint)), &draft.new_id, &faults.new_id, |draft, typed| draft.new_id = typed) }
                { text((OLD_IDS, MeetingsText::Old, Some(MeetingsText::OldHint)), &draft.old_ids, &faults.old_ids, |draft, typed| draft.old_ids = typed) }
                { text((ADDRESSES, MeetingsText::Addresses, Some(MeetingsText::AddressesHint)), &draft.addresses, &faults.addresses, |draft, typed| draft.addresses = typed) }
                { text((NUMBERS, MeetingsText::Numbers, Some(MeetingsText::NumbersHint)), &draft.numbers, &faults.numbers, |draft, typed| draft.numbers = typed) }
            </div>
        </section>
    }
}

fn progress(t: Words, fraction: f64, name: &str, on_cancel: &Callback<MouseEvent>) -> Html {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let percent = (fraction * 100.0).floor() as u64;
    html! {
        <div class="stack">
            <p class="strong" role="status">{ t.of(MeetingsText::Working) }</p>
            <progress max="1" value={format!("{fraction:.3}")} aria-label={t.of(MeetingsText::Working)}></progress>
            <div class="actions">
                <button type="button" class="button" onclick={on_cancel}>{ t.of(crate::i18n::Common::Cancel) }</button>
                <span class="quiet small">{ t.reading(percent, name) }</span>
            </div>
        </div>
    }
}

fn broken(t: Words, retry: &Callback<()>) -> Html {
    html! {
        <div class="state state-error" role="alert">
            { icon(Icon::Alert) }
            <p class="state-title">{ t.of(MeetingsText::Broken) }</p>
            <p>{ t.of(MeetingsText::BrokenDetail) }</p>
            <button type="button" class="button" onclick={retry.reform(|_: MouseEvent| ())}>{ t.of(crate::i18n::Common::Retry) }</button>
        </div>
    }
}
