//! Rows of charges: compared with what is charged by item, and written by whole accounts.

use std::collections::HashMap;

use domain::account::IdentifierKind;
use domain::ids::{AccountId, ItemId};
use domain::import::{ChargeField, ChargeRow, Problem};
use exchange::{Field, SourceRow};
use store::imports::{BeforeImage, Import, StagedRow, Verdict};
use store::ledger::{self, Item, StoredCharge};
use store::scope::OrganisationScope;
use store::{Handle, Tx, accounts, imports};

use super::items::items_of;
use super::{Compared, FileFacts, of_accounts, unknown_account};
use crate::app::App;
use crate::flows::Failure;

/// Compares rows with what is charged. An item that nobody has yet is new.
pub(super) async fn compare(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    facts: &FileFacts,
    identifier: IdentifierKind,
    rows: Vec<(SourceRow, ChargeRow)>,
) -> Result<Vec<Compared>, Failure> {
    let numbers: Vec<&str> = rows.iter().map(|(_, row)| row.number.as_str()).collect();
    let known = accounts::known(handle, scope, identifier, &numbers).await?;
    let ids: Vec<AccountId> = known.values().copied().collect();
    let items = ledger::items(handle, scope).await?;
    let stand = by_item(ledger::charges(handle, scope, &ids).await?);
    let column = facts.header_of(Field::Charge(ChargeField::Number));
    let mut compared = Vec::with_capacity(rows.len());
    for (source, row) in rows {
        let account = known.get(row.number.as_str()).copied();
        let item = items.get(&row.item.key()).map(|item| item.id);
        let current = account.zip(item).and_then(|key| stand.get(&key));
        compared.push(compare_row(source, &row, account, current, identifier, column)?);
    }
    Ok(compared)
}

fn by_item(charges: Vec<StoredCharge>) -> HashMap<(AccountId, ItemId), StoredCharge> {
    charges.into_iter().map(|charge| ((charge.account, charge.item), charge)).collect()
}

fn compare_row(
    source: SourceRow,
    row: &ChargeRow,
    account: Option<AccountId>,
    current: Option<&StoredCharge>,
    identifier: IdentifierKind,
    column: Option<&str>,
) -> Result<Compared, Failure> {
    let mut problems: Vec<Problem> = source.problems;
    let verdict = match (account, current) {
        (None, _) => {
            problems.push(unknown_account(identifier, &row.number, source.row, column));
            Verdict::Refused
        }
        (Some(_), None) => Verdict::Added,
        (Some(_), Some(current)) if is_same(current, row) => Verdict::Unchanged,
        (Some(_), Some(_)) => Verdict::Changed,
    };
    let refused = verdict == Verdict::Refused;
    let staged = StagedRow {
        row: i64::try_from(source.row).unwrap_or(i64::MAX),
        number: Some(row.number.to_string()),
        account,
        span: None,
        verdict,
        payload: if refused { None } else { Some(serde_json::to_string(row)?) },
        stands: current.filter(|_| verdict == Verdict::Changed).map(serde_json::to_string).transpose()?,
        raw: if refused { Some(serde_json::to_string(&source.raw)?) } else { None },
        part: Some(row.item.key()),
    };
    Ok(Compared { staged, problems })
}

fn is_same(current: &StoredCharge, row: &ChargeRow) -> bool {
    (current.accrued, current.paid, current.last_paid_on) == (row.accrued.minor(), row.paid.minor(), row.last_paid_on)
}

/// Writes a batch of staged rows, keeping what stood before.
pub(super) async fn write(
    app: &App,
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    import: &Import,
    rows: &[StagedRow],
) -> Result<(), Failure> {
    let wanted: Vec<(AccountId, ChargeRow)> = of_accounts(rows)?;
    let titles = wanted.iter().map(|(_, row)| &row.item);
    let items = items_of(app, tx, scope, titles).await?;
    let ids: Vec<AccountId> = wanted.iter().map(|(account, _)| *account).collect();
    let stand = by_item(ledger::charges(tx, scope, &ids).await?);
    let (mut images, mut new) = (Vec::new(), Vec::new());
    for (account, row) in wanted {
        let Some(Item { id: item, .. }) = items.get(&row.item.key()) else { continue };
        if let Some(current) = stand.get(&(account, *item)) {
            let image = Some(serde_json::to_string(current)?);
            images.push(BeforeImage { account, item: format!("charge:{item}"), image });
        }
        new.push(StoredCharge {
            account,
            item: *item,
            accrued: row.accrued.minor(),
            paid: row.paid.minor(),
            last_paid_on: row.last_paid_on,
            import: Some(import.id),
        });
    }
    imports::save_before_images(tx, scope, import.id, &images).await?;
    ledger::put_charges(tx, scope, &new).await?;
    Ok(())
}

/// Takes back what the import wrote on these accounts; what it replaced stands again.
pub(super) async fn take_back(
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    import: &Import,
    accounts: &[AccountId],
) -> Result<(), Failure> {
    let mut restored: Vec<StoredCharge> = Vec::new();
    for image in imports::before_images(tx, scope, import.id, accounts).await? {
        if let Some(text) = image.image {
            restored.push(serde_json::from_str(&text)?);
        }
    }
    ledger::delete_charges(tx, scope, import.id, accounts).await?;
    ledger::put_charges(tx, scope, &restored).await?;
    Ok(())
}
