//! An account is found: by walking down from the department, by the supplier and the number, by the number alone
//! (catalogue B3, D3).

use std::net::IpAddr;

use domain::account::{Finding, Identifier};
use domain::ids::OrganisationId;
use store::linking::{self, Choice, Wanted};
use store::organisations::{self, Organisation};
use store::portals::Portal;
use store::scope::CustomerScope;
use uuid::Uuid;

use super::Failure;
use super::limits::{self, Limit};
use crate::app::App;

/// What was chosen or typed so far, as it is sent.
#[derive(Clone, Debug, Default)]
pub struct Chosen<'a> {
    /// «Отделение».
    pub department: &'a str,
    /// «Дом».
    pub building: &'a str,
    /// «Квартира»; `-` is a building without flats.
    pub flat: &'a str,
    /// «Лицевой счет».
    pub account: &'a str,
    /// «Поставщик».
    pub supplier: &'a str,
    /// The number.
    pub number: &'a str,
}

/// The choice of a building without flats: an empty value means that nothing was chosen.
pub const NO_FLAT: &str = "-";

/// The lists of the form as far as they are open.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// «Отделение».
    pub departments: Vec<Choice>,
    /// «Дом», once the department is chosen.
    pub buildings: Vec<Choice>,
    /// «Квартира», once the building is.
    pub flats: Vec<String>,
    /// «Лицевой счет», once the flat is.
    pub accounts: Vec<Wanted>,
    /// «Поставщик».
    pub suppliers: Vec<Organisation>,
}

/// What is wrong with the way to the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing chosen in this list, or what is not in it.
    NotChosen(Field),
    /// No number.
    NumberMissing,
    /// Not a number of an account.
    NumberOdd,
    /// Another number of digits than the supplier's numbers have.
    NumberLength {
        /// How many they have.
        digits: i64,
    },
    /// Nobody's number.
    NumberUnknown,
    /// Too many unknown numbers: wait so many minutes.
    TooMany {
        /// Whole minutes.
        minutes: i64,
    },
}

/// A field of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// «Отделение».
    Department,
    /// «Дом».
    Building,
    /// «Квартира».
    Flat,
    /// «Лицевой счет».
    Account,
    /// «Поставщик».
    Supplier,
    /// The number.
    Number,
}

impl Fault {
    /// Where it is told.
    pub const fn field(self) -> Field {
        match self {
            Self::NotChosen(field) => field,
            _ => Field::Number,
        }
    }
}

/// What the form offers; each list waits for the one before.
///
/// # Errors
/// The machine's trouble only.
pub async fn lists(app: &App, portal: &Portal, scope: &CustomerScope, chosen: &Chosen<'_>) -> Result<Lists, Failure> {
    let mut handle = app.db.read().await?;
    let mut lists = Lists::default();
    match portal.rules.linking.finding {
        Finding::Declared | Finding::Number => {}
        Finding::Supplier => lists.suppliers = suppliers(&mut handle, portal).await?,
        Finding::Cascade => {
            lists.departments = linking::departments(&mut handle, scope).await?;
            // Where there is one only, nobody is asked.
            let only = (lists.departments.len() == 1).then(|| lists.departments.first().map(|one| one.id)).flatten();
            let department = chosen.department.parse::<Uuid>().ok().or(only);
            if let Some(department) = department {
                lists.buildings = linking::buildings(&mut handle, scope, department).await?;
            }
            let building = chosen.building.parse::<Uuid>().ok();
            if let Some(building) = building.filter(|id| lists.buildings.iter().any(|one| one.id == *id)) {
                lists.flats = linking::flats(&mut handle, scope, building).await?;
                if let Some(flat) = flat_of(chosen.flat).filter(|flat| lists.flats.iter().any(|one| one == flat)) {
                    lists.accounts = linking::in_flat(&mut handle, scope, building, flat).await?;
                }
            }
        }
    }
    Ok(lists)
}

/// Who bills: an organisation without customers' numbers of its own (the portal's keeper) supplies nothing.
async fn suppliers(handle: &mut store::Conn, portal: &Portal) -> Result<Vec<Organisation>, Failure> {
    let all = organisations::of_portal(handle, portal.id).await?;
    let some_say = all.iter().any(|one| !one.service.is_empty());
    Ok(all.into_iter().filter(|one| !some_say || !one.service.is_empty()).collect())
}

fn flat_of(chosen: &str) -> Option<&str> {
    match chosen {
        "" => None,
        NO_FLAT => Some(""),
        flat => Some(flat),
    }
}

/// The account that was chosen, or what is missing on the way to it.
///
/// # Errors
/// The machine's trouble only.
pub async fn find(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    chosen: &Chosen<'_>,
    lists: &Lists,
    address: IpAddr,
) -> Result<Result<Wanted, Fault>, Failure> {
    match portal.rules.linking.finding {
        Finding::Cascade => Ok(in_lists(chosen, lists)),
        Finding::Supplier => {
            let supplier = lists.suppliers.iter().find(|one| one.id.to_string() == chosen.supplier);
            let Some(supplier) = supplier else { return Ok(Err(Fault::NotChosen(Field::Supplier))) };
            by_number(app, portal, scope, Some(supplier), chosen.number, address).await
        }
        Finding::Declared | Finding::Number => by_number(app, portal, scope, None, chosen.number, address).await,
    }
}

fn in_lists(chosen: &Chosen<'_>, lists: &Lists) -> Result<Wanted, Fault> {
    let is_among = |list: &[Choice], id: &str| list.iter().any(|one| one.id.to_string() == id);
    if lists.departments.len() != 1 && !is_among(&lists.departments, chosen.department) {
        return Err(Fault::NotChosen(Field::Department));
    }
    if !is_among(&lists.buildings, chosen.building) {
        return Err(Fault::NotChosen(Field::Building));
    }
    if lists.accounts.is_empty() {
        return Err(Fault::NotChosen(Field::Flat));
    }
    let account = lists.accounts.iter().find(|one| one.account().to_string() == chosen.account);
    account.cloned().ok_or(Fault::NotChosen(Field::Account))
}

async fn by_number(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    supplier: Option<&Organisation>,
    typed: &str,
    address: IpAddr,
) -> Result<Result<Wanted, Fault>, Failure> {
    let number = match Identifier::parse(typed) {
        Ok(number) => number,
        Err(domain::account::IdentifierError::Empty) => return Ok(Err(Fault::NumberMissing)),
        Err(_) => return Ok(Err(Fault::NumberOdd)),
    };
    if let Some(digits) = supplier.and_then(|one| one.number_digits) {
        let given = number.as_str();
        let has = i64::try_from(given.len()).unwrap_or(i64::MAX);
        if has != digits || !given.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Err(Fault::NumberLength { digits }));
        }
    }
    let tries = Limit::numbers(scope.person(), address);
    if let Some(minutes) = limits::take(app, portal, &tries).await? {
        return Ok(Err(Fault::TooMany { minutes }));
    }
    let organisation: Option<OrganisationId> = supplier.map(|one| one.id);
    let found = linking::by_number(&mut app.db.read().await?, scope, organisation, number.as_str()).await?;
    let Some(wanted) = found.into_iter().next() else { return Ok(Err(Fault::NumberUnknown)) };
    store::write!(app.db, |tx| limits::give_back(tx, portal, &tries).await)?;
    Ok(Ok(wanted))
}
