//! The card of an account: what the register says of it (catalogue B4).

use chrono::NaiveDate;
use domain::Quantity;
use domain::account::BasicPart;
use sqlx::FromRow;

use super::{Balance, LinkedAccount};
use crate::{Error, Handle, Result};

/// What the register says of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The organisation's title.
    pub organisation: String,
    /// What it delivers; may be empty.
    pub service: String,
    /// Where its customers write; may be empty.
    pub email: String,
    /// What a link of the basic level shows.
    pub basic: Vec<BasicPart>,
    /// The single account number.
    pub els: Option<String>,
    /// Full names.
    pub holders: Vec<String>,
    /// The whole address.
    pub address: Option<String>,
    /// Square metres.
    pub area: Option<Quantity>,
    /// How many people live there.
    pub residents: Option<i64>,
    /// What the last receipt said to pay.
    pub balance: Option<Balance>,
}

#[derive(FromRow)]
struct Row {
    organisation: String,
    service: String,
    email: String,
    basic_shows: String,
    els: Option<String>,
    address: Option<String>,
    area: Option<i64>,
    residents: Option<i64>,
    amount: Option<i64>,
    as_of: Option<NaiveDate>,
}

/// The whole card; what of it a link shows is its caller's to decide.
///
/// # Errors
/// The database can't be read.
pub async fn card(handle: &mut impl Handle, account: &LinkedAccount) -> Result<Option<Card>> {
    let row: Option<Row> = run!(
        handle,
        optional,
        "SELECT o.title AS organisation, o.service, o.email, o.basic_shows, e.value AS els, p.address, p.area, a.residents,
                c.amount, c.as_of
         FROM account a JOIN organisation o ON o.id = a.organisation_id JOIN premises p ON p.id = a.premises_id
              LEFT JOIN account_identifier e ON e.account_id = a.id AND e.kind = 'els'
              LEFT JOIN account_balance c ON c.account_id = a.id
         WHERE a.id = $1",
        account.id().uuid()
    )?;
    let Some(row) = row else { return Ok(None) };
    let holders = run!(
        handle,
        scalars,
        "SELECT full_name FROM holder WHERE account_id = $1 ORDER BY position",
        account.id().uuid()
    )?;
    let parts = row.basic_shows.split(',').filter(|code| !code.is_empty());
    Ok(Some(Card {
        organisation: row.organisation,
        service: row.service,
        email: row.email,
        basic: parts.map(|code| BasicPart::parse(code).map_err(Error::corrupt)).collect::<Result<_>>()?,
        els: row.els,
        holders,
        address: row.address,
        area: row.area.map(Quantity::from_micro),
        residents: row.residents,
        balance: row.amount.zip(row.as_of).map(|(amount, as_of)| Balance { amount, as_of }),
    }))
}
