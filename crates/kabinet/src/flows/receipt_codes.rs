//! Codes for receipts: whoever prints them gets, for each account, the ten digits and the address for the QR.

use domain::Period;
use store::accounts;
use store::portals::Portal;
use store::scope::OrganisationScope;

use super::{Failure, secret};
use crate::app::App;

/// What is printed on the receipt of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptCode {
    /// The account's number.
    pub number: String,
    /// Ten digits.
    pub code: String,
    /// What stands in the QR after the portal's address.
    pub path: String,
}

/// The codes of these accounts for this month's receipts; numbers that the organisation doesn't know are left out.
///
/// # Errors
/// The machine's trouble only.
pub async fn of_numbers(
    app: &App,
    scope: &impl OrganisationScope,
    portal: &Portal,
    numbers: &[&str],
) -> Result<Vec<ReceiptCode>, Failure> {
    let found = accounts::ids_of(&mut app.db.read().await?, scope, numbers).await?;
    let month = this_month(app, portal)?;
    found.into_iter().map(|(account, number)| code(app, account, number, month)).collect()
}

/// The codes of the accounts that follow `after` in the order of their keys, at most so many; with the key to go on from.
///
/// # Errors
/// The machine's trouble only.
pub async fn page(
    app: &App,
    scope: &impl OrganisationScope,
    portal: &Portal,
    after: Option<domain::ids::AccountId>,
    limit: i64,
) -> Result<(Vec<ReceiptCode>, Option<domain::ids::AccountId>), Failure> {
    let found = accounts::ids_after(&mut app.db.read().await?, scope, after, limit).await?;
    let last = found.last().map(|(account, _)| *account);
    let month = this_month(app, portal)?;
    let codes = found.into_iter().map(|(account, number)| code(app, account, number, month));
    Ok((codes.collect::<Result<_, _>>()?, last))
}

fn this_month(app: &App, portal: &Portal) -> Result<Period, Failure> {
    Period::of(app.clock.today(portal.time_zone)).map_err(|error| Failure::Data(error.to_string()))
}

fn code(app: &App, account: domain::ids::AccountId, number: String, month: Period) -> Result<ReceiptCode, Failure> {
    let code = secret::receipt_code(app, account, month)?;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("number", &number)
        .append_pair("code", &code)
        .finish();
    Ok(ReceiptCode { path: format!("/my/accounts/code?{query}"), number, code })
}
