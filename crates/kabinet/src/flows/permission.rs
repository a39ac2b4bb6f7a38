//! What an operator may do: the one table that code asks and that the office shows.

use domain::person::Role;

/// Something done in the back office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Look at imports, bring files, let them in and take them out again.
    Import,
    /// Find members, decide whose plot it is, send letters again, block.
    Members,
    /// See tariffs and set new ones.
    Tariffs,
    /// See and change the organisation's bank details.
    BankDetails,
    /// Read and answer what people wrote by the contact form.
    Requests,
    /// Write pages and announcements of the public site.
    Site,
    /// Look at who changed what.
    Audit,
    /// Give and take roles in the office.
    Operators,
    /// Set how people sign up and link accounts, and what the organisation shows.
    Settings,
}

impl Action {
    /// All of them, in the order they are shown in.
    pub const ALL: [Self; 9] = [
        Self::Import,
        Self::Members,
        Self::Tariffs,
        Self::BankDetails,
        Self::Requests,
        Self::Site,
        Self::Audit,
        Self::Operators,
        Self::Settings,
    ];
}

/// Whether any of the roles allows it.
pub fn any_may(roles: &[Role], action: Action) -> bool {
    roles.iter().any(|role| may(*role, action))
}

/// Whether a role allows it.
pub const fn may(role: Role, action: Action) -> bool {
    match action {
        Action::Import | Action::Members | Action::Tariffs | Action::BankDetails => {
            matches!(role, Role::Administrator | Role::Accountant)
        }
        Action::Requests => true,
        Action::Site => matches!(role, Role::Administrator | Role::Editor),
        Action::Audit | Action::Operators | Action::Settings => matches!(role, Role::Administrator),
    }
}
