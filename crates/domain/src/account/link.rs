//! What a person may do with an account.

coded! {
    /// How much of the account a link opens.
    pub enum LinkLevel {
        /// What the organisation shows to anyone who knows the number.
        Basic = "basic",
        /// Everything, after proof of ownership.
        Full = "full",
    }
}

coded! {
    /// In what quality the person holds the link.
    pub enum LinkRole {
        /// The holder, or one of them.
        Owner = "owner",
        /// Who pays and hands in readings for the holder.
        Payer = "payer",
        /// Who only looks.
        Viewer = "viewer",
    }
}
