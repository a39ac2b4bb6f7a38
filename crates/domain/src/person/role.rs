//! What an operator may do in the office.

coded! {
    /// The role of an operator in an organisation.
    pub enum Role {
        /// Everything, people and settings included.
        Administrator = "administrator",
        /// Imports, readings, charges and payments.
        Accountant = "accountant",
        /// News and pages of the public site.
        Editor = "editor",
    }
}
