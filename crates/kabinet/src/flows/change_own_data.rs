//! «Изменить регистрационные данные» (catalogue A5): plots, owner, contact person, mobile phone.

use std::net::IpAddr;

use domain::account::{Identifier, IdentifierKind};
use domain::audit::{AuditField, AuditKind};
use domain::phone::Phone;
use store::portals::Portal;
use store::profiles::{self, Details};
use store::scope::CustomerScope;
use store::{Handle, accounts, declarations, registrations};
use uuid::Uuid;

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use super::recognise::recognise;
use crate::app::App;

/// Nobody has more plots than this.
pub const MOST_PLOTS: usize = 20;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 300;

/// The form, as typed.
#[derive(Clone, Debug, Default)]
pub struct Form<'a> {
    /// «Номера ваших участков»: by comma, in any order.
    pub plots: &'a str,
    /// The owner's name.
    pub owner: &'a str,
    /// The contact person's name.
    pub contact: &'a str,
    /// «Мобильный телефон».
    pub phone: &'a str,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A number that can't be one.
    PlotsOdd,
    /// More than [`MOST_PLOTS`].
    PlotsTooMany,
    /// Longer than [`LONGEST_NAME`].
    OwnerTooLong,
    /// Longer than [`LONGEST_NAME`].
    ContactTooLong,
    /// Not a phone that gets SMS.
    PhoneOdd,
}

/// Numbers by comma, semicolon, space or line, each once.
fn plots_of(text: &str) -> Result<Vec<Identifier>, Fault> {
    let mut plots: Vec<Identifier> = Vec::new();
    for word in text.split([',', ';', ' ', '\u{a0}', '\n', '\r', '\t']).filter(|word| !word.trim().is_empty()) {
        let plot = Identifier::parse(word).map_err(|_| Fault::PlotsOdd)?;
        // «с 269 по 271» or a name is no number.
        if !plot.as_str().chars().any(|c| c.is_ascii_digit()) {
            return Err(Fault::PlotsOdd);
        }
        if !plots.contains(&plot) {
            plots.push(plot);
        }
    }
    if plots.len() > MOST_PLOTS { Err(Fault::PlotsTooMany) } else { Ok(plots) }
}

fn details_of(form: &Form<'_>, faults: &mut Vec<Fault>) -> Details {
    let name = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (owner_name, contact_name) = (name(form.owner), name(form.contact));
    let is_long = |name: &str| name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control);
    if is_long(&owner_name) {
        faults.push(Fault::OwnerTooLong);
    }
    if is_long(&contact_name) {
        faults.push(Fault::ContactTooLong);
    }
    let phone = match form.phone.trim() {
        "" => None,
        text => match Phone::parse(text) {
            Ok(phone) if phone.is_mobile() => Some(phone.as_str().to_owned()),
            _ => {
                faults.push(Fault::PhoneOdd);
                None
            }
        },
    };
    Details { owner_name, contact_name, phone }
}

/// Keeps the form; the faults if there are any. A plot that is left out no longer shows; a new one waits until it is proved.
///
/// # Errors
/// The machine's trouble only.
pub async fn change_own_data(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    form: &Form<'_>,
    address: IpAddr,
) -> Result<Vec<Fault>, Failure> {
    let plots = plots_of(form.plots);
    let mut faults: Vec<Fault> = plots.as_ref().err().copied().into_iter().collect();
    let details = details_of(form, &mut faults);
    let (Ok(plots), true) = (plots, faults.is_empty()) else { return Ok(faults) };
    let now = app.clock.now();
    let plots: Vec<(Uuid, Identifier)> = plots.into_iter().map(|plot| (app.id(), plot)).collect();
    let stays = |number: &str| plots.iter().any(|(_, plot)| plot.as_str() == number);
    store::write!(app.db, |tx| {
        let before = told(tx, scope).await?;
        profiles::save_details(tx, scope, &details, now).await?;
        let linked = accounts::of_customer(tx, scope, now).await?;
        for account in linked.iter().filter(|account| !stays(account.number())) {
            store::people::end_link(tx, scope, account.id(), now).await?;
            store::links::end_shared(tx, scope, account.id(), now).await?;
        }
        for declared in declarations::of_customer(tx, scope).await?.iter().filter(|declared| !stays(&declared.number)) {
            declarations::withdraw(tx, scope, &declared.number).await?;
        }
        for (id, plot) in plots.iter().filter(|(_, plot)| !linked.iter().any(|known| known.number() == plot.as_str())) {
            declarations::declare(tx, scope, *id, (IdentifierKind::Plot, plot), now).await?;
        }
        recognise(tx, portal, scope, now).await?;
        let (before, after) = Facts::differing(&before, &told(tx, scope).await?);
        // What an unconfirmed person typed is forgotten with them.
        let is_confirmed = registrations::find(tx, scope).await?.is_none();
        if is_confirmed && !(before.is_empty() && after.is_empty()) {
            let change = Change::of_person(AuditKind::OwnDataChanged, scope.person()).told(before, after);
            let actor = Actor::Person(scope.person(), address);
            audit::record(app, tx, Place::Portal(portal.id), actor, &change).await?;
        }
        Ok::<_, Failure>(())
    })?;
    Ok(Vec::new())
}

/// What stands, for the list of changes.
async fn told(tx: &mut impl Handle, scope: &CustomerScope) -> Result<Facts, Failure> {
    let plots: Vec<String> =
        declarations::of_customer(tx, scope).await?.into_iter().map(|declared| declared.number).collect();
    let profile = profiles::find(tx, scope).await?;
    let of = |field: Option<String>| field.unwrap_or_default();
    let (owner, contact, phone) = profile.map(|p| (p.owner_name, p.contact_name, p.phone)).unwrap_or_default();
    Ok(Facts::of(AuditField::Plots, plots.join(", "))
        .with(AuditField::Owner, of(owner))
        .with(AuditField::Contact, of(contact))
        .with(AuditField::Phone, of(phone)))
}

#[cfg(test)]
mod tests {
    use super::{Fault, plots_of};

    #[test]
    fn plots_are_read_in_any_order_and_spelling() {
        let read =
            |text| plots_of(text).map(|plots| plots.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
        assert_eq!(read("269,270").as_deref(), Ok("269,270"));
        assert_eq!(read(" 270; №269, 270\n12а ").as_deref(), Ok("270,269,12А"));
        assert_eq!(read("").as_deref(), Ok(""));
        assert_eq!(read("269 и 270"), Err(Fault::PlotsOdd));
        let many = (1..=21).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(read(&many), Err(Fault::PlotsTooMany));
    }
}
