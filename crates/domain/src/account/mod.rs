//! Accounts (лицевой счёт, договор, участок): the numbers they are known by, and who may see them.

pub mod basic;
pub mod identifier;
pub mod link;
pub mod linking;
pub mod proof;

pub use basic::BasicPart;
pub use identifier::{Identifier, IdentifierError, IdentifierKind};
pub use link::{DeclarationState, LinkLevel, LinkProof, LinkRequestState, LinkRole};
pub use linking::{Finding, Linking, Proof};
