//! The two forms of `/office/settings` as the template draws them: every choice with its explanation.

use domain::account::{BasicPart, Finding, Proof};

use crate::flows::typed::Typed;
use crate::flows::{change_rules, save_organisation};
use crate::i18n::{Translator, Words};
use crate::web::form::FieldView;

/// A box to tick or one of several to choose, with what follows from it.
pub struct ChoiceView {
    /// Of the field.
    pub name: &'static str,
    /// What is sent.
    pub value: &'static str,
    /// What it is.
    pub title: Words,
    /// What follows from it.
    pub hint: Words,
    /// It is on.
    pub chosen: bool,
}

/// The rules of a portal.
pub struct RulesView {
    pub self_registration: ChoiceView,
    pub schemes: Vec<ChoiceView>,
    pub scheme_error: Option<String>,
    pub prefix: FieldView,
    pub least: FieldView,
    pub hinted_most: FieldView,
    pub password: Vec<ChoiceView>,
    pub findings: Vec<ChoiceView>,
    pub finding_error: Option<String>,
    /// Only where accounts are declared.
    pub trust: Option<ChoiceView>,
    pub proofs: Vec<ChoiceView>,
    pub open: ChoiceView,
    pub open_error: Option<String>,
    pub more: Vec<ChoiceView>,
    pub second_factor: ChoiceView,
    faults: Vec<(&'static str, String)>,
}

/// What an organisation tells and shows.
pub struct OrganisationView {
    pub fields: Vec<FieldView>,
    pub basic: Vec<ChoiceView>,
}

/// A box that stands alone.
fn tick(typed: &Typed, name: &'static str, title: Words, hint: Words) -> ChoiceView {
    ChoiceView { name, value: "yes", title, hint, chosen: typed.is_ticked(name) }
}

/// One of several.
fn one(typed: &Typed, name: &'static str, value: &'static str, (title, hint): (Words, Words)) -> ChoiceView {
    ChoiceView { name, value, title, hint, chosen: typed.has(name, value) }
}

fn schemes(t: Translator, typed: &Typed) -> Vec<ChoiceView> {
    let scheme = |value, words| one(typed, "sign_up", value, words);
    vec![
        scheme("plot_number", (t.s("settings-scheme-plot"), t.s("settings-scheme-plot-hint"))),
        scheme("user_name", (t.s("settings-scheme-name"), t.s("settings-scheme-name-hint"))),
        scheme("contract", (t.s("settings-scheme-contract"), t.s("settings-scheme-contract-hint"))),
        scheme("email", (t.s("settings-scheme-email"), t.s("settings-scheme-email-hint"))),
    ]
}

fn finding(t: Translator, typed: &Typed, finding: Finding) -> ChoiceView {
    let words = match finding {
        Finding::Declared => (t.s("settings-finding-declared"), t.s("settings-finding-declared-hint")),
        Finding::Cascade => (t.s("settings-finding-cascade"), t.s("settings-finding-cascade-hint")),
        Finding::Supplier => (t.s("settings-finding-supplier"), t.s("settings-finding-supplier-hint")),
        Finding::Number => (t.s("settings-finding-number"), t.s("settings-finding-number-hint")),
    };
    one(typed, "finding", finding.code(), words)
}

fn proof(t: Translator, typed: &Typed, proof: Proof) -> ChoiceView {
    let words = match proof {
        Proof::Receipt => (t.s("settings-proof-receipt"), t.s("settings-proof-receipt-hint")),
        Proof::Meter => (t.s("settings-proof-meter"), t.s("settings-proof-meter-hint")),
        Proof::Code => (t.s("settings-proof-code"), t.s("settings-proof-code-hint")),
        Proof::Pin => (t.s("settings-proof-pin"), t.s("settings-proof-pin-hint")),
        Proof::Approval => (t.s("settings-proof-approval"), t.s("settings-proof-approval-hint")),
    };
    one(typed, "proofs", proof.code(), words)
}

fn basic_words(t: Translator, part: BasicPart) -> (Words, Words) {
    match part {
        BasicPart::Debt => (t.s("settings-basic-debt"), t.s("settings-basic-debt-hint")),
        BasicPart::Charges => (t.s("settings-basic-charges"), t.s("settings-basic-charges-hint")),
        BasicPart::Meters => (t.s("settings-basic-meters"), t.s("settings-basic-meters-hint")),
        BasicPart::SubmitReadings => (t.s("settings-basic-submit"), t.s("settings-basic-submit-hint")),
        BasicPart::Name => (t.s("settings-basic-name"), t.s("settings-basic-name-hint")),
        BasicPart::Address => (t.s("settings-basic-address"), t.s("settings-basic-address-hint")),
    }
}

/// What the list of changes says for codes with commas between them.
pub fn basic_titles(t: Translator, codes: &str) -> String {
    let title = |code: &str| match BasicPart::parse(code) {
        Ok(part) => basic_words(t, part).0.into_string(),
        Err(_) => code.to_owned(),
    };
    codes.split(", ").map(title).collect::<Vec<String>>().join(", ")
}

fn rules_fault(t: Translator, fault: change_rules::Fault) -> String {
    use change_rules::Fault::{Finding, HintedMost, Least, OpenToAnybody, Prefix, Scheme};
    let words = match fault {
        Scheme => t.s("settings-scheme-missing"),
        Prefix => t.s("settings-prefix-odd"),
        Least => t.s("settings-least-odd"),
        HintedMost => t.s("settings-hinted-most-odd"),
        Finding => t.s("settings-finding-missing"),
        OpenToAnybody => t.s("settings-open-missing"),
    };
    words.into()
}

impl RulesView {
    /// Of the form as it stands or was typed.
    pub fn of(t: Translator, typed: &Typed, faults: &[change_rules::Fault]) -> Self {
        let faults: Vec<(&'static str, String)> =
            faults.iter().map(|fault| (fault.field(), rules_fault(t, *fault))).collect();
        let wrong = |name: &str| faults.iter().find(|(field, _)| *field == name).map(|(_, told)| told.clone());
        let text = |name: &'static str, label: Words, hint: Words| {
            FieldView::new(name, "text", "off", label).hinted(hint).with(typed.get(name)).wrong(wrong(name))
        };
        let trust = || tick(typed, "trust_declarations", t.s("settings-trust"), t.s("settings-trust-hint"));
        Self {
            self_registration: tick(typed, "self_registration", t.s("settings-self"), t.s("settings-self-hint")),
            schemes: schemes(t, typed),
            scheme_error: wrong("sign_up"),
            prefix: text("prefix", t.s("settings-prefix"), t.s("settings-prefix-hint")).optional(),
            least: text("least", t.s("settings-least"), t.s("settings-least-hint")),
            hinted_most: text("hinted_most", t.s("settings-hinted-most"), t.s("settings-hinted-most-hint")).optional(),
            password: vec![
                tick(typed, "latin", t.s("settings-latin"), t.s("settings-latin-hint")),
                tick(typed, "letter_and_digit", t.s("settings-letter-digit"), t.s("settings-letter-digit-hint")),
            ],
            findings: Finding::ALL.iter().map(|one| finding(t, typed, *one)).collect(),
            finding_error: wrong("finding"),
            trust: typed.has("finding", Finding::Declared.code()).then(trust),
            proofs: Proof::ALL.iter().map(|one| proof(t, typed, *one)).collect(),
            open: tick(typed, "open_to_anybody", t.s("settings-open"), t.s("settings-open-hint")),
            open_error: wrong("open_to_anybody"),
            second_factor: tick(
                typed,
                "operators_second_factor",
                t.s("settings-second-factor"),
                t.s("settings-second-factor-hint"),
            ),
            more: vec![
                tick(typed, "tax_number", t.s("settings-tax-number"), t.s("settings-tax-number-hint")),
                tick(typed, "captcha", t.s("settings-captcha"), t.s("settings-captcha-hint")),
            ],
            faults,
        }
    }

