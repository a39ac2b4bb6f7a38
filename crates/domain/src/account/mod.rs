//! Accounts (лицевой счёт, договор, участок): the numbers they are known by, and who may see them.

pub mod basic;
pub mod identifier;
pub mod link;

pub use basic::BasicPart;
pub use identifier::{Identifier, IdentifierError, IdentifierKind};
pub use link::{DeclarationState, LinkLevel, LinkProof, LinkRole};
