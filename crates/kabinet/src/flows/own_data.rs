//! «Регистрационные данные» (catalogue A4): everything the person entered, and what became of their plots.

use chrono::{DateTime, Utc};
use domain::account::{DeclarationState, IdentifierKind};
use store::challenges::{self, Challenge};
use store::profiles::{self, Profile};
use store::scope::CustomerScope;
use store::{accounts, declarations};

use super::Failure;
use crate::app::App;

/// A person's own data.
#[derive(Clone, Debug)]
pub struct OwnData {
    /// What they entered.
    pub profile: Profile,
    /// When they agreed to its use.
    pub consent: Option<DateTime<Utc>>,
    /// Their plots, in natural order.
    pub plots: Vec<Plot>,
    /// An address that waits to be confirmed.
    pub open: Option<Challenge>,
}

/// An account they say is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plot {
    /// What kind of number they gave; none where an operator linked it.
    pub kind: Option<IdentifierKind>,
    /// Its number.
    pub number: String,
    /// Whether it shows.
    pub state: DeclarationState,
}

/// Reads it; nothing when the person is gone.
///
/// # Errors
/// The machine's trouble only.
pub async fn own_data(app: &App, scope: &CustomerScope) -> Result<Option<OwnData>, Failure> {
    let now = app.clock.now();
    let mut handle = app.db.read().await?;
    let Some(profile) = profiles::find(&mut handle, scope).await? else { return Ok(None) };
    let consent = profiles::consent_given_at(&mut handle, scope).await?;
    let linked = accounts::open_to_customer(&mut handle, scope, now).await?;
    let declared = declarations::of_customer(&mut handle, scope).await?;
    let open = challenges::open(&mut handle, scope, now).await?;
    let mut plots: Vec<Plot> = linked
        .iter()
        .map(|account| {
            let number = account.number().to_owned();
            let kind = declared.iter().find(|declared| declared.number == number).map(|declared| declared.kind);
            Plot { kind, number, state: DeclarationState::Accepted }
        })
        .collect();
    for declaration in declared {
        if !plots.iter().any(|plot| plot.number == declaration.number) {
            // Accepted once, and the account is gone from the register: the board must look again.
            let state = match declaration.state {
                DeclarationState::Accepted => DeclarationState::Waiting,
                state => state,
            };
            plots.push(Plot { kind: Some(declaration.kind), number: declaration.number, state });
        }
    }
    plots.sort_by(|a, b| (a.number.chars().count(), &a.number).cmp(&(b.number.chars().count(), &b.number)));
    Ok(Some(OwnData { profile, consent, plots, open }))
}
