//! «Whose plot is it?»: a declared plot becomes a link when the person's confirmed address stands in the register.

use chrono::{DateTime, Utc};
use domain::account::LinkProof;
use domain::email::Email;
use store::portals::Portal;
use store::scope::CustomerScope;
use store::{Handle, declarations};

use super::Failure;

/// Links what is proved; what is not goes on waiting for the board.
///
/// # Errors
/// The machine's trouble only.
pub async fn recognise(
    handle: &mut impl Handle,
    portal: &Portal,
    scope: &CustomerScope,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let Some((email, candidates)) = declarations::candidates(handle, scope).await? else { return Ok(()) };
    for candidate in candidates.into_iter().filter(|candidate| !candidate.tax_number_differs) {
        let proof = if is_among(&email, &candidate.emails) {
            LinkProof::RegisterEmail
        } else if portal.rules.trust_declarations {
            LinkProof::Trusted
        } else {
            continue;
        };
        declarations::accept(handle, scope, &candidate, proof, now).await?;
    }
    Ok(())
}

/// Whether the address stands in the list, in whatever spelling.
pub fn is_among(email: &str, listed: &[String]) -> bool {
    let Ok(email) = Email::parse(email) else { return false };
    listed.iter().any(|text| Email::parse(text).is_ok_and(|listed| listed == email))
}
