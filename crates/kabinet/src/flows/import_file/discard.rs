//! An import that never went in is forgotten: a dry run on the command line.

use domain::ids::ImportId;
use store::imports;
use store::scope::OrganisationScope;

use crate::app::App;
use crate::flows::Failure;

/// Staged rows deleted in one transaction.
const ROWS: i64 = 5000;

/// Forgets an import with all that was staged; one that has gone in stays.
///
/// # Errors
/// The machine's trouble only.
pub async fn discard(app: &App, scope: &impl OrganisationScope, id: ImportId) -> Result<(), Failure> {
    while store::write!(app.db, |tx| imports::discard_rows(tx, scope, id, ROWS).await)? > 0 {}
    store::write!(app.db, |tx| Ok(imports::delete(tx, scope, id).await?))
}
