//! Fields of the proofs, as the forms of linking show them.

use domain::account::Proof;

use crate::flows::prove_account::Outcome;
use crate::i18n::Translator;
use crate::web::form::FieldView;

/// What is wrong with a proof, in words; nothing where nothing is.
pub(super) fn proof_fault(t: Translator, outcome: Outcome) -> Option<String> {
    match outcome {
        Outcome::Linked(_) | Outcome::Known | Outcome::TaxNumberOdd => None,
        Outcome::Wrong => Some(t.s("proof-wrong").into()),
        Outcome::Unusable => Some(t.s("proof-unusable").into()),
        Outcome::Missing => Some(t.s("proof-missing").into()),
        Outcome::Odd => Some(t.s("proof-odd").into()),
        Outcome::TooMany { hours } => Some(t.s1("proof-too-many", "hours", hours)),
    }
}

/// A field for each proof that is typed at once; what is wrong stands at the one that was typed, else at the first.
pub(super) fn proof_fields(
    t: Translator,
    proofs: &[Proof],
    [receipt, meter, code]: [&str; 3],
    wrong: Option<&(Option<Proof>, String)>,
) -> Vec<FieldView> {
    let first = proofs.iter().copied().find(|proof| proof.is_typed());
    let error = |proof: Proof| {
        let (typed, text) = wrong?;
        (typed.or(first) == Some(proof)).then(|| text.clone())
    };
    let field = |proof: &Proof| {
        let (id, label, hint, value) = match proof {
            Proof::Receipt => ("receipt", t.s("proof-receipt"), t.s("proof-receipt-hint"), receipt),
            Proof::Meter => ("meter", t.s("proof-meter"), t.s("proof-meter-hint"), meter),
            Proof::Code => ("code", t.s("proof-code"), t.s("proof-code-hint"), code),
            Proof::Pin | Proof::Approval => return None,
        };
        Some(FieldView::new(id, "text", "off", label).hinted(hint).with(value).optional().wrong(error(*proof)))
    };
    proofs.iter().filter_map(field).collect()
}

/// The holder's tax number, asked for beside a proof.
pub(super) fn tax_number_field(t: Translator, value: &str, is_odd: bool) -> FieldView {
    FieldView::new("tax_number", "text", "off", t.s("proof-tax-number"))
        .hinted(t.s("proof-tax-number-hint"))
        .with(value)
        .wrong(is_odd.then(|| t.s("register-tax-number-odd").into()))
}
