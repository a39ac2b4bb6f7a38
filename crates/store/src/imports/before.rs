//! What stood before an import changed it.

use domain::ids::{AccountId, ImportId};
use uuid::Uuid;

use crate::dialect::{Bulk, Column};
use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// The state of one thing before an import: nothing (it was added) or its JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforeImage {
    /// Whose thing.
    pub account: AccountId,
    /// Which thing of the account: `account`, `reading:METER:DAY`.
    pub item: String,
    /// What stood.
    pub image: Option<String>,
}

/// Keeps before-images; the first of a thing stays, so that a resumed batch keeps the true one.
///
/// # Errors
/// The database can't be written.
pub async fn save_before_images(
    handle: &mut impl Handle,
    _scope: &impl OrganisationScope,
    import: ImportId,
    images: &[BeforeImage],
) -> Result<()> {
    Bulk {
        table: "import_before",
        columns: vec![
            ("import_id", Column::Uuid(vec![import.uuid(); images.len()])),
            ("account_id", Column::Uuid(images.iter().map(|i| i.account.uuid()).collect())),
            ("item", Column::Text(images.iter().map(|i| i.item.clone()).collect())),
            ("image", Column::OptionalText(images.iter().map(|i| i.image.clone()).collect())),
        ],
        conflict: "ON CONFLICT (import_id, account_id, item) DO NOTHING",
    }
    .insert(handle)
    .await?;
    Ok(())
}

/// The before-images of these accounts.
///
/// # Errors
/// The database can't be read.
pub async fn before_images(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    accounts: &[AccountId],
) -> Result<Vec<BeforeImage>> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let rows: Vec<(Uuid, String, Option<String>)> = run_in!(
        handle,
        all,
        "SELECT account_id, item, image FROM import_before
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $2)
             AND account_id IN (",
        &ids,
        ") ORDER BY account_id, item",
        import.uuid(),
        scope.organisation().uuid()
    )?;
    Ok(rows.into_iter().map(|(account, item, image)| BeforeImage { account: account.into(), item, image }).collect())
}
