//! Items of the budget that a file names.

use std::collections::{BTreeMap, HashMap};

use domain::ledger::ItemTitle;
use store::Tx;
use store::ledger::{self, Item};
use store::scope::OrganisationScope;

use crate::app::App;
use crate::flows::Failure;

/// The items of these titles; those that don't stand yet are made.
pub(super) async fn items_of<'a>(
    app: &App,
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    titles: impl Iterator<Item = &'a ItemTitle>,
) -> Result<HashMap<String, Item>, Failure> {
    let standing = ledger::items(tx, scope).await?;
    let mut new: BTreeMap<String, Item> = BTreeMap::new();
    for title in titles {
        let key = title.key();
        if !standing.contains_key(&key) {
            new.entry(key).or_insert_with(|| Item { id: app.id(), title: title.clone() });
        }
    }
    if new.is_empty() {
        return Ok(standing);
    }
    let new: Vec<Item> = new.into_values().collect();
    ledger::ensure_items(tx, scope, &new, app.clock.now()).await?;
    Ok(ledger::items(tx, scope).await?)
}
