//! `POST /api/v1/mails/test`

use axum::Json;
use axum::extract::State;
use shared::paths::route;
use shared::{AuditAction, AuditDetail, Problem, SendTestEmailRequest, TestEmail};

use crate::extract::{Authenticated, Json as Read, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Sends a test email in the language of the request, or one with the given text, and waits up to half a minute for the email server's answer.
/// An email that was not accepted is a normal answer, not a problem.
#[utoipa::path(
    post,
    path = route::MAILS_TEST,
    tag = "mails",
    request_body = Option<SendTestEmailRequest>,
    responses(
        (status = 200, description = "The outcome, with the server's own words.", body = TestEmail),
        (status = 422, description = "The address is not valid, or no email can be written with the text.", body = Problem),
    )
)]
pub(crate) async fn send_test_email(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    ReaderLanguage(language): ReaderLanguage,
    Read(request): Read<SendTestEmailRequest>,
) -> Result<Json<TestEmail>, ProblemResponse> {
    let read = state.application.in_snapshot(|read| Box::pin(async move { Ok(read.settings().await?) }));
    let settings = read.await?;
    let content = match request.template {
        Some(template) => {
            let (event, facts) = crate::mail_templates::facts(&state, template).await?;
            Some(state.mails.write(event, &facts))
        }
        None => None,
    };
    let test = state.mails.send_test(request.address, language, &settings, content).await;
    let action = if test.accepted { AuditAction::TestEmailSent } else { AuditAction::TestEmailFailed };
    // The answer may quote the recipient, who may be somebody whose name is to be struck out later.
    let answer = test.error.as_ref().map(|error| without(error, test.address.as_str()));
    let detail = AuditDetail::TestEmail { health: test.health.state, answer };
    let write = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { context.audit(transaction, action, None, Some(detail)).await })
    });
    write.await?;
    Ok(Json(test))
}

/// The text with an ellipsis in place of the address, in whatever case a server quotes it.
fn without(text: &str, address: &str) -> String {
    let (folded, address) = (text.to_ascii_lowercase(), address.to_ascii_lowercase());
    // Folding changes no length, so the places are the same.
    let mut kept = String::with_capacity(text.len());
    let mut end = 0;
    for (start, found) in folded.match_indices(&address) {
        kept.push_str(&text[end..start]);
        kept.push('…');
        end = start + found.len();
    }
    kept.push_str(&text[end..]);
    kept
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn an_address_is_left_out_in_any_case() {
        let answer = "550 <Anna@Contoso.example>: är anna@contoso.example här?";
        assert_eq!(without(answer, "anna@contoso.EXAMPLE"), "550 <…>: är … här?");
        assert_eq!(without("421 busy", "anna@contoso.example"), "421 busy");
    }
}
