//! Files of users from elsewhere, and files for elsewhere.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::ProblemCode;

use crate::support::{Answer, App};

async fn upload(app: &App, headers: &[(&'static str, &str)], file: impl Into<Vec<u8>>) -> Answer {
    let mut call = app.call(Method::POST, "/api/v1/imports");
    for (name, value) in headers {
        call = call.header(name, value);
    }
    call.body(file.into()).send().await
}

/// What a problem says to the reader.
fn detail(answer: &Answer) -> String {
    answer.json::<Value>()["detail"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_charset_of_the_request_is_the_file_s() {
    let app = App::new().await;
    // In Windows-1252 this would be a name as well.
    let file = b"Display name,User principal name,Mail\r\n\x80rlig Ek,a@c.example,a@c.example\r\n";
    let mac = upload(&app, &[("content-type", "text/csv; charset=\"Macintosh\"")], file).await;
    let rows = format!("{}/rows", mac.header("location").unwrap());
    assert_eq!(app.get(&rows).await.json::<Value>()["items"][0]["displayName"], "Ärlig Ek");
    let windows =
        upload(&app, &[("content-type", "text/csv;header=present; Charset=windows-1252")], file).await;
    let rows = format!("{}/rows", windows.header("location").unwrap());
    assert_eq!(app.get(&rows).await.json::<Value>()["items"][0]["displayName"], "€rlig Ek");
    let unknown = upload(&app, &[("content-type", "text/csv; charset=x-none")], file).await;
    unknown.assert_problem(422, ProblemCode::ImportUnreadable);
    assert!(detail(&unknown).contains("“x-none”"), "{}", unknown.body);
}

#[tokio::test]
async fn what_is_no_file_says_how_to_send_one() {
    let app = App::new().await;
    let form = upload(&app, &[("content-type", "multipart/form-data; boundary=x")], "--x\r\n").await;
    form.assert_problem(415, ProblemCode::UnsupportedBody);
    assert!(detail(&form).contains("curl --data-binary @users.csv"), "{}", form.body);
    let headers = [("content-type", "text/csv"), ("content-encoding", "gzip")];
    let packed = upload(&app, &headers, b"\x1f\x8b\x08").await;
    packed.assert_problem(415, ProblemCode::UnsupportedBody);
    for (file, name) in [
        (b"PK\x03\x04 xl/workbook.xml".as_slice(), "Excel workbook"),
        (b"\x1f\x8b\x08\0", "compressed archive"),
        (b"%PDF-1.7", "PDF"),
    ] {
        let answer = upload(&app, &[("content-type", "text/csv")], file).await;
        answer.assert_problem(422, ProblemCode::ImportUnreadable);
        assert!(detail(&answer).contains(name), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_header_alone_has_no_rows_and_a_missing_one_is_told() {
    let app = App::new().await;
    let header = upload(&app, &[], "Display name,User principal name,Mail\r\n,,\r\n").await;
    header.assert_problem(422, ProblemCode::ImportUnreadable);
    assert_eq!(detail(&header), "The file has no rows, only a header line.");
    let headings = "\nUsers\nWho,\"Mail \"\"new\"\"\u{200b}\",E-mail\r\nAnna,a,a@c.example\r\n";
    let missing = upload(&app, &[("accept-language", "sv")], headings).await;
    let detail = detail(&missing);
    for part in ["”Visningsnamn”", "”Användarens huvudnamn”", "rad 3 har: ”Who”, ”Mail \"new\"”, ”E-mail”"]
    {
        assert!(detail.contains(part), "{detail}");
    }
    assert!(!detail.contains("\\\""), "{detail}");
}

#[tokio::test]
async fn passwords_of_a_template_are_not_kept() {
    let app = App::new().await;
    let template = "version:v1.0\nName [displayName] Required,User name [userPrincipalName] Required,\
        Initial password [passwordProfile] Required\nAnna,anna@c.example,Secret-1\nBo,Secret-2\n";
    let preview = upload(&app, &[], template).await;
    let rows = app.get(&format!("{}/rows", preview.header("location").unwrap())).await;
    // The row that is refused comes first.
    assert_eq!(rows.json::<Value>()["items"][1]["primaryEmail"], "anna@c.example");
    assert!(!rows.body.contains("Secret-1"), "{}", rows.body);
}

#[tokio::test]
async fn what_is_exported_is_read_again_in_every_form() {
    let app = App::new().await;
    for (number, name) in ["'t Hooft, Åsa", "=1+1", "a;b \"c\""].into_iter().enumerate() {
        let request = json!({
            "displayName": name,
            "userPrincipalName": format!("-u{number}@north_lab.example"),
            "primaryEmail": format!("u{number}@contoso.example"),
            "language": "sv",
            "enable": true,
        });
        assert_eq!(app.post("/api/v1/users", request).await.status, StatusCode::CREATED);
    }
    for (form, begin) in [
        ("", "\u{feff}Display name,User principal name,"),
        ("?separator=semicolon", "\u{feff}Display name;User principal name;"),
        (
            "?language=sv",
            "\u{feff}Visningsnamn,Användarens huvudnamn,E-post,Språk,Land,Konferens-ID,Katalog-ID,",
        ),
        ("?separator=semicolon&language=sv", "\u{feff}Visningsnamn;Användarens huvudnamn;"),
    ] {
        let table = app.get(&format!("/api/v1/users.csv{form}")).await.body;
        assert!(table.starts_with(begin), "{table}");
        let again: Value = upload(&app, &[("content-type", "text/csv; charset=utf-8")], table).await.json();
        let unchanged = json!({"new": 0, "changed": 0, "unchanged": 3, "refused": 0, "enabled": 0});
        for (count, meant) in unchanged.as_object().unwrap() {
            assert_eq!(&again["counts"][count], meant, "{form}: {again}");
        }
        let template = app.get(&format!("/api/v1/imports/template.csv{form}")).await.body;
        assert!(template.starts_with(&begin[..30]) && template.lines().count() == 1, "{template}");
        let filled = format!("{template}Anna;anna@c.example;anna@c.example;sv\r\n");
        let separator = if form.contains("semicolon") { ";" } else { "," };
        let filled: Value = upload(&app, &[], filled.replace(';', separator)).await.json();
        assert_eq!(filled["counts"]["new"], 1, "{form}: {filled}");
    }
    app.get("/api/v1/users.csv?separator=x").await.assert_problem(400, ProblemCode::UnreadableBody);
}
