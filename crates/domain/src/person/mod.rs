//! People who log in.

pub mod login;
pub mod role;

pub use login::{Login, LoginError};
pub use role::Role;
