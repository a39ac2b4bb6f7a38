//! Rows of payments: new ones are added, those that stand already change nothing.

use std::collections::HashMap;

use domain::account::IdentifierKind;
use domain::ids::AccountId;
use domain::import::{PaymentField, PaymentFor, PaymentRow, Problem};
use exchange::{Field, SourceRow};
use sha2::{Digest as _, Sha256};
use store::imports::{Import, StagedRow, Verdict};
use store::ledger::{self, PaidFor, StoredPayment};
use store::scope::OrganisationScope;
use store::{Handle, Tx, accounts};

use super::items::items_of;
use super::{Compared, FileFacts, of_accounts, unknown_account};
use crate::app::App;
use crate::flows::Failure;

/// Whose payment, of which day, of which sum and purpose: what is equal in this may still be two payments.
type Face = (AccountId, domain::Date, String);

/// Compares rows with the payments that stand. Equal ones are counted: a list with three of a kind, loaded over two, adds one.
pub(super) async fn compare(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    facts: &FileFacts,
    identifier: IdentifierKind,
    rows: Vec<(SourceRow, PaymentRow)>,
) -> Result<Vec<Compared>, Failure> {
    let numbers: Vec<&str> = rows.iter().map(|(_, row)| row.number.as_str()).collect();
    let known = accounts::known(handle, scope, identifier, &numbers).await?;
    let ids: Vec<AccountId> = known.values().copied().collect();
    let stand = ledger::payments(handle, scope, &ids).await?;
    let column = facts.header_of(Field::Payment(PaymentField::Number));
    let mut seen: HashMap<Face, i64> = HashMap::new();
    let mut compared = Vec::with_capacity(rows.len());
    for (source, row) in rows {
        let account = known.get(row.number.as_str()).copied();
        let mut problems: Vec<Problem> = source.problems;
        let verdict = match account {
            None => {
                problems.push(unknown_account(identifier, &row.number, source.row, column));
                Verdict::Refused
            }
            Some(account) => {
                let face = (account, row.paid_on, fingerprint(&row));
                let standing = stand.get(&face).copied().unwrap_or(0);
                let equal_number = seen.entry(face).or_insert(0);
                *equal_number += 1;
                if *equal_number <= standing { Verdict::Unchanged } else { Verdict::Added }
            }
        };
        let refused = verdict == Verdict::Refused;
        let staged = StagedRow {
            row: i64::try_from(source.row).unwrap_or(i64::MAX),
            number: Some(row.number.to_string()),
            account,
            span: None,
            verdict,
            payload: if refused { None } else { Some(serde_json::to_string(&row)?) },
            stands: None,
            raw: if refused { Some(serde_json::to_string(&source.raw)?) } else { None },
            part: None,
        };
        compared.push(Compared { staged, problems });
    }
    Ok(compared)
}

fn fingerprint(row: &PaymentRow) -> String {
    let face = format!("{}|{}", row.amount, row.purpose.as_deref().unwrap_or_default());
    hex::encode(&Sha256::digest(face.as_bytes())[..16])
}

/// Writes a batch of staged rows.
pub(super) async fn write(
    app: &App,
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    import: &Import,
    rows: &[StagedRow],
) -> Result<(), Failure> {
    let wanted: Vec<(AccountId, PaymentRow)> = of_accounts(rows)?;
    let titles = wanted.iter().filter_map(|(_, row)| match &row.paid_for {
        PaymentFor::Item(title) => Some(title),
        PaymentFor::Electricity | PaymentFor::Unassigned => None,
    });
    let items = items_of(app, tx, scope, titles).await?;
    let ids: Vec<AccountId> = wanted.iter().map(|(account, _)| *account).collect();
    let mut equals: HashMap<Face, i64> = ledger::payments(tx, scope, &ids).await?;
    let mut new = Vec::with_capacity(wanted.len());
    for (account, row) in wanted {
        let fingerprint = fingerprint(&row);
        let equal_number = equals.entry((account, row.paid_on, fingerprint.clone())).or_insert(0);
        *equal_number += 1;
        new.push(StoredPayment {
            account,
            paid_on: row.paid_on,
            fingerprint,
            equal_number: *equal_number,
            amount: row.amount.minor(),
            purpose: row.purpose.clone(),
            paid_for: match &row.paid_for {
                PaymentFor::Item(title) => {
                    items.get(&title.key()).map_or(PaidFor::Unassigned, |item| PaidFor::Item(item.id))
                }
                PaymentFor::Electricity => PaidFor::Electricity,
                PaymentFor::Unassigned => PaidFor::Unassigned,
            },
            received_at: app.clock.now(),
            import: Some(import.id),
        });
    }
    ledger::put_payments(tx, scope, &new).await?;
    Ok(())
}
