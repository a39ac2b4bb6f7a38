//! The stories of the product, one a file: check → one transaction → outbox row. No HTTP, no templates.
//!
//! Which error belongs where: what a person can mend is a variant of the story's own error or outcome and becomes a
//! sentence on the page; [`Failure`] is the machine's trouble and becomes «попробуйте позже» and a line in the log.

pub mod answer_request;
pub mod ask_proof;
pub mod audit;
mod audit_text;
pub mod begin_session;
pub mod captcha;
pub mod change_access;
pub mod change_own_data;
pub mod change_portal;
pub mod change_rules;
pub mod confirm_email;
pub mod decide_declaration;
pub mod delete_profile;
pub mod devices;
pub mod download_data;
pub mod electricity_statement;
pub mod end_link;
pub mod find_account;
pub mod grant_role;
pub mod import_file;
mod limits;
pub mod link_account;
pub mod load_organisations;
pub mod log_in;
pub mod log_in_by_passkey;
pub mod manage_member;
pub mod manage_operators;
mod notice;
pub mod own_data;
pub mod passkeys;
pub mod payment_statement;
pub mod permission;
pub mod prove_account;
pub mod receipt_codes;
pub mod receipts;
mod recognise;
pub mod recover_password;
pub mod register;
pub mod register_person;
pub mod register_portal;
pub mod save_organisation;
pub mod second_factor;
pub mod second_step;
pub mod secret;
pub mod send_request;
pub mod set_bank_details;
pub mod set_tariff;
pub mod share_account;
pub mod subscribe;
mod tell_holders;
pub mod typed;
pub mod view_cabinet;
pub mod write_announcement;
pub mod write_page;

/// Kinds of letters, as outbox rows name them.
pub mod letter {
    /// An import is in: to whoever brought the file.
    pub const IMPORT_APPLIED: &str = "import_applied";
    /// A secret that confirms an address: to that address.
    pub const CONFIRM_EMAIL: &str = "confirm_email";
    /// Somebody asked for a new password by this address; no letter itself, answered by letters to whoever has it.
    pub const RECOVER_ASKED: &str = "recover_asked";
    /// A secret that sets a new password.
    pub const RECOVER: &str = "recover";
    /// The address is another now: to the old one.
    pub const EMAIL_CHANGED: &str = "email_changed";
    /// The login went to the owner of the plot: to whoever had it.
    pub const LOGIN_CHANGED: &str = "login_changed";
    /// Somebody wrote by the contact form: to the portal's own address.
    pub const CONTACT_REQUEST: &str = "contact_request";
    /// The office gave a person another login: to that person.
    pub const LOGIN_SET: &str = "login_set";
    /// The board approved a declared plot: to whoever declared it.
    pub const PLOT_APPROVED: &str = "plot_approved";
    /// The board refused a declared plot.
    pub const PLOT_REFUSED: &str = "plot_refused";
    /// The password is another now: to the person.
    pub const PASSWORD_CHANGED: &str = "password_changed";
    /// Somebody logged in with a browser that is new to the person.
    pub const NEW_DEVICE: &str = "new_device";
    /// The digits of a picture, for the form that links accounts.
    pub const CAPTCHA_LINKING: &str = "captcha_linking";
    /// The digits of a picture, for log-in.
    pub const CAPTCHA_LOG_IN: &str = "captcha_log_in";
    /// The digits of a picture, for recovery.
    pub const CAPTCHA_RECOVERY: &str = "captcha_recovery";
    /// Somebody linked an account: to its holder.
    pub const ACCOUNT_LINKED: &str = "account_linked";
    /// The PIN of a request.
    pub const LINK_PIN: &str = "link_pin";
    /// An operator said that the account is theirs.
    pub const LINK_APPROVED: &str = "link_approved";
    /// An operator said that it isn't.
    pub const LINK_REFUSED: &str = "link_refused";
    /// An owner opens an account: to whom it is opened.
    pub const SHARE_OFFERED: &str = "share_offered";
    /// The holder, or the register, ended a link: to whoever had it.
    pub const LINK_ENDED: &str = "link_ended";
    /// Log-in asks for more than the password now.
    pub const SECOND_FACTOR_ON: &str = "second_factor_on";
    /// It no longer does.
    pub const SECOND_FACTOR_OFF: &str = "second_factor_off";
    /// Somebody came in with a recovery code.
    pub const RECOVERY_CODE_USED: &str = "recovery_code_used";
    /// A passkey opens the cabinet now.
    pub const PASSKEY_ADDED: &str = "passkey_added";
    /// The profile is deleted: the last letter to its address.
    pub const PROFILE_DELETED: &str = "profile_deleted";
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
    /// Typst.
    #[error(transparent)]
    Print(#[from] crate::printing::PrintError),
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
