//! How people come to their accounts, and how it is proved that they are theirs: data of the portal, filled in by its preset
//! (catalogue A5, B3, D3, D4).

use crate::portal::Preset;

coded! {
    /// How an account is found before it is linked.
    pub enum Finding {
        /// Its number is declared with what people tell of themselves, and waits (A5).
        Declared = "declared",
        /// «Отделение» → «Дом» → «Квартира» → «Лицевой счет» (B3).
        Cascade = "cascade",
        /// The supplier, and the number as it stands on the receipt (D3).
        Supplier = "supplier",
        /// The number of the contract or the account.
        Number = "number",
    }
}

coded! {
    /// What proves that an account is the person's. Any one of a portal's proofs will do.
    pub enum Proof {
        /// «Итого к оплате» of a recent receipt.
        Receipt = "receipt",
        /// The last four digits of a meter's number.
        Meter = "meter",
        /// The code that is printed on the receipt and stands in its QR.
        Code = "code",
        /// A PIN by letter to the address that the register knows (D4).
        Pin = "pin",
        /// An operator's word.
        Approval = "approval",
    }
}

impl Proof {
    /// Whether it is something that one types at once, and might guess.
    pub const fn is_typed(self) -> bool {
        matches!(self, Self::Receipt | Self::Meter | Self::Code)
    }
}

/// How accounts are linked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Linking {
    /// How the account is found.
    pub finding: Finding,
    /// Whether digits in a picture are asked for (B3).
    pub captcha: bool,
    /// What is taken as a proof, in the order in which it is offered. None at all: whoever finds the account has it (manual B).
    pub proofs: Vec<Proof>,
    /// Whether the holder's tax number is asked for besides; alone it proves nothing.
    pub tax_number: bool,
}

impl Default for Linking {
    fn default() -> Self {
        Self { finding: Finding::Declared, captcha: false, proofs: vec![Proof::Approval], tax_number: false }
    }
}

impl Linking {
    /// What a preset starts with.
    pub fn of(preset: Preset) -> Self {
        use Proof::{Approval, Code, Meter, Pin, Receipt};
        match preset {
            Preset::Snt => Self::default(),
            Preset::Housing => Self {
                finding: Finding::Cascade,
                captcha: true,
                proofs: vec![Receipt, Meter, Code, Approval],
                tax_number: false,
            },
            Preset::Water => Self {
                finding: Finding::Number,
                captcha: false,
                proofs: vec![Meter, Code, Pin, Approval],
                tax_number: true,
            },
            Preset::Suppliers => Self {
                finding: Finding::Supplier,
                captcha: false,
                proofs: vec![Pin, Receipt, Meter, Code, Approval],
                tax_number: false,
            },
        }
    }

    /// Whether whoever finds an account has it: a neighbour too. `doctor` warns of it.
    pub fn is_open_to_anybody(&self) -> bool {
        self.proofs.is_empty() && self.finding != Finding::Declared
    }
}
