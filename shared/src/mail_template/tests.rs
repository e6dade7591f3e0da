use super::*;
use crate::{Describe as _, Fault, InvalidField, Language, MailEvent};

const EVENT: MailEvent = MailEvent::ConferenceIdChanged;

fn text(body: &str) -> MailTemplateText {
    MailTemplateText { subject: "Nytt ID".to_owned(), body: body.to_owned() }
}

fn faults(text: &MailTemplateText, language: Language) -> Vec<(&'static str, String)> {
    let faults = text.checked(EVENT).err().unwrap_or_default();
    faults.into_iter().map(|InvalidField { field, fault }| (field, fault.describe(language))).collect()
}

fn layout(body: &str, holds: &[MailVariable]) -> Vec<MailPart> {
    let template = MailTemplate::parse(body, EVENT).unwrap();
    template.layout(&|variable| holds.contains(&variable)).0
}

fn words(text: &str) -> Vec<MailInline> {
    vec![MailInline::Text(text.to_owned())]
}

#[test]
fn signs_of_layout_are_read() {
    let body = "# Head\nfirst line\nsecond\n\n* one\n- two\n1. step\n22. step\n\nID: {{conferenceId}}\n\n--\nsmall\nprint";
    let expected = [
        MailPart::Heading(words("Head")),
        MailPart::Paragraph([words("first line"), vec![MailInline::Break], words("second")].concat()),
        MailPart::List(vec![words("one"), words("two")]),
        MailPart::Steps(vec![words("step"), words("step")]),
        MailPart::Fact { label: words("ID"), variable: MailVariable::ConferenceId },
        MailPart::Footer([words("small"), vec![MailInline::Break], words("print")].concat()),
    ];
    assert_eq!(layout(body, &[]), expected);
}

#[test]
fn links_lead_to_addresses_and_to_variables_that_are_some() {
    let parts =
        layout("[a {{displayName}}]({{updateTool}}), [b](https://x.example/y) [c](javascript:d)", &[]);
    let [MailPart::Paragraph(line)] = &parts[..] else { panic!("{parts:?}") };
    let variable = MailTarget::Variable(MailVariable::UpdateTool);
    let a = vec![MailInline::Text("a ".to_owned()), MailInline::Variable(MailVariable::DisplayName)];
    assert_eq!(line[0], MailInline::Link { words: a, target: variable });
    let address = MailTarget::Address("https://x.example/y".to_owned());
    assert_eq!(line[2], MailInline::Link { words: words("b"), target: address });
    assert_eq!(line[3], MailInline::Text(" [c](javascript:d)".to_owned()));
}

#[test]
fn conditions_choose_and_leave_no_empty_lines() {
    let body = "a{{if organisation}} at {{organisation}}{{else}} alone{{end}}.\n{{if severalNumbers}}\n* {{if displayName}}b{{end}}\n{{end}}\n";
    assert_eq!(layout(body, &[]), [MailPart::Paragraph(words("a alone."))]);
    let all =
        layout(body, &[MailVariable::Organisation, MailVariable::SeveralNumbers, MailVariable::DisplayName]);
    assert_eq!(all.len(), 2);
    assert_eq!(all[1], MailPart::List(vec![words("b")]));
}

#[test]
fn several_lines_stand_apart_from_what_is_around_them() {
    let expected = [
        MailPart::Paragraph(words("Numbers:")),
        MailPart::Block(MailVariable::AllNumbers),
        MailPart::Paragraph(words("and so on")),
    ];
    assert_eq!(layout("Numbers: {{allNumbers}} and so on", &[]), expected);
}

#[test]
fn every_fault_names_its_line_and_what_is_accepted() {
    let body = "{{conferenceId}}\n{{conferenceID}}\n{{else}}\n{{if signInLink}}\nx {{\n";
    let told = faults(&text(body), Language::En);
    let lines: Vec<&str> = told.iter().map(|(_, sentence)| sentence.split(':').next().unwrap()).collect();
    assert_eq!(lines, ["Line 2", "Line 3", "Line 4", "Line 5", "Line 4"], "{told:#?}");
    assert!(told[0].1.contains("“conferenceID”") && told[0].1.contains("conferenceId, "), "{told:?}");
    assert!(!told[0].1.contains("signInLink"), "it has no value in this email: {told:?}");
    let swedish = faults(&text(body), Language::Sv);
    assert!(swedish[0].1.starts_with("Rad 2: ”conferenceID”"), "{swedish:?}");
}

