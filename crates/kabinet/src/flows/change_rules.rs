//! The keeper of a portal sets how people sign up and how accounts are linked and proved. Who saves last is right: there are few
//! keepers, and the list of changes tells both.

use domain::account::{Finding, Linking, Proof};
use domain::audit::{AuditField, AuditKind, AuditSubject};
use domain::person::{LoginPrefix, PasswordRules, SignUp};
use domain::portal::PortalRules;
use serde_json::{Map, Value};
use store::organisations::{self, Organisation};
use store::portals::{self, Portal};
use store::scope::OfficeScope;

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use super::typed::Typed;
use crate::app::App;

/// Bounds of the least length of a password.
const LEAST: std::ops::RangeInclusive<u8> = 5..=64;

/// What is wrong with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No scheme of signing up is chosen.
    Scheme,
    /// What stands before a contract's number is no prefix.
    Prefix,
    /// The least length is no number from 5 to 64.
    Least,
    /// The hinted length is no number, or below the least.
    HintedMost,
    /// No way to find an account is chosen.
    Finding,
    /// Nothing proves an account, and nobody said that they know what follows.
    OpenToAnybody,
}

impl Fault {
    /// The field beside which it stands.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Scheme => "sign_up",
            Self::Prefix => "prefix",
            Self::Least => "least",
            Self::HintedMost => "hinted_most",
            Self::Finding => "finding",
            Self::OpenToAnybody => "open_to_anybody",
        }
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Kept; other processes see it within five seconds.
    Saved,
    /// Nothing was changed.
    Faults(Vec<Fault>),
    /// The portal is another organisation's to keep.
    NotKeeper,
}

/// Whether the organisation is the one that the portal was made with.
pub fn is_keeper(portal: &Portal, organisation: &Organisation) -> bool {
    organisation.code == portal.slug
}

/// The form of rules that stand.
pub fn typed_of(rules: &PortalRules) -> Typed {
    let (scheme, prefix) = match &rules.sign_up {
        SignUp::PlotNumber => ("plot_number", ""),
        SignUp::UserName => ("user_name", ""),
        SignUp::Contract { prefix } => ("contract", prefix.as_str()),
        SignUp::Email => ("email", ""),
    };
    let (linking, password) = (&rules.linking, &rules.password);
    let form = Typed::default()
        .ticked("self_registration", rules.self_registration)
        .with("sign_up", scheme)
        .with("prefix", prefix)
        .with("least", password.least.to_string())
        .ticked("latin", password.latin)
        .ticked("letter_and_digit", password.letter_and_digit)
        .with("hinted_most", password.hinted_most.map(|most| most.to_string()).unwrap_or_default())
        .with("finding", linking.finding.code())
        .ticked("captcha", linking.captcha)
        .ticked("tax_number", linking.tax_number)
        .ticked("open_to_anybody", linking.is_open_to_anybody())
        .ticked("trust_declarations", rules.trust_declarations)
        .ticked("operators_second_factor", rules.operators_second_factor);
    linking.proofs.iter().fold(form, |form, proof| form.with("proofs", proof.code()))
}

/// Changes the rules of the portal that the operator's organisation keeps.
///
/// # Errors
/// The machine's trouble only.
pub async fn change_rules(
    app: &App,
    scope: &OfficeScope,
    actor: Actor,
    portal: &Portal,
    typed: &Typed,
) -> Result<Outcome, Failure> {
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        let organisation = organisations::find(tx, scope).await?;
        let (Some(stands), Some(organisation)) = (portals::by_id(tx, portal.id).await?, organisation) else {
            return Ok(Outcome::NotKeeper);
        };
        if !is_keeper(&stands, &organisation) {
            return Ok(Outcome::NotKeeper);
        }
        let rules = match read(typed, &stands.rules) {
            Ok(rules) => rules,
            Err(faults) => return Ok(Outcome::Faults(faults)),
        };
        let (before, after) = differing(&stands.rules, &rules)?;
        if !after.is_empty() {
            let changed = Portal { rules, ..stands };
            portals::save(tx, &changed, now).await?;
            let change = Change::of(AuditKind::PortalChanged, AuditSubject::Portal, &changed.slug, &changed.title);
            audit::record(app, tx, Place::Portal(changed.id), actor, &change.told(before, after)).await?;
        }
        Ok::<_, Failure>(Outcome::Saved)
    })
}