    /// What is wrong with which field.
    pub fn faults(&self) -> Vec<(&'static str, String)> {
        self.faults.clone()
    }
}

impl OrganisationView {
    /// Of the form as it stands or was typed.
    pub fn of(t: Translator, typed: &Typed, faults: &[save_organisation::Fault]) -> Self {
        use save_organisation::Fault::{Digits, Email, HintLong};
        let told = |fault: &save_organisation::Fault| -> String {
            let words = match fault {
                Email => t.s("settings-email-odd"),
                Digits => t.s("settings-digits-odd"),
                HintLong => t.s("settings-number-hint-long"),
            };
            words.into()
        };
        let field = |name: &'static str, kind: &'static str, label: Words, hint: Words| {
            FieldView::new(name, kind, "off", label)
                .hinted(hint)
                .with(typed.get(name))
                .optional()
                .wrong(faults.iter().find(|fault| fault.field() == name).map(told))
        };
        let fields = vec![
            field("email", "email", t.s("settings-email"), t.s("settings-email-hint")),
            field("number_digits", "text", t.s("settings-digits"), t.s("settings-digits-hint")),
            field("number_hint", "text", t.s("settings-number-hint"), t.s("settings-number-hint-hint")),
        ];
        Self {
            fields,
            basic: BasicPart::ALL.iter().map(|part| one(typed, "basic", part.code(), basic_words(t, *part))).collect(),
        }
    }

    /// What is wrong with which field.
    pub fn faults(&self) -> Vec<(&'static str, String)> {
        self.fields.iter().filter_map(|field| Some((field.id, field.error.clone()?))).collect()
    }
}
