//! Headings of directories, and what each of them means.

use super::*;

#[test]
fn directories_are_known_by_their_headings() {
    const ANNA: &str = "Anna Alm anna@c.example anna@c.example";
    for (source, table) in [
        (
            "Exchange",
            "Name,Alias,DisplayName,UserPrincipalName,PrimarySmtpAddress,EmailAddresses\nanna_8f3a,anna,Anna Alm,anna@c.example,anna@c.example,SIP:anna@c.example SMTP:anna@c.example",
        ),
        (
            "Exchange without an address column",
            "\"DisplayName\",\"UserPrincipalName\",\"EmailAddresses\"\n\"Anna Alm\",\"anna@c.example\",\"SMTP:anna@c.example, smtp:b@c.example\"",
        ),
        (
            "Get-MgUser",
            "Id,DisplayName,Mail,UserPrincipalName,ProxyAddresses,PreferredLanguage\n1,Anna Alm,anna@c.example,anna@c.example,System.String[],",
        ),
        (
            "Entra's portal",
            "userPrincipalName,displayName,surname,mail,givenName,id,authenticationEmail\nanna@c.example,Anna Alm,Alm,anna@c.example,Anna,1,x@c.example",
        ),
        (
            "Get-ADUser",
            "GivenName,Name,SamAccountName,Surname,UserPrincipalName,mail\nAnna,Anna Alm,anna,Alm,anna@c.example,anna@c.example",
        ),
        (
            "Get-ADUser without a name",
            "GivenName,Surname,UserPrincipalName,EmailAddress\nAnna,Alm,anna@c.example,anna@c.example",
        ),
        (
            "csvde",
            "DN,objectClass,cn,sn,givenName,displayName,name,userPrincipalName,proxyAddresses,mail\n\"CN=Anna,DC=c\",user,Anna,Alm,Anna,Anna Alm,Anna,anna@c.example,smtp:b@c.example;SMTP:anna@c.example,",
        ),
        (
            "Google Workspace",
            "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Status [READ ONLY]\nAnna,Alm,anna@c.example,****,Active",
        ),
        (
            "Google's directory",
            "primaryEmail,name.givenName,name.familyName,suspended\nanna@c.example,Anna,Alm,False",
        ),
        (
            "Okta",
            "login,email,firstName,lastName,displayName,status\nanna@c.example,anna@c.example,Anna,Alm,Anna Alm,ACTIVE",
        ),
        (
            "Okta without a display name",
            "login,email,firstName,lastName\nanna@c.example,anna@c.example,Anna,Alm",
        ),
        (
            "the template of Microsoft 365",
            "User Name,First Name,Last Name,Display Name,Job Title\nanna@c.example,Anna,Alm,Anna Alm,",
        ),
        (
            "the same in German",
            "Benutzername,Vorname,Nachname,Anzeigename,Position\nanna@c.example,Anna,Alm,Anna Alm,",
        ),
        (
            "the same in Swedish",
            "Användarnamn,Förnamn,Efternamn,Visningsnamn,Befattning\nanna@c.example,Anna,Alm,Anna Alm,",
        ),
        (
            "Entra's template in Swedish",
            "version:v1.0\nNamn [displayName] Obligatoriskt,Användarnamn [userPrincipalName] Obligatoriskt,Inledande lösenord [passwordProfile] Obligatoriskt\nAnna Alm,anna@c.example,Hemligt-1",
        ),
        (
            "Microsoft 365 in Swedish",
            "Visningsnamn;Användarens huvudnamn;Proxyadresser\nAnna Alm;anna@c.example;SMTP:anna@c.example",
        ),
        (
            "Microsoft 365 in German",
            "Anzeigename;Benutzerprinzipalname;Proxyadressen\nAnna Alm;anna@c.example;SMTP:anna@c.example",
        ),
        (
            "this page",
            "Visningsnamn,Användarens huvudnamn,Primär adress\nAnna Alm,anna@c.example,anna@c.example",
        ),
        (
            "this page in English",
            "Display name,User principal name,Primary email address\nAnna Alm,anna@c.example,anna@c.example",
        ),
        (
            "a Mac, which takes letters apart",
            "Namn;Anva\u{308}ndarnamn;E-post\nAnna Alm;anna@c.example;anna@c.example",
        ),
        (
            "an empty display name",
            "First name,Last name,Display name,User principal name,Mail\nAnna,Alm,,anna@c.example,anna@c.example",
        ),
    ] {
        assert_eq!(read(table), [ANNA], "{source}");
    }
}

#[test]
fn another_name_is_not_taken_for_one_that_is_empty() {
    let table = "displayName,userPrincipalName,primaryEmail\nAnna,,anna@c.example\n";
    assert_eq!(read(table), ["2: missingPrincipalName"]);
    let table = "displayName,userName,mail\nAnna,anna@c.example,\n";
    assert_eq!(read(table), ["2: missingPrimaryEmail"]);
}

#[test]
fn every_heading_in_the_table_is_written_as_it_is_compared() {
    let names = super::super::headings::HEADINGS
        .iter()
        .flat_map(|heading| heading.names.iter().chain(heading.instead));
    for name in names {
        assert!(name.chars().all(char::is_alphanumeric) && name.to_lowercase() == **name, "{name}");
    }
}

#[test]
fn passwords_are_taken_out_and_every_row_stays_on_its_line() {
    let table = "version:v1.0\nNamn [displayName];Användarnamn [userPrincipalName];Lösenord [passwordProfile];Ort\n\n\
        Anna;anna@c.example;Hemligt-1;Lund\n\"Bo\n\"\"B\"\" Ek\";bo@c.example;\"Hemligt\n-2\";\n\
        \"Cia;cia@c.example;Hemligt-3;\nDan;dan@c.example;Hemligt-4\n";
    let kept = without_secrets(table).unwrap();
    assert!(!kept.contains("Hemligt"), "{kept}");
    let all = |text: &str| -> Vec<_> {
        parse(text).unwrap().map(|row| (row.line, row.user.map(|user| user.display_name))).collect()
    };
    assert_eq!(all(&kept), all(table));
    assert_eq!(all(&kept)[1], (5, Ok("Bo \"B\" Ek".to_owned())));
    assert_eq!(all(&kept).len(), 4);
    let without = "name,upn,mail\nAnna,anna@c.example,anna@c.example\n";
    assert_eq!(without_secrets(without).unwrap(), without);
}