/// The rules that stand, with what the form says in place.
///
/// # Errors
/// Every field that is wrong.
pub fn read(typed: &Typed, stands: &PortalRules) -> Result<PortalRules, Vec<Fault>> {
    match (sign_up(typed), password(typed), linking(typed, &stands.linking)) {
        (Ok(sign_up), Ok(password), Ok(linking)) => {
            // Where nothing is declared, the rule would wait unseen for the day when something is.
            let trust = linking.finding == Finding::Declared && typed.is_ticked("trust_declarations");
            Ok(PortalRules {
                self_registration: typed.is_ticked("self_registration"),
                sign_up,
                password,
                linking,
                trust_declarations: trust,
                operators_second_factor: typed.is_ticked("operators_second_factor"),
                ..stands.clone()
            })
        }
        (sign_up, password, linking) => {
            let faults = sign_up.err().into_iter().chain(password.err().into_iter().flatten());
            Err(faults.chain(linking.err()).collect())
        }
    }
}

fn sign_up(typed: &Typed) -> Result<SignUp, Fault> {
    Ok(match typed.get("sign_up") {
        "plot_number" => SignUp::PlotNumber,
        "user_name" => SignUp::UserName,
        "contract" => SignUp::Contract { prefix: LoginPrefix::parse(typed.get("prefix")).map_err(|_| Fault::Prefix)? },
        "email" => SignUp::Email,
        _ => return Err(Fault::Scheme),
    })
}

fn password(typed: &Typed) -> Result<PasswordRules, Vec<Fault>> {
    let figure = |name: &str| typed.get(name).parse::<u8>().ok();
    let least = figure("least").filter(|least| LEAST.contains(least));
    let most = match typed.get("hinted_most") {
        "" => Some(None),
        _ => figure("hinted_most").filter(|most| least.is_none_or(|least| *most >= least)).map(Some),
    };
    let (latin, letter_and_digit) = (typed.is_ticked("latin"), typed.is_ticked("letter_and_digit"));
    match (least, most) {
        (Some(least), Some(hinted_most)) => Ok(PasswordRules { least, latin, letter_and_digit, hinted_most }),
        (least, most) => {
            let faults = [least.is_none().then_some(Fault::Least), most.is_none().then_some(Fault::HintedMost)];
            Err(faults.into_iter().flatten().collect())
        }
    }
}

fn linking(typed: &Typed, stands: &Linking) -> Result<Linking, Fault> {
    let finding = Finding::parse(typed.get("finding")).map_err(|_| Fault::Finding)?;
    let chosen = |proof: &Proof| typed.has("proofs", proof.code());
    // The order in which proofs are offered stays; new ones come last.
    let mut proofs: Vec<Proof> = stands.proofs.iter().copied().filter(chosen).collect();
    let added: Vec<Proof> =
        Proof::ALL.iter().copied().filter(|proof| chosen(proof) && !proofs.contains(proof)).collect();
    proofs.extend(added);
    let (captcha, tax_number) = (typed.is_ticked("captcha"), typed.is_ticked("tax_number"));
    let linking = Linking { finding, captcha, proofs, tax_number };
    if linking.is_open_to_anybody() && !typed.is_ticked("open_to_anybody") {
        return Err(Fault::OpenToAnybody);
    }
    Ok(linking)
}

/// The rules that differ, as they are kept.
fn differing(before: &PortalRules, after: &PortalRules) -> Result<(Facts, Facts), Failure> {
    let (before, after) = (serde_json::to_value(before)?, serde_json::to_value(after)?);
    Ok((part(&before, &after)?, part(&after, &before)?))
}

fn part(of: &Value, other: &Value) -> Result<Facts, Failure> {
    let rules = of.as_object().into_iter().flatten();
    let differs = rules.filter(|(name, value)| other.get(name.as_str()) != Some(*value));
    let differs: Map<String, Value> = differs.map(|(name, value)| (name.clone(), value.clone())).collect();
    if differs.is_empty() {
        return Ok(Facts::none());
    }
    Ok(Facts::of(AuditField::Rules, serde_json::to_string(&differs)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::portal::Preset;

    #[test]
    fn a_form_of_what_stands_changes_nothing() {
        for preset in Preset::ALL {
            let rules = PortalRules::of(*preset);
            assert_eq!(read(&typed_of(&rules), &rules), Ok(rules), "{preset}");
        }
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let typed = Typed::default().with("sign_up", "contract").with("prefix", "VK1").with("least", "4");
        let typed = typed.with("hinted_most", "x").with("finding", "number");
        let faults = read(&typed, &PortalRules::default()).unwrap_err();
        assert_eq!(faults, [Fault::Prefix, Fault::Least, Fault::HintedMost, Fault::OpenToAnybody]);
        assert!(read(&Typed::default(), &PortalRules::default()).unwrap_err().contains(&Fault::Scheme));
    }
}
