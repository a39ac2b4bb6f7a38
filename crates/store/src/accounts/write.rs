//! The register written: accounts with all that hangs on them, a few bulk statements whatever their number.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::account::IdentifierKind;
use domain::search::search_key;
use uuid::Uuid;

use super::register::{Balance, Contact, Place, RegisterAccount, RegisterMeter};
use crate::buildings::{self, BuildingKey};
use crate::dialect::{Bulk, Column};
use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// Writes these accounts as given, new or known. `id` makes keys of departments and buildings that are new.
///
/// # Errors
/// [`crate::Error::Conflict`] when a number belongs to another account.
pub async fn put(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    accounts: &[RegisterAccount],
    id: impl Fn() -> Uuid + Send + Sync,
    now: DateTime<Utc>,
) -> Result<()> {
    let organisation = scope.organisation().uuid();
    let count = accounts.len();
    let column = |f: fn(&RegisterAccount) -> Uuid| Column::Uuid(accounts.iter().map(f).collect());
    let places: Vec<&Place> = accounts.iter().filter_map(|account| account.place.as_ref()).collect();
    let buildings = buildings::ensure(handle, scope, &places, id).await?;
    premises_rows(accounts, organisation, &buildings).insert(handle).await?;
    Bulk {
        table: "account",
        columns: vec![
            ("id", column(|a| a.id.uuid())),
            ("organisation_id", Column::Uuid(vec![organisation; count])),
            ("premises_id", column(|a| a.premises.uuid())),
            ("number", Column::Text(accounts.iter().map(|a| a.number.clone()).collect())),
            ("opened_on", Column::OptionalDate(accounts.iter().map(|a| a.opened_on).collect())),
            ("residents", Column::OptionalNumber(accounts.iter().map(|a| a.residents).collect())),
            ("tax_number", Column::OptionalText(accounts.iter().map(|a| a.tax_number.clone()).collect())),
            ("created_at", Column::Instant(vec![now; count])),
        ],
        conflict: "ON CONFLICT (id) DO UPDATE SET number = excluded.number, opened_on = excluded.opened_on,
            residents = excluded.residents, tax_number = excluded.tax_number",
    }
    .insert(handle)
    .await?;
    Bulk {
        table: "account_identifier",
        columns: vec![
            ("organisation_id", Column::Uuid(vec![organisation; count])),
            ("kind", Column::Text(accounts.iter().map(|a| a.identifier_kind.code().to_owned()).collect())),
            ("value", Column::Text(accounts.iter().map(|a| a.number.clone()).collect())),
            ("account_id", column(|a| a.id.uuid())),
        ],
        // The same account again is no change; another account's number breaks the key below.
        conflict: "ON CONFLICT (organisation_id, kind, value) DO UPDATE SET account_id =
            CASE WHEN account_identifier.account_id = excluded.account_id THEN excluded.account_id END",
    }
    .insert(handle)
    .await?;
    put_els(handle, accounts, organisation).await?;
    put_balances(handle, accounts).await?;
    put_holders(handle, accounts).await?;
    put_meters(handle, accounts).await
}

/// An account bears one single number. One that is another account's stays there (ADR 0016).
async fn put_els(handle: &mut impl Handle, accounts: &[RegisterAccount], organisation: Uuid) -> Result<()> {
    let ids: Vec<Uuid> = accounts.iter().map(|a| a.id.uuid()).collect();
    let _: Vec<(Uuid,)> = run_in!(
        handle,
        all,
        "DELETE FROM account_identifier WHERE kind = 'els' AND account_id IN (",
        &ids,
        ") RETURNING account_id"
    )?;
    let numbers: Vec<(Uuid, &String)> = accounts.iter().filter_map(|a| Some((a.id.uuid(), a.els.as_ref()?))).collect();
    Bulk {
        table: "account_identifier",
        columns: vec![
            ("organisation_id", Column::Uuid(vec![organisation; numbers.len()])),
            ("kind", Column::Text(vec![IdentifierKind::Els.code().to_owned(); numbers.len()])),
            ("value", Column::Text(numbers.iter().map(|(_, els)| (*els).clone()).collect())),
            ("account_id", Column::Uuid(numbers.iter().map(|(id, _)| *id).collect())),
        ],
        conflict: "ON CONFLICT (organisation_id, kind, value) DO NOTHING",
    }
    .insert(handle)
    .await?;
    Ok(())
}

async fn put_balances(handle: &mut impl Handle, accounts: &[RegisterAccount]) -> Result<()> {
    let ids: Vec<Uuid> = accounts.iter().map(|a| a.id.uuid()).collect();
    let _: Vec<(Uuid,)> =
        run_in!(handle, all, "DELETE FROM account_balance WHERE account_id IN (", &ids, ") RETURNING account_id")?;
    let balances: Vec<(Uuid, Balance)> = accounts.iter().filter_map(|a| Some((a.id.uuid(), a.balance?))).collect();
    Bulk {
        table: "account_balance",
        columns: vec![
            ("account_id", Column::Uuid(balances.iter().map(|(id, _)| *id).collect())),
            ("amount", Column::Number(balances.iter().map(|(_, balance)| balance.amount).collect())),
            ("as_of", Column::Date(balances.iter().map(|(_, balance)| balance.as_of).collect())),
        ],
        conflict: "",
    }
    .insert(handle)
    .await?;
    Ok(())
}