#[test]
fn what_the_email_is_for_cannot_be_left_out() {
    for kept in [
        "{{conferenceId}}",
        "{{invitationBlock}}",
        "{{if conferenceId}}{{conferenceId}}{{end}}",
        "{{if organisation}}{{conferenceId}}{{else}}{{invitationBlock}}{{end}}",
    ] {
        assert_eq!(faults(&text(kept), Language::En), [], "{kept}");
    }
    for lost in [
        "Hello",
        "{{if organisation}}{{conferenceId}}{{end}}",
        "{{if calendarConnected}}{{else}}{{conferenceId}}{{end}}",
    ] {
        let told = faults(&text(lost), Language::En);
        assert!(told[0].1.contains("{{conferenceId}} or {{invitationBlock}}"), "{lost}: {told:?}");
    }
    let link =
        MailTemplateText { subject: "Link".to_owned(), body: "[Sign in](https://x.example)".to_owned() };
    assert!(link.checked(MailEvent::OrganizerLink).is_err());
}

#[test]
fn a_subject_is_one_line_without_the_id() {
    let subject =
        |subject: &str| MailTemplateText { subject: subject.to_owned(), body: "{{conferenceId}}".to_owned() };
    assert_eq!(
        faults(&subject("{{if organisation}}{{organisation}}: {{end}}ID for {{displayName}}"), Language::En),
        []
    );
    for wrong in ["{{conferenceId}}", "{{if organisation}}{{conferenceId}}{{end}}", "{{updateTool}}", "a\nb"]
    {
        assert_eq!(faults(&subject(wrong), Language::En)[0].0, "subject", "{wrong}");
    }
    let long = subject(&"a".repeat(201)).checked(EVENT).unwrap_err();
    assert_eq!(long, [InvalidField { field: "subject", fault: Fault::LongerThan(200) }]);
    let empty = MailTemplateText { subject: " ".to_owned(), body: String::new() }.checked(EVENT).unwrap_err();
    assert_eq!(empty.len(), 2);
}

#[test]
fn links_that_lead_nowhere_are_refused() {
    for (body, wrong) in [
        ("{{conferenceId}}\n[x](javascript:alert(1))", true),
        ("{{conferenceId}}\n[x]({{displayName}})", true),
        ("{{conferenceId}}\n[x](https://x.example", true),
        ("{{conferenceId}}\n[x](mailto:help@x.example) [y]({{ updateTool }})", false),
    ] {
        let told = faults(&text(body), Language::En);
        assert_eq!(
            told.iter().any(|(_, sentence)| sentence.starts_with("Line 2: ")),
            wrong,
            "{body}: {told:?}"
        );
    }
}

#[test]
fn conditions_go_only_so_deep() {
    let deep = |depth: usize| {
        format!("{{{{conferenceId}}}}{}x{}", "{{if displayName}}".repeat(depth), "{{end}}".repeat(depth))
    };
    assert_eq!(faults(&text(&deep(8)), Language::En), []);
    assert_eq!(faults(&text(&deep(9)), Language::En).len(), 1);
}

proptest::proptest! {
    /// Whatever somebody types is read to its end, and what is accepted can be laid out whatever holds.
    #[test]
    fn anything_can_be_typed(body in r"(\{\{(if )?(displayName|conferenceId|else|end|x)?(\}\})?|[#*\[\]()\n -]|1\. |--|å){0,40}") {
        for event in MailEvent::ALL {
            let _ = text(&body).checked(event);
            if let Ok(template) = MailTemplate::parse(&body, event) {
                let (all, none) = (template.layout(&|_| true).0, template.layout(&|_| false).0);
                proptest::prop_assert!(all.len() + none.len() <= 2 * body.len());
            }
        }
    }
}
