//! People who log in.

pub mod challenge;
pub mod full_name;
pub mod login;
pub mod passkey;
pub mod password;
pub mod recovery_code;
pub mod role;
pub mod second_factor;
pub mod sign_up;
pub mod subscription;

pub use challenge::ChallengePurpose;
pub use login::{Login, LoginError};
pub use passkey::CeremonyKind;
pub use password::{PasswordFault, PasswordRules};
pub use recovery_code::RecoveryCode;
pub use role::Role;
pub use second_factor::SecondFactorChange;
pub use sign_up::{Applicant, LoginPrefix, LoginPrefixError, SignUp};
pub use subscription::{Channel, SubscriptionKind};
