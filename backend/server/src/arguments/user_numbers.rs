//! What `konfid user create` and `konfid user update` say of a user's country and numbers.

use clap::Args;

/// The country and the numbers of a user; what is not given stays as it is. "" takes a value away.
#[derive(Args, Clone, Debug)]
pub(crate) struct UserNumbers {
    /// The country with two letters, for example SE. Who has no number gets the bridge's number in that country.
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
    /// The user's own default number, one of the bridge that is not toll-free; "" means the bridge's default number.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) toll_number: Option<String>,
    /// The user's own toll-free number, one of the bridge; "" means none of their own.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) toll_free_number: Option<String>,
    /// Whether the user's invitations may name toll-free numbers.
    #[arg(long, value_name = "true|false")]
    pub(crate) may_use_toll_free: Option<bool>,
}
