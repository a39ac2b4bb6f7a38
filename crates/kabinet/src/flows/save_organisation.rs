//! What an organisation tells of its account numbers, and what the basic version shows; its title and service stay.

use domain::account::BasicPart;
use domain::audit::{AuditField, AuditKind, AuditSubject};
use domain::email::Email;
use store::organisations::{self, Organisation};
use store::scope::{OfficeScope, OrganisationScope as _};

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use super::typed::Typed;
use crate::app::App;

/// Bounds of the digits of an account number.
const DIGITS: std::ops::RangeInclusive<i64> = 1..=40;
/// What the column holds, in characters.
const LONGEST_HINT: usize = 500;

/// What is wrong with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not an address.
    Email,
    /// No number from 1 to 40.
    Digits,
    /// Longer than 500 characters.
    HintLong,
}

impl Fault {
    /// The field beside which it stands.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Digits => "number_digits",
            Self::HintLong => "number_hint",
        }
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Kept.
    Saved,
    /// Nothing was changed.
    Faults(Vec<Fault>),
    /// There is no such organisation any more.
    Gone,
}

/// The form of what stands.
pub fn typed_of(organisation: &Organisation) -> Typed {
    let form = Typed::default()
        .with("email", &organisation.email)
        .with("number_digits", organisation.number_digits.map(|digits| digits.to_string()).unwrap_or_default())
        .with("number_hint", &organisation.number_hint);
    organisation.basic.iter().fold(form, |form, part| form.with("basic", part.code()))
}

/// Keeps it; who saves last is right.
///
/// # Errors
/// The machine's trouble only.
pub async fn save_organisation(
    app: &App,
    scope: &OfficeScope,
    actor: Actor,
    typed: &Typed,
) -> Result<Outcome, Failure> {
    store::write!(app.db, |tx| {
        let Some(stands) = organisations::find(tx, scope).await? else { return Ok(Outcome::Gone) };
        let (before, title) = (facts(&stands), stands.title.clone());
        let wanted = match read(typed, stands) {
            Ok(wanted) => wanted,
            Err(faults) => return Ok(Outcome::Faults(faults)),
        };
        let (before, after) = Facts::differing(&before, &facts(&wanted));
        if !after.is_empty() {
            organisations::update(tx, scope, &wanted).await?;
            let kind = AuditKind::OrganisationSaved;
            let change = Change::of(kind, AuditSubject::Organisation, &scope.organisation(), &title);
            let place = Place::Organisation(scope.organisation());
            audit::record(app, tx, place, actor, &change.told(before, after)).await?;
        }
        Ok::<_, Failure>(Outcome::Saved)
    })
}

fn read(typed: &Typed, stands: Organisation) -> Result<Organisation, Vec<Fault>> {
    let email = match typed.get("email") {
        "" => Ok(String::new()),
        text => Email::parse(text).map(|email| email.as_str().to_owned()).map_err(|_| Fault::Email),
    };
    let number_digits = match typed.get("number_digits") {
        "" => Ok(None),
        text => text.parse::<i64>().ok().filter(|digits| DIGITS.contains(digits)).map(Some).ok_or(Fault::Digits),
    };
    let number_hint = match typed.get("number_hint").replace(char::is_control, " ") {
        hint if hint.chars().count() > LONGEST_HINT => Err(Fault::HintLong),
        hint => Ok(hint),
    };
    match (email, number_digits, number_hint) {
        (Ok(email), Ok(number_digits), Ok(number_hint)) => {
            let basic = BasicPart::ALL.iter().copied().filter(|part| typed.has("basic", part.code())).collect();
            Ok(Organisation { email, number_digits, number_hint, basic, ..stands })
        }
        (email, digits, hint) => Err(email.err().into_iter().chain(digits.err()).chain(hint.err()).collect()),
    }
}

fn facts(organisation: &Organisation) -> Facts {
    let basic: Vec<&str> = organisation.basic.iter().map(|part| part.code()).collect();
    Facts::of(AuditField::Email, &organisation.email)
        .with(AuditField::NumberDigits, organisation.number_digits.map(|digits| digits.to_string()).unwrap_or_default())
        .with(AuditField::NumberHint, &organisation.number_hint)
        .with(AuditField::BasicShows, basic.join(", "))
}
