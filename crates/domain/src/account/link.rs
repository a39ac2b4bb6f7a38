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

coded! {
    /// How it was proved that the account is the person's.
    pub enum LinkProof {
        /// An operator of the organisation says so.
        Operator = "operator",
        /// The person's confirmed e-mail address stands in the register beside the account.
        RegisterEmail = "register_email",
        /// Nobody asked: the portal trusts what people declare.
        Trusted = "trusted",
    }
}

coded! {
    /// How far a declared account has come («Номера ваших участков»).
    pub enum DeclarationState {
        /// Neither proved nor decided.
        Waiting = "waiting",
        /// Proved, or approved by the board.
        Accepted = "accepted",
        /// The board says that it is not theirs.
        Refused = "refused",
    }
}
