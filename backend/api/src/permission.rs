//! What the routes let one do, and who may do it: the one place that decides.

use shared::Role;
use strum::IntoStaticStr;

/// What a route lets one do. Each row of the route table names one; its name is in the OpenAPI document too, as
/// `x-permission`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "camelCase")]
pub(crate) enum Permission {
    /// Asking for what needs no sign-in: health, signing in, what phone bridges look up.
    AskOpenly,
    /// Connecting a calendar and updating the meetings in it.
    UpdateMeetings,
    /// Seeing what stands on a dial-in card.
    ReadDialInCard,
    /// Planning, changing and cancelling meetings of one's own.
    PlanMeetings,
    /// Seeing the planned meetings of everybody, and planning meetings for others.
    PlanMeetingsOfOthers,
    /// Changing one's own password.
    ManageOwnAccount,
    /// Seeing, adding, renaming, disabling, enabling and removing accounts of administrators, and letting their owners set passwords.
    ManageAccounts,
    /// Seeing and ending sessions, and creating and revoking tokens.
    ManageAccess,
    /// Seeing users with their conference IDs and histories.
    ReadUsers,
    /// Adding and changing users.
    ManageUsers,
    /// Removing users, and striking out the names of removed ones.
    RemoveUsers,
    /// Importing users from a file.
    ImportUsers,
    /// Exporting users to a file.
    ExportUsers,
    /// Exporting conference IDs, their history and planned meetings to a file.
    ExportConferenceIds,
    /// Enabling and disabling users, resetting conference IDs, and sending users what belongs to theirs.
    ManageConferenceIds,
    /// Seeing whether users have organizer PINs, resetting and removing them.
    ManagePins,
    /// Finding out whose a conference ID is or was.
    LookUpConferenceIds,
    /// Seeing which conference IDs are reserved, and for whom.
    ReadReservations,
    /// Reserving and releasing conference IDs.
    ManageReservations,
    /// Seeing jobs and what became of their rows.
    ReadJobs,
    /// Pausing, resuming and cancelling jobs.
    ManageJobs,
    /// Seeing the emails.
    ReadMails,
    /// Sending emails again, and test emails.
    SendMails,
    /// Reading the audit log.
    ReadAuditLog,
    /// Seeing how things stand, with the latest entries of the audit log, and how they have gone.
    ReadOverview,
    /// Seeing the settings.
    ReadSettings,
    /// Changing the settings.
    ManageSettings,
}

/// Who is let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// Everybody.
    Everybody,
    /// The organizer to whom it belongs, and whoever is signed in.
    OwnerOrSignedIn,
    /// Whoever is signed in: administrators, and scripts with a token.
    SignedIn,
}

impl Permission {
    /// Who has it.
    pub(crate) const fn admission(self) -> Admission {
        match self {
            Self::AskOpenly => Admission::Everybody,
            Self::UpdateMeetings | Self::PlanMeetings | Self::ReadDialInCard => Admission::OwnerOrSignedIn,
            Self::PlanMeetingsOfOthers
            | Self::ManageOwnAccount
            | Self::ManageAccounts
            | Self::ManageAccess
            | Self::ReadUsers
            | Self::ManageUsers
            | Self::RemoveUsers
            | Self::ImportUsers
            | Self::ExportUsers
            | Self::ExportConferenceIds
            | Self::ManageConferenceIds
            | Self::ManagePins
            | Self::LookUpConferenceIds
            | Self::ReadReservations
            | Self::ManageReservations
            | Self::ReadJobs
            | Self::ManageJobs
            | Self::ReadMails
            | Self::SendMails
            | Self::ReadAuditLog
            | Self::ReadOverview
            | Self::ReadSettings
            | Self::ManageSettings => Admission::SignedIn,
        }
    }

    /// Whether somebody with this role has it. A row of the route table that admits those who are signed in admits
    /// only those whose role has its permission.
    pub(crate) const fn is_held_by(self, role: Role) -> bool {
        match (role, self) {
            // Every permission, also those to come.
            (Role::Administrator, _) => true,
        }
    }

    /// Its name, as in `readUsers`.
    pub(crate) fn name(self) -> &'static str {
        self.into()
    }
}
