//! What an organisation collects money for.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::ids::ItemId;
use domain::ledger::ItemTitle;
use uuid::Uuid;

use crate::dialect::{Bulk, Column};
use crate::scope::OrganisationScope;
use crate::{Error, Handle, Result};

/// An item of the budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Key.
    pub id: ItemId,
    /// As it was first written.
    pub title: ItemTitle,
}

/// The organisation's items by the key of their titles.
///
/// # Errors
/// The database can't be read.
pub async fn items(handle: &mut impl Handle, scope: &impl OrganisationScope) -> Result<HashMap<String, Item>> {
    let rows: Vec<(Uuid, String, String)> = run!(
        handle,
        all,
        "SELECT id, title, title_key FROM charge_item WHERE organisation_id = $1",
        scope.organisation().uuid()
    )?;
    let item = |(id, title, key): (Uuid, String, String)| {
        let title = ItemTitle::parse(&title).map_err(Error::corrupt)?;
        Ok((key, Item { id: id.into(), title }))
    };
    rows.into_iter().map(item).collect()
}

/// Makes the items that don't stand yet; of two that make the same one wins.
///
/// # Errors
/// The database can't be written.
pub async fn ensure_items(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    new: &[Item],
    now: DateTime<Utc>,
) -> Result<()> {
    Bulk {
        table: "charge_item",
        columns: vec![
            ("id", Column::Uuid(new.iter().map(|item| item.id.uuid()).collect())),
            ("organisation_id", Column::Uuid(vec![scope.organisation().uuid(); new.len()])),
            ("title", Column::Text(new.iter().map(|item| item.title.to_string()).collect())),
            ("title_key", Column::Text(new.iter().map(|item| item.title.key()).collect())),
            ("created_at", Column::Instant(vec![now; new.len()])),
        ],
        conflict: "ON CONFLICT (organisation_id, title_key) DO NOTHING",
    }
    .insert(handle)
    .await?;
    Ok(())
}
