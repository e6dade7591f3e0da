//! The primary address among all.

use super::super::proxies::primary;

#[test]
fn the_primary_address_is_found_however_addresses_are_joined() {
    for list in [
        "SMTP:b+tag@c.example",
        "smtp:a@c.example+SMTP:b+tag@c.example+sip:x@c.example",
        "smtp:a@c.example;SMTP:b+tag@c.example;x500:/o=Org/cn=a",
        "smtp:a@c.example; SMTP:b+tag@c.example ; SIP:x@c.example",
        "SIP:x@c.example, SMTP:b+tag@c.example, X400:C=SE;A= ;P=Org;O=A;S=Berg;",
        "smtp:a@c.example|SMTP:b+tag@c.example|x500:/o=Org",
        "SIP:x@c.example SMTP:b+tag@c.example smtp:a@c.example",
        "smtp:a@c.example\nSMTP:b+tag@c.example\nX500:/o=Org/cn=a",
        "smtp:a@c.example\tSMTP:b+tag@c.example\t",
        "{SMTP:b+tag@c.example, smtp:a@c.example}",
        "{smtp:a@c.example, SMTP:b+tag@c.example}",
        "{smtp:a@c.example, SMTP:b+tag@c.example...}",
        "[\"smtp:a@c.example\",\"SMTP:b+tag@c.example\"]",
        "['SMTP:b+tag@c.example', 'smtp:a@c.example']",
        "(smtp:a@c.example / SMTP:b+tag@c.example)",
        " SMTP: b+tag@c.example ",
    ] {
        assert_eq!(primary(list), Some("b+tag@c.example"), "{list}");
    }
    assert_eq!(primary("smtp:o'dea@c.example+SMTP:o'dea@c.example"), Some("o'dea@c.example"));
}

#[test]
fn without_a_primary_address_there_is_none() {
    for list in [
        "",
        "smtp:b@c.example",
        "x500:/o=ExampleSMTP:b@c.example",
        "System.String[]",
        "System.Collections.Generic.List`1[System.String]",
        "{}",
    ] {
        assert_eq!(primary(list), None, "{list}");
    }
}
