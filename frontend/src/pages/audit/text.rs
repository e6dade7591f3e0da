//! The words of the audit log. What was done is told by the server.

use crate::i18n::texts;

texts! {
    /// The words of the audit log.
    pub(crate) enum AuditText {
        Title: "Audit log", "Granskningslogg";
        Lead: "Who did what, and when. Konfid never changes or removes an entry.", "Vem som gjorde vad, och när. Konfid ändrar aldrig en post och tar aldrig bort någon.";
        Search: "Search", "Sök";
        SearchHint: "Names, actions, values", "Namn, åtgärder, värden";
        From: "From", "Från";
        To: "To", "Till";
        Filter: "Action", "Åtgärd";
        AllActions: "All actions", "Alla åtgärder";
        OfOneUser: "Only one user’s entries are shown.", "Bara en användares poster visas.";
        OfOneJob: "Only what one job did to users is shown.", "Bara det som ett jobb gjorde med användare visas.";
        ShowAll: "Show everything", "Visa allt";
        OpenJob: "What it did, user by user", "Vad det gjorde, användare för användare";
        ByJob: "Done by a job", "Gjort av ett jobb";
        Download: "Download as CSV", "Ladda ner som CSV";
        Newest: "Newest entries", "Nyaste posterna";
        Older: "Older entries", "Äldre poster";
        When: "When", "När";
        Who: "Who", "Vem";
        What: "What", "Vad";
        User: "User", "Användare";
        NoneTitle: "Nothing here yet", "Inget här ännu";
        NoneDetail: "Everything that is done in Konfid is recorded here.", "Allt som görs i Konfid visas här.";
        NoneMatch: "Nothing matches", "Inget matchar";
        NoneMatchDetail: "Choose other words, days or actions, or show everything.", "Välj andra ord, dagar eller åtgärder, eller visa allt.";
        NoneYet: "Nothing found so far", "Inget hittat hittills";
        NoneYetDetail: "Only the latest part of the log was searched. Search the older entries as well.", "Bara den senaste delen av loggen har genomsökts. Sök även bland de äldre posterna.";
        SearchOlder: "Search older entries", "Sök bland äldre poster";
    }
}
