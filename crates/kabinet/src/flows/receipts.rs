//! Receipts for what is underpaid (catalogue A7): one for each item of a plot, filled in for the difference.

use std::collections::HashMap;

use documents::receipt::ReceiptData;
use domain::account::Identifier;
use domain::ids::OrganisationId;
use domain::ledger::{ItemBalance, ItemTitle};
use domain::person::full_name::with_initials;
use domain::requisites::BankDetails;
use domain::{Currency, Date, Money};
use store::scope::CustomerScope;
use store::{accounts, bank_details, profiles};

use super::Failure;
use super::payment_statement::{AccountStatement, payment_statement};
use crate::app::App;

/// What the QR code takes of a purpose, in characters (ГОСТ Р 56042-2014).
const PURPOSE_CHARS: usize = 210;

/// Which receipts are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of one plot; of all otherwise.
    pub plot: Option<String>,
    /// Of one item; of all otherwise.
    pub item: Option<String>,
}

/// A receipt, and why it is for this sum.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// What for.
    pub item: ItemTitle,
    /// «Начислено».
    pub accrued: Money,
    /// «Оплачено».
    pub paid: Money,
    /// What the form says.
    pub data: ReceiptData,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Receipts {
    /// In the order of plots and items.
    Filled(Vec<Receipt>),
    /// All that was asked for is paid.
    NothingOwed,
    /// The organisation has not said where its money goes.
    NoBankDetails,
    /// No such plot or item of this person; or the money is not that of Russia's banks.
    Unknown,
}

/// Fills the receipts in, as things stand on `today`.
///
/// # Errors
/// The machine's trouble only.
pub async fn receipts(
    app: &App,
    currency: Currency,
    scope: &CustomerScope,
    wanted: &Wanted,
    today: Date,
) -> Result<Receipts, Failure> {
    let statement = payment_statement(app, currency, scope, today).await?;
    let plots: Vec<&AccountStatement> = statement
        .accounts
        .iter()
        .filter(|plot| wanted.plot.as_deref().is_none_or(|it| it == plot.account.number()))
        .collect();
    let key = wanted.item.as_deref().and_then(|item| ItemTitle::parse(item).ok()).map(|title| title.key());
    let is_wanted = |item: &&ItemBalance| wanted.item.is_none() || Some(item.title.key()) == key;
    let items: Vec<(&AccountStatement, &ItemBalance)> =
        plots.iter().flat_map(|plot| plot.balance.items.iter().filter(is_wanted).map(|item| (*plot, item))).collect();
    if currency != Currency::Rub
        || (wanted.plot.is_some() && plots.is_empty())
        || (wanted.item.is_some() && items.is_empty())
    {
        return Ok(Receipts::Unknown);
    }
    let mut owed = Vec::new();
    for (plot, item) in items {
        let due = item.due()?;
        if !due.is_zero() {
            owed.push((plot, item, due));
        }
    }
    if owed.is_empty() {
        return Ok(Receipts::NothingOwed);
    }
    let papers = papers(app, scope, &owed).await?;
    let filled = owed.into_iter().map(|(plot, item, due)| papers.receipt(plot, item, due, today));
    let filled: Option<Vec<Receipt>> = filled.collect::<Result<_, Failure>>()?;
    Ok(filled.map_or(Receipts::NoBankDetails, Receipts::Filled))
}

/// What the forms need besides the sums.
struct Papers {
    details: HashMap<OrganisationId, BankDetails>,
    holders: HashMap<domain::ids::AccountId, String>,
    owner: Option<String>,
}

async fn papers(
    app: &App,
    scope: &CustomerScope,
    owed: &[(&AccountStatement, &ItemBalance, Money)],
) -> Result<Papers, Failure> {
    let accounts: Vec<_> = owed.iter().map(|(plot, ..)| plot.account.clone()).collect();
    let mut organisations: Vec<_> = accounts.iter().map(accounts::LinkedAccount::organisation).collect();
    organisations.sort_unstable();
    organisations.dedup();
    let mut handle = app.db.read().await?;
    Ok(Papers {
        details: bank_details::of_organisations(&mut handle, &organisations).await?,
        holders: accounts::first_holders(&mut handle, &accounts).await?,
        owner: profiles::find(&mut handle, scope).await?.and_then(|profile| profile.owner_name),
    })
}

impl Papers {
    /// The filled-in form; nothing without bank details. Who pays is whom the register names, else whom the member does,
    /// else a line to write on.
    fn receipt(
        &self,
        plot: &AccountStatement,
        item: &ItemBalance,
        sum: Money,
        today: Date,
    ) -> Result<Option<Receipt>, Failure> {
        let account = &plot.account;
        let Some(details) = self.details.get(&account.organisation()) else { return Ok(None) };
        let payer = self.holders.get(&account.id()).cloned().or_else(|| self.owner.clone()).unwrap_or_default();
        let data = ReceiptData {
            details: details.clone(),
            purpose: purpose(item.title.as_str(), account.number(), &payer),
            payer,
            address: None,
            plot: Identifier::parse(account.number()).map_err(|error| Failure::Data(error.to_string()))?,
            sum,
            date: today,
        };
        Ok(Some(Receipt { item: item.title.clone(), accrued: item.accrued, paid: item.paid, data }))
    }
}

/// «Членские взносы 2022, участок № 270, Соколова Н. П.»: of a longer one the item gives way, for plot and payer tell the
/// board whose money it is.
fn purpose(item: &str, plot: &str, payer: &str) -> String {
    let payer = with_initials(payer);
    let mut rest = format!(", участок № {plot}");
    if !payer.is_empty() && rest.chars().count() + payer.chars().count() + 2 < PURPOSE_CHARS / 2 {
        rest = format!("{rest}, {payer}");
    }
    let room = PURPOSE_CHARS - rest.chars().count();
    if item.chars().count() <= room {
        return format!("{item}{rest}");
    }
    let cut: String = item.chars().take(room - 1).collect();
    format!("{}…{rest}", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{PURPOSE_CHARS, purpose};

    #[test]
    fn a_purpose_names_item_plot_and_payer_within_the_standard() {
        let whole = purpose("Членские взносы 2022", "270", "Соколова Нина Петровна");
        assert_eq!(whole, "Членские взносы 2022, участок № 270, Соколова Н. П.");
        assert_eq!(purpose("Взнос", "7", ""), "Взнос, участок № 7");
        for payer in ["Соколова Нина Петровна".to_owned(), "Ы".repeat(300)] {
            let long = purpose(&"Целевой взнос ".repeat(15), &"9".repeat(40), &payer);
            assert!(long.chars().count() <= PURPOSE_CHARS, "{long}");
            assert!(long.contains(&format!("…, участок № {}", "9".repeat(40))), "{long}");
        }
    }
}
