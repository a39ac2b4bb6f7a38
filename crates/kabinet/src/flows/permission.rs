//! What an operator may do: the one table that pages ask.

use domain::person::Role;

/// Something done in the back office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Look at imports, bring files, let them in and take them out again.
    Import,
}

/// Whether any of the roles allows it.
pub fn any_may(roles: &[Role], action: Action) -> bool {
    roles.iter().any(|role| may(*role, action))
}

/// Whether a role allows it.
pub const fn may(role: Role, action: Action) -> bool {
    match (role, action) {
        (Role::Administrator | Role::Accountant, Action::Import) => true,
        (Role::Editor, Action::Import) => false,
    }
}
