//! The words of the dial-in card.

use crate::i18n::texts;

texts! {
    /// The words of the dial-in card.
    pub(super) enum CardText {
        Title: "Dial-in card", "Uppringningskort";
        Lead: "Everything that is needed to join by phone, on one sheet. There is no PIN on it.", "Allt som behövs för att delta via telefon, på ett blad. Det innehåller ingen PIN-kod.";
        Back: "Back", "Tillbaka";
        Language: "Language of the card", "Kortets språk";
        Paper: "Paper", "Papper";
        PaperA6: "A6, postcard", "A6, vykort";
        PaperA4: "A4, sheet", "A4, helt ark";
        Print: "Print", "Skriv ut";
        Pdf: "For a PDF file, choose “Save as PDF” as the printer.", "Välj ”Spara som PDF” som skrivare om du vill ha en PDF-fil.";
        NoNumber: "There is no service number yet, so the card has nothing to call. Register one in the settings.", "Det finns inget telefonnummer för uppringning ännu, så kortet har inget nummer att ringa. Lägg till ett i inställningarna.";

        Join: "Join by phone", "Delta via telefon";
        Code: "QR code that calls the number and enters the conference ID", "QR-kod som ringer numret och anger konferens-ID:t";
        Scan: "Scan the code with your phone", "Skanna koden med mobilen";
        ScanDetail: "It calls the number and enters the conference ID for you:", "Mobilen ringer numret och anger konferens-ID:t åt dig:";
        Numbers: "Phone numbers", "Telefonnummer";
        TollFree: "toll-free", "avgiftsfritt";
        HowOne: "Or call the number, enter the conference ID and press #.", "Eller ring numret, ange konferens-ID:t och tryck på #.";
        HowMany: "Or call one of the numbers, enter the conference ID and press #.", "Eller ring något av numren, ange konferens-ID:t och tryck på #.";
    }
}
