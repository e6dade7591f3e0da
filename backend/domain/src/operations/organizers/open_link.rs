//! Signing in with the link from a mail.

use shared::{AuditAction, MailEvent, ProblemKind, User};

use super::SESSION_LIFETIME;
use crate::operations::tokens;
use crate::{Actor, OperationContext, OrganizerSecretKind, OrganizerSecretRecord, Result, Transaction};

/// A new session; the secret goes into the browser's cookie and nowhere else.
#[derive(Clone)]
pub struct NewOrganizerSession {
    /// Who is signed in.
    pub user: User,
    /// The secret.
    pub secret: String,
    /// What the store keeps.
    pub record: OrganizerSecretRecord,
}

/// Begins a session and uses the link up.
///
/// # Errors
///
/// [`ProblemKind::OrganizerLinkInvalid`] when the link was used, replaced or is too old.
pub async fn open_organizer_link(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    token: &str,
) -> Result<NewOrganizerSession> {
    let link = tokens::hash(token);
    let found = transaction.organizer_secret(OrganizerSecretKind::Link, link).await?;
    let found = found.filter(|link| link.expires_at > context.now);
    let link = found.ok_or(ProblemKind::OrganizerLinkInvalid)?;
    let user = transaction.user(link.user).await?.ok_or(ProblemKind::OrganizerLinkInvalid)?;
    transaction.delete_organizer_secret(link.kind, link.secret).await?;
    // Where no SMTP server is configured, the mail with the link stayed in Konfid.
    transaction.forget_mail_content(MailEvent::OrganizerLink, Some(user.id), context.now).await?;
    let secret = context.new_secret();
    let record = OrganizerSecretRecord {
        kind: OrganizerSecretKind::Session,
        secret: tokens::hash(&secret),
        user: user.id,
        created_at: context.now,
        expires_at: context.now.after(SESSION_LIFETIME),
    };
    transaction.put_organizer_secret(&record).await?;
    context.actor = Actor::organizer(&user);
    context.audit(transaction, AuditAction::OrganizerSignedIn, Some(user.id), None).await?;
    Ok(NewOrganizerSession { user, secret, record })
}
