//! TLS to the database.

use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Trusts the authorities that this machine trusts.
pub(super) fn connector() -> Result<MakeRustlsConnect, rustls::Error> {
    let mut authorities = RootCertStore::empty();
    // What cannot be read is missed when a certificate is not trusted, and that is told then.
    authorities.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(authorities)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
