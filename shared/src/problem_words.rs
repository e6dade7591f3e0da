//! The words of every problem.

use crate::describe::Describe;
use crate::{BodyForm, FieldProblem, Language, ProblemKind, choice_words, provider_words};

impl ProblemKind {
    /// What it is, in a few words.
    pub const fn title(&self, language: Language) -> &'static str {
        let (english, swedish) = match self {
            Self::InvalidFields(_) => ("Some values are not valid", "Några värden är inte giltiga"),
            Self::UnreadableBody { .. } => ("The request cannot be read", "Begäran kan inte läsas"),
            Self::BodyTooLarge { .. } => ("The request is too large", "Begäran är för stor"),
            Self::BodyTooSlow => ("The request arrived too slowly", "Begäran kom för långsamt"),
            Self::UnsupportedBody { .. } => {
                ("The request has an unsupported format", "Begäran har ett format som inte stöds")
            }
            Self::NotJson => ("The request is not JSON", "Begäran är inte JSON"),
            Self::InvalidCursor => ("The order of the list has changed", "Listans ordning har ändrats"),
            Self::SignInRequired => ("You are not signed in", "Du är inte inloggad"),
            Self::WrongNameOrPassword => ("Wrong name or password", "Fel namn eller lösenord"),
            Self::SignInBusy => ("Too many sign-ins right now", "För många inloggningar just nu"),
            Self::PersonRequired => ("A token cannot do this", "En token kan inte göra det här"),
            Self::NotPermitted => ("Your role does not allow this", "Din roll tillåter inte det här"),
            Self::TooManyAttempts { .. } => ("Too many attempts", "För många försök"),
            Self::SetUpLinkInvalid | Self::OrganizerLinkInvalid | Self::PinLinkInvalid => {
                ("The link cannot be used", "Länken går inte att använda")
            }
            Self::ThirdPartyPin => {
                ("The PIN is another provider’s", "PIN-koden kommer från en annan leverantör")
            }
            Self::PinLinkUsed => ("The link has been used", "Länken har redan använts"),
            Self::CrossOrigin => {
                ("The request came from another site", "Begäran kom från en annan webbplats")
            }
            Self::NotFound => ("Not found", "Hittades inte"),
            Self::MethodNotAllowed => ("Not possible here", "Går inte att göra här"),
            Self::VersionRequired => ("The version is missing", "Versionen saknas"),
            Self::VersionStale => ("Somebody else changed this first", "Någon annan hann före"),
            Self::IdempotencyKeyReused => {
                ("The idempotency key was used before", "Idempotensnyckeln är redan använd")
            }
            Self::ConferenceIdInvalid(_) => ("Not a conference ID", "Inte ett konferens-ID"),
            Self::ConferenceIdsExhausted => ("There are no conference IDs left", "Konferens-ID:na är slut"),
            Self::ConferenceIdTaken => choice_words::TAKEN,
            Self::ConferenceIdQuarantined { .. } => choice_words::QUARANTINED,
            Self::ConferenceIdReserved { .. } => choice_words::RESERVED,
            Self::ConferenceIdOfServiceNumber => choice_words::OF_SERVICE_NUMBER,
            Self::ConferenceIdGuessable { .. } => choice_words::GUESSABLE,
            Self::ConferenceIdLooksAlike { .. } => choice_words::LOOKS_ALIKE,
            Self::ConferenceIdLocked => choice_words::LOCKED,
            Self::ConferenceIdDynamic => choice_words::DYNAMIC,
            Self::DirectoryIdTaken => ("The directory ID is taken", "Katalog-ID:t är upptaget"),
            Self::PrincipalNameTaken => ("The principal name is taken", "Huvudnamnet är upptaget"),
            Self::NameTaken => ("The name is taken", "Namnet är upptaget"),
            Self::ServiceNumberTaken => ("The number is registered already", "Numret är redan registrerat"),
            Self::ReplacementRequired => ("A replacement is needed", "En ersättare behövs"),
            Self::ServiceNumberInUse { .. } => ("Users have the number", "Användare har numret"),
            Self::LastAdministrator => ("It is the last account", "Det är det sista kontot"),
            Self::AccountDisabled => ("The account is disabled", "Kontot är inaktiverat"),
            Self::DialInNotEnabled => {
                ("Not enabled for dial-in conferencing", "Inte aktiverad för konferens med uppringning")
            }
            Self::ThirdPartyConferenceId { .. } => {
                ("The conference ID is another provider’s", "Konferens-ID:t kommer från en annan leverantör")
            }
            Self::ReplacesProvider { .. } => {
                ("The user has a third-party provider", "Användaren har en tredjepartsleverantör")
            }
            Self::PasscodeTaken { .. } => ("The passcode is taken", "Koden är upptagen"),
            Self::NothingToUndo => ("There is nothing to undo", "Det finns inget att ångra"),
            Self::UndoImpossible { .. } => ("It cannot be undone", "Det kan inte ångras"),
            Self::MailNotRetryable => ("The email cannot be sent again", "Meddelandet kan inte skickas igen"),
            Self::ImportUnreadable { .. } => ("The file cannot be imported", "Filen kan inte importeras"),
            Self::ImportNotApplicable => ("The import cannot be applied", "Importen kan inte genomföras"),
            Self::JobOver => ("The job is over", "Jobbet är avslutat"),
            Self::JobNotScheduled => {
                ("The job cannot be given another time", "Jobbet kan inte få en annan tid")
            }
            Self::CalendarNotConnected => ("No calendar is connected", "Ingen kalender är ansluten"),
            Self::CalendarsUnavailable => {
                ("Calendars cannot be connected here", "Kalendrar kan inte anslutas här")
            }
            Self::CalendarRefused(_) => ("The calendar cannot be connected", "Kalendern kan inte anslutas"),
            Self::MeetingNotRetryable => {
                ("The meeting does not need another try", "Mötet behöver inget nytt försök")
            }
            Self::MeetingNotUndoable => ("The update cannot be undone", "Uppdateringen kan inte ångras"),
            Self::MeetingUpdatesOff => {
                ("Updating meetings is switched off", "Uppdatering av möten är avstängd")
            }
            Self::MeetingCancelled => ("The meeting was cancelled", "Mötet är inställt"),
            Self::Busy => ("Konfid is busy", "Konfid är överbelastat"),
            Self::OutcomeUnknown => {
                ("It is not known whether the change was made", "Det är okänt om ändringen gjordes")
            }
            Self::TooSlow => ("It took too long", "Det tog för lång tid"),
            Self::Unavailable => ("Konfid is not available", "Konfid är inte tillgängligt"),
            Self::Internal => ("Something went wrong in Konfid", "Något gick fel i Konfid"),
        };
        match language {
            Language::En => english,
            Language::Sv => swedish,
        }
    }

    /// What happened and what to do.
    #[expect(clippy::too_many_lines, reason = "a table of sentences")]
    pub fn detail(&self, language: Language) -> String {
        let in_language = |english: &str, swedish: &str| match language {
            Language::En => english.to_owned(),
            Language::Sv => swedish.to_owned(),
        };
        match self {
            Self::InvalidFields(fields) => match fields.as_slice() {
                [only] => format!("{}: {}", only.field, only.fault.describe(language)),
                _ => in_language(
                    "Correct the values that are listed, and try again.",
                    "Rätta värdena i listan och försök igen.",
                ),
            },
            Self::UnreadableBody { explanation } => match language {
                Language::En => format!("Check the request against /api/v1/openapi.json: {explanation}"),
                Language::Sv => format!("Jämför begäran med /api/v1/openapi.json: {explanation}"),
            },
            Self::BodyTooLarge { limit_kilobytes } => {
                let limit = match limit_kilobytes {
                    0..1_000 => format!("{limit_kilobytes} kB"),
                    _ => format!("{} MB", limit_kilobytes / 1_000),
                };
                match language {
                    Language::En => format!("At most {limit} can be sent here. Split it into parts."),
                    Language::Sv => format!("Högst {limit} kan skickas hit. Dela upp det i delar."),
                }
            }
            Self::BodyTooSlow => in_language(
                "The content did not arrive fast enough. Check the connection and send it again.",
                "Innehållet kom inte fram tillräckligt snabbt. Kontrollera anslutningen och skicka det igen.",
            ),
            Self::UnsupportedBody { form: BodyForm::Encoded } => in_language(
                "Send the content as it is, without Content-Encoding.",
                "Skicka innehållet som det är, utan Content-Encoding.",
            ),
            Self::UnsupportedBody { form: BodyForm::Multipart } => in_language(
                "Send the file itself as the body, not as a form: curl --data-binary @users.csv.",
                "Skicka själva filen som innehåll, inte som ett formulär: curl --data-binary @users.csv.",
            ),
            Self::NotJson => in_language(
                "Send the content as JSON, with Content-Type: application/json.",
                "Skicka innehållet som JSON, med Content-Type: application/json.",
            ),
            Self::InvalidCursor => in_language(
                "Start again from the first page of the list.",
                "Börja om från listans första sida.",
            ),
            Self::SignInRequired => in_language(
                "Sign in, or send a valid token, and try again.",
                "Logga in, eller skicka en giltig token, och försök igen.",
            ),
            Self::WrongNameOrPassword => {
                in_language("Check both and try again.", "Kontrollera båda och försök igen.")
            }
            Self::TooManyAttempts { minutes } => match language {
                Language::En if *minutes == 1 => "Wait a minute, then try again.".to_owned(),
                Language::Sv if *minutes == 1 => "Vänta en minut och försök sedan igen.".to_owned(),
                Language::En => format!("Wait {minutes} minutes, then try again."),
                Language::Sv => format!("Vänta {minutes} minuter och försök sedan igen."),
            },
            Self::SignInBusy => in_language(
                "Your password was not checked, because many others are being checked. Try again in a few seconds.",
                "Ditt lösenord kontrollerades inte, eftersom många andra kontrolleras just nu. Försök igen om några sekunder.",
            ),
            Self::PersonRequired => in_language(
                "Sign in as an administrator on the page, or use the command line on the server.",
                "Logga in som administratör på sidan, eller använd kommandoraden på servern.",
            ),
            Self::NotPermitted => in_language("Ask an administrator.", "Fråga en administratör."),
            Self::SetUpLinkInvalid => in_language(
                "It has been used or is too old, or a newer one has been created. Ask an administrator for a new link, or run `konfid administrator link` on the server.",
                "Den är använd eller för gammal, eller så har en nyare skapats. Be en administratör om en ny länk, eller kör `konfid administrator link` på servern.",
            ),
            Self::OrganizerLinkInvalid => in_language(
                "It has been used, is too old, or a newer one has been sent. Ask for a new link and use it within an hour.",
                "Den är använd eller för gammal, eller så har en nyare skickats. Be om en ny länk och använd den inom en timme.",
            ),
            Self::ThirdPartyPin => in_language(
                "Konfid has no PIN for users of a third-party provider. Change it where that provider says.",
                "Konfid har ingen PIN-kod för användare av en annan leverantör. Ändra den där leverantören anger.",
            ),
            Self::PinLinkInvalid => in_language(
                "It is more than 72 hours old, or a newer one has been sent. You can get a new PIN on your own page, or from your administrator.",
                "Den är äldre än 72 timmar, eller så har en nyare skickats. Du kan få en ny PIN-kod på din egen sida, eller av din administratör.",
            ),
            Self::PinLinkUsed => in_language(
                "It shows a PIN only once. If that was not you, reset the PIN on your own page now, or ask your administrator to.",
                "Den visar en PIN-kod bara en gång. Om det inte var du, återställ PIN-koden på din egen sida nu, eller be din administratör om det.",
            ),
            Self::CrossOrigin => in_language(
                "Open Konfid at its own address and try again.",
                "Öppna Konfid på dess egen adress och försök igen.",
            ),
            Self::NotFound => in_language(
                "It does not exist, or it has been removed. Check the address.",
                "Det finns inte, eller finns inte längre. Kontrollera adressen.",
            ),
            Self::MethodNotAllowed => in_language(
                "This address does not answer that method. See /api/v1/openapi.json.",
                "Adressen svarar inte på den metoden. Se /api/v1/openapi.json.",
            ),
            Self::VersionRequired => in_language(
                "Send the version you have seen in If-Match, so that nobody's change is lost.",
                "Skicka den version du har sett i If-Match, så att ingens ändring går förlorad.",
            ),
            Self::VersionStale => in_language(
                "It was changed after you opened it, so your change was not made. Check the current version and try again.",
                "Det ändrades efter att du öppnade det, så din ändring gjordes inte. Kontrollera den aktuella versionen och försök igen.",
            ),
            Self::IdempotencyKeyReused => in_language(
                "The same key was sent with a different request. Use a new key for every new request.",
                "Samma nyckel skickades med en annan begäran. Använd en ny nyckel för varje ny begäran.",
            ),
            Self::ConferenceIdInvalid(error) => error.describe(language),
            Self::ConferenceIdsExhausted => in_language(
                "Every ID is in use or in quarantine. Disable users that no longer need dial-in conferencing, or shorten the quarantine in the settings.",
                "Alla ID:n används eller är i karantän. Inaktivera användare som inte längre behöver konferens med uppringning, eller förkorta karantänen i inställningarna.",
            ),
            Self::ConferenceIdTaken => choice_words::taken(language),
            Self::ConferenceIdQuarantined { until } => choice_words::quarantined(*until, language),
            Self::ConferenceIdReserved { reserved_for } => choice_words::reserved(reserved_for, language),
            Self::ConferenceIdOfServiceNumber => choice_words::of_service_number(language),
            Self::ConferenceIdGuessable { has_pin } => choice_words::guessable(*has_pin, language),
            Self::ConferenceIdLooksAlike { other } => choice_words::looks_alike(*other, language),
            Self::ConferenceIdLocked => choice_words::locked(language),
            Self::ConferenceIdDynamic => choice_words::dynamic(language),
            Self::PrincipalNameTaken => in_language(
                "Another user has this principal name; upper and lower case count as the same. Choose another.",
                "En annan användare har det huvudnamnet; stora och små bokstäver räknas som lika. Välj ett annat.",
            ),
            Self::DirectoryIdTaken => in_language(
                "Another user has this directory ID. Take it away from that user first, or remove that user.",
                "En annan användare har det katalog-ID:t. Ta först bort det från den användaren, eller ta bort användaren.",
            ),
            Self::NameTaken => in_language(
                "Another account has this name; upper and lower case count as the same. Choose another.",
                "Ett annat konto har det namnet; stora och små bokstäver räknas som lika. Välj ett annat.",
            ),
            Self::ServiceNumberTaken => in_language(
                "This number is already registered, on this bridge or on another. Change it there, or unregister it first.",
                "Numret är redan registrerat, på den här bryggan eller på en annan. Ändra det där eller avregistrera det först.",
            ),
            Self::ReplacementRequired => in_language(
                "It is the default number, and the bridge has others. Say which of them becomes the default number instead.",
                "Det är standardnumret, och bryggan har fler nummer. Ange vilket av dem som blir standardnummer i stället.",
            ),
            Self::ServiceNumberInUse { users } => match language {
                Language::En if *users == 1 => {
                    "1 user has it as their own. Say which other number of the same kind they get instead."
                        .to_owned()
                }
                Language::En => format!(
                    "{users} users have it as their own. Say which other number of the same kind they get instead."
                ),
                Language::Sv => format!(
                    "{users} användare har det som sitt eget. Ange vilket annat nummer av samma slag de får i stället."
                ),
            },
            Self::LastAdministrator => in_language(
                "Nobody else could sign in, so it stays enabled. Add another account first, and wait until its owner has set a password.",
                "Ingen annan skulle kunna logga in, så kontot förblir aktivt. Lägg till ett annat konto först, och vänta tills ägaren har valt ett lösenord.",
            ),
            Self::AccountDisabled => in_language("Enable the account first.", "Aktivera kontot först."),
            Self::DialInNotEnabled => in_language(
                "Enable the user for dial-in conferencing first.",
                "Aktivera först användaren för konferens med uppringning.",
            ),
            Self::ThirdPartyConferenceId { provider } => provider_words::third_party(provider, language),
            Self::ReplacesProvider { provider } => provider_words::replaces(provider, language),
            Self::PasscodeTaken { user } => provider_words::taken(user, language),
            Self::NothingToUndo => in_language(
                "A reset can be undone for 10 minutes, and only the latest one; disabling while the conference ID is in quarantine. Nothing was changed.",
                "En återställning kan ångras i 10 minuter, och bara den senaste; en inaktivering så länge konferens-ID:t är i karantän. Inget har ändrats.",
            ),
            Self::UndoImpossible { previous } => match language {
                Language::En => {
                    format!("{} is no longer available. Nothing was changed.", previous.grouped())
                }
                Language::Sv => {
                    format!("{} är inte längre tillgängligt. Inget har ändrats.", previous.grouped())
                }
            },
            Self::MailNotRetryable => in_language(
                "It has already been sent, is being sent, or was superseded by a newer one. Send the conference info instead.",
                "Det är redan skickat, håller på att skickas eller är ersatt av ett nyare. Skicka konferensinformationen i stället.",
            ),
            Self::ImportUnreadable { explanation } => explanation.describe(language),
            Self::ImportNotApplicable => in_language(
                "It has been started already. Look at its job to see how far it has come.",
                "Den är redan startad. Titta på dess jobb för att se hur långt det har kommit.",
            ),
            Self::JobOver => in_language(
                "It is done or was cancelled, so it can no longer be paused, resumed or cancelled.",
                "Det är klart eller avbrutet och kan inte längre pausas, återupptas eller avbrytas.",
            ),
            Self::JobNotScheduled => in_language(
                "It was not scheduled, or has begun already. You can still pause or cancel it.",
                "Det är inte schemalagt, eller har redan börjat. Du kan fortfarande pausa eller avbryta det.",
            ),
            Self::CalendarNotConnected => in_language(
                "Connect the user's calendar first. Nothing was changed.",
                "Anslut först användarens kalender. Inget har ändrats.",
            ),
            Self::CalendarsUnavailable => in_language(
                "Konfid cannot reach calendar servers here. Update the invitations with the meeting update tool on the page instead.",
                "Konfid når inga kalenderservrar här. Uppdatera inbjudningarna med mötesuppdateringsverktyget på sidan i stället.",
            ),
            Self::CalendarRefused(reason) => reason.describe(language),
            Self::MeetingNotRetryable => in_language(
                "It is already updated, or there is nothing to update in it.",
                "Det är redan uppdaterat, eller så finns inget att uppdatera i det.",
            ),
            Self::MeetingNotUndoable => in_language(
                "An update can be undone for 30 days. There is none to undo here, or it is too late.",
                "En uppdatering kan ångras i 30 dagar. Här finns ingen att ångra, eller så är det för sent.",
            ),
            Self::MeetingUpdatesOff => in_language(
                "An administrator can switch it on in the settings. Until then, use the meeting update tool on the page.",
                "En administratör kan slå på den i inställningarna. Använd till dess mötesuppdateringsverktyget på sidan.",
            ),
            Self::MeetingCancelled => in_language(
                "A cancelled meeting cannot be changed. Plan a new one.",
                "Ett inställt möte kan inte ändras. Planera ett nytt.",
            ),
            Self::Busy => in_language(
                "Many other changes are waiting, so this one was not started. Try again in a few seconds.",
                "Många andra ändringar väntar, så den här påbörjades inte. Försök igen om några sekunder.",
            ),
            Self::OutcomeUnknown => in_language(
                "The database did not answer while the change was being saved. Check whether it was made before you make it again. The same request with the same Idempotency-Key is carried out only once.",
                "Databasen svarade inte när ändringen skulle sparas. Kontrollera om den gjordes innan du gör den igen. Samma begäran med samma Idempotency-Key utförs bara en gång.",
            ),
            Self::TooSlow => in_language(
                "The search was stopped. Use fewer words, or more letters of each, and try again.",
                "Sökningen avbröts. Använd färre ord, eller fler bokstäver i varje, och försök igen.",
            ),
            Self::Unavailable => in_language(
                "The request was not carried out. Try again in a moment.",
                "Begäran utfördes inte. Försök igen om en stund.",
            ),
            Self::Internal => in_language(
                "The request was not carried out. Try again; if it happens again, look in the server's log.",
                "Begäran utfördes inte. Försök igen. Om det händer igen, titta i serverns logg.",
            ),
        }
    }

    /// Which fields are wrong.
    pub fn field_problems(&self, language: Language) -> Vec<FieldProblem> {
        match self {
            Self::InvalidFields(fields) => fields
                .iter()
                .map(|invalid| FieldProblem {
                    field: invalid.field.to_owned(),
                    detail: invalid.fault.describe(language),
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}
