//! The stories of the product, one a file: check → one transaction → outbox row. No HTTP, no templates.
//!
//! Which error belongs where: what a person can mend is a variant of the story's own error or outcome and becomes a
//! sentence on the page; [`Failure`] is the machine's trouble and becomes «попробуйте позже» and a line in the log.

pub mod change_portal;
pub mod electricity_statement;
pub mod grant_role;
pub mod import_file;
pub mod link_account;
pub mod log_in;
pub mod permission;
pub mod register_person;
pub mod register_portal;
pub mod set_tariff;

/// Kinds of letters, as outbox rows name them.
pub mod letter {
    /// An import is in: to whoever brought the file.
    pub const IMPORT_APPLIED: &str = "import_applied";
}

/// The machine's trouble, whatever the story.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A kept file.
    #[error(transparent)]
    File(#[from] crate::files::FileError),
    /// Argon2.
    #[error(transparent)]
    Password(#[from] crate::passwords::PasswordError),
    /// A row that this program did not write, or an arithmetic overflow.
    #[error("unexpected data: {0}")]
    Data(String),
    /// A thread ended half-way.
    #[error("the work was stopped: {0}")]
    Stopped(#[from] tokio::task::JoinError),
    /// Sums beyond what a number holds.
    #[error(transparent)]
    Money(#[from] domain::money::MoneyError),
    /// Quantities beyond what a number holds.
    #[error(transparent)]
    Quantity(#[from] domain::quantity::QuantityOverflow),
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Data(error.to_string())
    }
}

impl AsRef<store::Error> for Failure {
    /// Lets a transaction see whether it should run again.
    fn as_ref(&self) -> &store::Error {
        match self {
            Self::Store(error) => error,
            _ => &NOT_THE_STORE,
        }
    }
}

/// Stands for every failure that is not the database's: never worth a retry.
static NOT_THE_STORE: store::Error = store::Error::Busy;
