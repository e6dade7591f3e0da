//! The dialog in which a meeting is planned or changed.

use shared::{
    ConferenceIdType, CreateMeetingRequest, MeetingDetails, MeetingId, MeetingSchedule, UpdateMeetingRequest,
    UserId,
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::choose_organizer::ChooseOrganizer;
use super::recurrence::{Ends, Recurrence, Repeats};
use super::{MeetingsText, zones};
use crate::api::{IdempotencyKey, use_api};
use crate::components::{Dialog, Field, Notice, field, on_input, on_submit, problem_line, use_notices};
use crate::hooks::{Sending, use_sending};
use crate::i18n::{Common, Words, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct MeetingFormProps {
    /// Whose meeting it is; to be chosen when missing.
    pub(super) organizer: Option<UserId>,
    /// The meeting that is changed; a new one when missing.
    #[prop_or_default]
    pub(super) meeting: Option<MeetingDetails>,
    pub(super) on_close: Callback<()>,
    /// Called with the meeting when it is planned or changed.
    pub(super) on_done: Callback<Option<MeetingId>>,
}

/// What stands in the fields.
#[derive(Clone, PartialEq)]
struct Draft {
    organizer: Option<UserId>,
    subject: String,
    start: String,
    end: String,
    time_zone: String,
    recurrence: Recurrence,
}

impl Draft {
    fn new(organizer: Option<UserId>, meeting: Option<&MeetingDetails>) -> Self {
        let Some(details) = meeting else {
            return Self {
                organizer,
                subject: String::new(),
                start: String::new(),
                end: String::new(),
                time_zone: zones::own(),
                recurrence: Recurrence::default(),
            };
        };
        let schedule = &details.meeting.schedule;
        Self {
            organizer: Some(details.meeting.organizer),
            subject: details.meeting.subject.clone(),
            start: schedule.start.clone(),
            end: schedule.end.clone(),
            time_zone: schedule.time_zone.clone(),
            recurrence: Recurrence::of(schedule.recurrence.as_deref()),
        }
    }

    /// The same with another start; an end that was not after it follows one hour behind.
    fn starting(mut self, start: String) -> Self {
        if self.end <= start
            && let Some(end) = an_hour_after(&start)
        {
            self.end = end;
        }
        self.start = start;
        self
    }

    fn schedule(&self) -> MeetingSchedule {
        MeetingSchedule {
            start: self.start.clone(),
            end: self.end.clone(),
            time_zone: self.time_zone.trim().to_owned(),
            recurrence: self.recurrence.rule(),
        }
    }
}

/// An hour after a time, on the same day; `None` in the last hour of a day.
fn an_hour_after(start: &str) -> Option<String> {
    let (day, time) = start.split_once('T')?;
    let (hour, rest) = time.split_once(':')?;
    let hour: u32 = hour.parse().ok()?;
    (hour < 23).then(|| format!("{day}T{:02}:{rest}", hour + 1))
}

/// Asks for everything that a meeting needs, and plans or changes it.
#[component]
pub(super) fn MeetingForm(props: &MeetingFormProps) -> Html {
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    let sending = use_sending();
    let draft = use_state_eq(|| Draft::new(props.organizer, props.meeting.as_ref()));
    let key =
        use_memo(props.meeting.as_ref().map(|details| details.meeting.version), |_| IdempotencyKey::new());
    let nobody = use_state_eq(|| false);
    let onsubmit = {
        let (draft, sending, meeting) = (draft.clone(), sending.clone(), props.meeting.clone());
        let (on_done, nobody) = (props.on_done.clone(), nobody.setter());
        on_submit(Callback::from(move |()| {
            let Some(organizer) = draft.organizer else {
                nobody.set(true);
                return;
            };
            let (on_done, notices) = (on_done.clone(), notices.clone());
            let text = if meeting.is_some() { MeetingsText::DoneChanged } else { MeetingsText::DonePlanned };
            let then = move |details: MeetingDetails| {
                notices.show(Notice::new(t.of(text)));
                on_done.emit(Some(details.meeting.id));
            };
            let (subject, schedule) = (draft.subject.clone(), draft.schedule());
            if let Some(details) = &meeting {
                let request = UpdateMeetingRequest { subject: Some(subject), schedule: Some(schedule) };
                let before = &details.meeting;
                sending.send(api.change_meeting(before.id, before.version, &request, &key), then);
            } else {
                let request = CreateMeetingRequest { organizer: None, subject, schedule };
                sending.send(api.plan_meeting(organizer, &request, &key), then);
            }
        }))
    };
    let form = Form { t, draft: &draft, sending: &sending };
    let is_new = props.meeting.is_none();
    let on_choose = {
        let (draft, nobody) = (draft.clone(), nobody.setter());
        Callback::from(move |organizer| {
            draft.set(Draft { organizer: Some(organizer), ..(*draft).clone() });
            nobody.set(false);
        })
    };
    let nobody = nobody.then(|| AttrValue::from(t.of(MeetingsText::OrganizerUnknown)));
    let keeps_id = props.meeting.as_ref().is_some_and(|details| {
        details.meeting.conference_id_type == ConferenceIdType::Dynamic
            && details.meeting.conference_id.is_some()
    });
    html! {
        <Dialog id="meeting-form" title={t.of(if is_new { MeetingsText::Plan } else { MeetingsText::ChangeTitle })} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form class="stack" {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if keeps_id { <p class="quiet">{ t.of(MeetingsText::ChangeDetail) }</p> }
                if is_new && props.organizer.is_none() {
                    <ChooseOrganizer chosen={draft.organizer} {on_choose} error={nobody} />
                }
                { form.subject(props.organizer.is_some() || !is_new) }
                { form.times() }
                { form.recurrence() }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>{ t.of(Common::Cancel) }</button>
                    <button type="submit" class="button button-primary" aria-disabled={sending.aria()}>
                        { if is_new { t.of(MeetingsText::Plan) } else { t.of(Common::Save) } }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// The fields, and what they need.
struct Form<'page> {
    t: Words,
    draft: &'page UseStateHandle<Draft>,
    sending: &'page Sending,
}

impl Form<'_> {
    /// Changes the draft with what is typed or chosen.
    fn change(&self, change: impl Fn(Draft, String) -> Draft + 'static) -> Callback<String> {
        let draft = self.draft.clone();
        Callback::from(move |value| draft.set(change((*draft).clone(), value)))
    }

    fn subject(&self, autofocus: bool) -> Html {
        let oninput = on_input(self.change(|draft, subject| Draft { subject, ..draft }));
        let error = self.sending.of_field("subject");
        let around =
            Field { id: "meeting-subject", label: self.t.of(MeetingsText::Subject), hint: None, error };
        field(around, |aria_describedby, aria_invalid| {
            html! {
                <input id="meeting-subject" required=true maxlength="200" autocomplete="off" {autofocus}
                    value={self.draft.subject.clone()} {oninput} {aria_describedby} {aria_invalid} />
            }
        })
    }

    fn times(&self) -> Html {
        let t = self.t;
        let time = |id: &'static str, text, name, value: &str, oninput: Callback<InputEvent>| {
            let around = Field { id, label: t.of(text), hint: None, error: self.sending.of_field(name) };
            field(around, |aria_describedby, aria_invalid| {
                html! {
                    <input {id} type="datetime-local" required=true value={value.to_owned()} {oninput} {aria_describedby} {aria_invalid} />
                }
            })
        };
        let on_start = on_input(self.change(Draft::starting));
        let on_end = on_input(self.change(|draft, end| Draft { end, ..draft }));
        let on_zone = on_input(self.change(|draft, time_zone| Draft { time_zone, ..draft }));
        let (hint, error) = (Some(t.of(MeetingsText::TimeZoneHint)), self.sending.of_field("timeZone"));
        let around = Field { id: "meeting-zone", label: t.of(MeetingsText::TimeZone), hint, error };
        let zone = field(around, |aria_describedby, aria_invalid| {
            html! { <>
                <input id="meeting-zone" list="time-zones" required=true autocomplete="off" spellcheck="false"
                    value={self.draft.time_zone.clone()} oninput={on_zone} {aria_describedby} {aria_invalid} />
                <datalist id="time-zones">{ for zones::all().into_iter().map(|zone| html! { <option value={zone} /> }) }</datalist>
            </> }
        });
        html! { <>
            <div class="meeting-times">
                { time("meeting-start", MeetingsText::Start, "start", &self.draft.start, on_start) }
                { time("meeting-end", MeetingsText::End, "end", &self.draft.end, on_end) }
            </div>
            { zone }
        </> }
    }

    fn recurrence(&self) -> Html {
        let t = self.t;
        let chosen = &self.draft.recurrence;
        let on_repeats = on_choice(&self.change(|mut draft, name| {
            let found = Repeats::ALL.into_iter().find(|repeats| repeats.name() == name);
            draft.recurrence.repeats = found.unwrap_or_default();
            draft
        }));
        let on_ends = on_choice(&self.change(|mut draft, name| {
            draft.recurrence.ends =
                Ends::ALL.into_iter().find(|ends| ends.name() == name).unwrap_or_default();
            draft
        }));
        let on_rule = on_input(self.change(|mut draft, rule| {
            draft.recurrence.rule = rule;
            draft
        }));
        let on_count = on_input(self.change(|mut draft, count| {
            draft.recurrence.count = count;
            draft
        }));
        let on_until = on_input(self.change(|mut draft, until| {
            draft.recurrence.until = until;
            draft
        }));
        let is_other = chosen.repeats == Repeats::Other;
        let error = self.sending.of_field("recurrence");
        let around = Field {
            id: "meeting-repeats",
            label: t.of(MeetingsText::Repeats),
            hint: None,
            error: error.filter(|_| !is_other),
        };
        let repeats = field(around, |aria_describedby, aria_invalid| {
            html! {
                <select id="meeting-repeats" onchange={on_repeats} {aria_describedby} {aria_invalid}>
                    { for Repeats::ALL.map(|choice| option(t, choice.name(), choice.text(), choice == chosen.repeats)) }
                </select>
            }
        });
        let rule = || {
            let hint = Some(t.of(MeetingsText::RuleHint));
            field(
                Field { id: "meeting-rule", label: t.of(MeetingsText::Rule), hint, error },
                |aria_describedby, aria_invalid| {
                    html! {
                        <input id="meeting-rule" required=true maxlength="300" autocomplete="off" spellcheck="false" value={chosen.rule.clone()} oninput={on_rule.clone()} {aria_describedby} {aria_invalid} />
                    }
                },
            )
        };
        let ends = || {
            let around =
                Field { id: "meeting-ends", label: t.of(MeetingsText::SeriesEnds), ..Field::default() };
            field(around, |_, _| {
                html! {
                    <select id="meeting-ends" onchange={on_ends.clone()}>
                        { for Ends::ALL.map(|choice| option(t, choice.name(), choice.text(), choice == chosen.ends)) }
                    </select>
                }
            })
        };
        let last = || match chosen.ends {
            Ends::Never => html! {},
            Ends::After => field(
                Field { id: "meeting-count", label: t.of(MeetingsText::Times), ..Field::default() },
                |_, _| {
                    html! {
                        <input id="meeting-count" type="number" min="1" max="4000" required=true value={chosen.count.clone()} oninput={on_count.clone()} />
                    }
                },
            ),
            Ends::On => field(
                Field { id: "meeting-until", label: t.of(MeetingsText::LastDay), ..Field::default() },
                |_, _| {
                    html! {
                        <input id="meeting-until" type="date" required=true value={chosen.until.clone()} oninput={on_until.clone()} />
                    }
                },
            ),
        };
        html! { <>
            { repeats }
            if is_other {
                { rule() }
            } else if chosen.repeats != Repeats::Never {
                <div class="meeting-times">{ ends() }{ last() }</div>
            }
        </> }
    }
}

fn option(t: Words, name: &'static str, text: MeetingsText, selected: bool) -> Html {
    html! { <option value={name} {selected}>{ t.of(text) }</option> }
}

/// Calls back with what is chosen.
fn on_choice(then: &Callback<String>) -> Callback<Event> {
    then.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value())
}
