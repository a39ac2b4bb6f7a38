//! The vocabulary of imports, shared by the readers of files, the flows, the command line and the pages: what is
//! imported, what a row says, and what can be wrong with it. Sentences stand in the translations, under
//! `import-problem-` and the code with dashes.

pub mod charges;
pub mod check;
pub mod fault;
pub mod meters;
pub mod payments;
pub mod problem;
pub mod readings;
pub mod register;

pub use charges::{ChargeField, ChargeRow};
pub use check::{AccountStanding, Checked, Standing, check_reading};
pub use fault::Fault;
pub use meters::{MeterField, MeterRow};
pub use payments::{PaymentField, PaymentFor, PaymentRow};
pub use problem::{Problem, ProblemKind, Severity};
pub use readings::{ReadingField, ReadingRow, StatedFigures};
pub use register::{RegisterField, RegisterRow};

coded! {
    /// What a file brings.
    pub enum ImportKind {
        /// The register of accounts.
        Register = "register",
        /// Meters, each with its last reading.
        Meters = "meters",
        /// Readings of meters.
        Readings = "readings",
        /// What accounts owe by item, and what was paid to it.
        Charges = "charges",
        /// Payments.
        Payments = "payments",
    }
}
