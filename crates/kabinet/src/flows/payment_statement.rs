//! «Статус моих оплат» (catalogue A6): what each plot was charged by item, what was paid, what is missing.

use domain::ids::OrganisationId;
use domain::ledger::{AccountBalance, ItemBalance, ItemTotal};
use domain::{Currency, Date, Money};
use store::accounts::{self, LinkedAccount, Premises};
use store::imports;
use store::ledger::{self, AccountLedger};
use store::scope::CustomerScope;

use super::Failure;
use crate::app::App;

/// What a person has to pay, and has paid.
#[derive(Clone, Debug)]
pub struct PaymentStatement {
    /// The day of the board's list; none before the first.
    pub as_of: Option<Date>,
    /// In the order of numbers.
    pub accounts: Vec<AccountStatement>,
    /// Each item over all accounts.
    pub items: Vec<ItemTotal>,
    /// «Начислено» in all.
    pub accrued: Money,
    /// «Оплачено» in all.
    pub paid: Money,
    /// «Сумма к оплате» in all.
    pub due: Money,
    /// «Предоплата» in all.
    pub prepaid: Money,
}

/// One plot.
#[derive(Clone, Debug)]
pub struct AccountStatement {
    /// The account.
    pub account: LinkedAccount,
    /// The plot.
    pub premises: Premises,
    /// Charges and payments by item.
    pub balance: AccountBalance,
    /// Paid for electricity in all, and the last time.
    pub electricity: Option<(Money, Date)>,
}

/// Reads the statement as it stands on `today`: five statements on one connection.
///
/// # Errors
/// The machine's trouble only.
pub async fn payment_statement(
    app: &App,
    currency: Currency,
    scope: &CustomerScope,
    today: Date,
) -> Result<PaymentStatement, Failure> {
    let mut handle = app.db.read().await?;
    let mut own = accounts::open_to_customer(&mut handle, scope, app.clock.now()).await?;
    own.retain(|account| account.level() == domain::account::LinkLevel::Full);
    if own.is_empty() {
        return sum_up(None, Vec::new(), currency);
    }
    let mut premises = accounts::premises(&mut handle, &own).await?;
    let mut organisations: Vec<OrganisationId> = own.iter().map(LinkedAccount::organisation).collect();
    organisations.sort_unstable();
    organisations.dedup();
    let as_of = imports::charges_as_of(&mut handle, &organisations).await?;
    let mut ledgers = ledger::of_accounts(&mut handle, &own, as_of, today).await?;
    drop(handle);
    let statements = own.into_iter().map(|account| {
        let ledger = ledgers.remove(&account.id()).unwrap_or_default();
        let premises = premises.remove(&account.id()).unwrap_or_default();
        statement(account, premises, ledger, currency)
    });
    sum_up(as_of, statements.collect(), currency)
}

fn statement(
    account: LinkedAccount,
    premises: Premises,
    ledger: AccountLedger,
    currency: Currency,
) -> AccountStatement {
    let money = |minor: i64| Money::new(minor, currency);
    let items = ledger.items.into_iter().map(|item| ItemBalance {
        title: item.title,
        accrued: money(item.accrued),
        paid: money(item.paid),
    });
    AccountStatement {
        account,
        premises,
        balance: AccountBalance { items: items.collect(), unassigned: money(ledger.unassigned) },
        electricity: ledger.electricity.map(|paid| (money(paid.amount), paid.last_on)),
    }
}

fn sum_up(
    as_of: Option<Date>,
    accounts: Vec<AccountStatement>,
    currency: Currency,
) -> Result<PaymentStatement, Failure> {
    let balances = || accounts.iter().map(|account| &account.balance);
    let sum = |of: fn(&AccountBalance) -> Result<Money, domain::money::MoneyError>| {
        balances().try_fold(Money::zero(currency), |sum, balance| sum.checked_add(of(balance)?))
    };
    Ok(PaymentStatement {
        as_of,
        items: AccountBalance::by_item(balances(), currency)?,
        accrued: sum(AccountBalance::accrued)?,
        paid: sum(AccountBalance::paid)?,
        due: sum(AccountBalance::due)?,
        prepaid: sum(AccountBalance::prepaid)?,
        accounts,
    })
}
