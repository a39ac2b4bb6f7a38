//! People who log in.

pub mod challenge;
pub mod full_name;
pub mod login;
pub mod password;
pub mod role;
pub mod sign_up;

pub use challenge::ChallengePurpose;
pub use login::{Login, LoginError};
pub use password::{PasswordFault, PasswordRules};
pub use role::Role;
pub use sign_up::{Applicant, LoginPrefix, LoginPrefixError, SignUp};