fn premises_rows(accounts: &[RegisterAccount], organisation: Uuid, buildings: &HashMap<BuildingKey, Uuid>) -> Bulk {
    let kind = |a: &RegisterAccount| match a.identifier_kind {
        IdentifierKind::Plot => "plot".to_owned(),
        _ => "flat".to_owned(),
    };
    let building = |a: &RegisterAccount| buildings.get(&BuildingKey::of(a.place.as_ref()?)).copied();
    let flat = |a: &RegisterAccount| a.place.as_ref().and_then(|place| place.flat.clone());
    Bulk {
        table: "premises",
        columns: vec![
            ("id", Column::Uuid(accounts.iter().map(|a| a.premises.uuid()).collect())),
            ("organisation_id", Column::Uuid(vec![organisation; accounts.len()])),
            ("kind", Column::Text(accounts.iter().map(kind).collect())),
            ("street", Column::OptionalText(accounts.iter().map(|a| a.street.clone()).collect())),
            ("address", Column::OptionalText(accounts.iter().map(|a| a.address.clone()).collect())),
            ("area", Column::OptionalNumber(accounts.iter().map(|a| a.area).collect())),
            ("electrified", Column::Flag(accounts.iter().map(|a| a.electrified).collect())),
            ("new_meter", Column::Flag(accounts.iter().map(|a| a.new_meter).collect())),
            ("building_id", Column::OptionalUuid(accounts.iter().map(building).collect())),
            ("flat", Column::OptionalText(accounts.iter().map(flat).collect())),
        ],
        conflict: "ON CONFLICT (id) DO UPDATE SET street = excluded.street, address = excluded.address,
            area = excluded.area, electrified = excluded.electrified, new_meter = excluded.new_meter,
            building_id = excluded.building_id, flat = excluded.flat",
    }
}

/// Names and contacts have no history of their own: they are replaced whole.
async fn put_holders(handle: &mut impl Handle, accounts: &[RegisterAccount]) -> Result<()> {
    let ids: Vec<Uuid> = accounts.iter().map(|a| a.id.uuid()).collect();
    let _: Vec<(Uuid,)> =
        run_in!(handle, all, "DELETE FROM holder WHERE account_id IN (", &ids, ") RETURNING account_id")?;
    let _: Vec<(Uuid,)> =
        run_in!(handle, all, "DELETE FROM holder_contact WHERE account_id IN (", &ids, ") RETURNING account_id")?;
    let names: Vec<(Uuid, i64, &str)> = accounts
        .iter()
        .flat_map(|a| (0..).zip(&a.holders).map(|(position, name)| (a.id.uuid(), position, name.as_str())))
        .collect();
    Bulk {
        table: "holder",
        columns: vec![
            ("account_id", Column::Uuid(names.iter().map(|(id, ..)| *id).collect())),
            ("position", Column::Number(names.iter().map(|(_, position, _)| *position).collect())),
            ("full_name", Column::Text(names.iter().map(|(.., name)| (*name).to_owned()).collect())),
            ("search_name", Column::Text(names.iter().map(|(.., name)| search_key(name)).collect())),
        ],
        conflict: "",
    }
    .insert(handle)
    .await?;
    let contacts: Vec<(Uuid, i64, &Contact)> = accounts
        .iter()
        .flat_map(|a| (0..).zip(&a.contacts).map(|(position, contact)| (a.id.uuid(), position, contact)))
        .collect();
    Bulk {
        table: "holder_contact",
        columns: vec![
            ("account_id", Column::Uuid(contacts.iter().map(|(id, ..)| *id).collect())),
            ("kind", Column::Text(contacts.iter().map(|(.., c)| c.kind.code().to_owned()).collect())),
            ("value", Column::Text(contacts.iter().map(|(.., c)| c.value.clone()).collect())),
            ("remark", Column::OptionalText(contacts.iter().map(|(.., c)| c.remark.clone()).collect())),
            ("position", Column::Number(contacts.iter().map(|(_, position, _)| *position).collect())),
        ],
        conflict: "",
    }
    .insert(handle)
    .await?;
    Ok(())
}

async fn put_meters(handle: &mut impl Handle, accounts: &[RegisterAccount]) -> Result<()> {
    // A replaced meter steps down before its successor takes the place: the index allows one of a number.
    for installed in [false, true] {
        let meters: Vec<(Uuid, &RegisterMeter)> = accounts
            .iter()
            .flat_map(|a| a.meters.iter().map(|meter| (a.id.uuid(), meter)))
            .filter(|(_, meter)| meter.installed == installed)
            .collect();
        let state = if installed { "installed" } else { "removed" };
        Bulk {
            table: "meter",
            columns: vec![
                ("account_id", Column::Uuid(meters.iter().map(|(id, _)| *id).collect())),
                ("id", Column::Uuid(meters.iter().map(|(_, m)| m.id.uuid()).collect())),
                ("service", Column::Text(vec!["electricity".to_owned(); meters.len()])),
                ("serial", Column::OptionalText(meters.iter().map(|(_, m)| m.serial.clone()).collect())),
                ("zones", Column::Number(vec![2; meters.len()])),
                ("state", Column::Text(vec![state.to_owned(); meters.len()])),
            ],
            conflict: "ON CONFLICT (account_id, id) DO UPDATE SET serial = excluded.serial, state = excluded.state",
        }
        .insert(handle)
        .await?;
    }
    Ok(())
}
