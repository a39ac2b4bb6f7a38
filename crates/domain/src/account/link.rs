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
        /// Nothing yet: the number is known, no more.
        None = "none",
        /// The total of a recent receipt.
        Receipt = "receipt",
        /// The last digits of a meter's number.
        Meter = "meter",
        /// The code on the receipt.
        Code = "code",
        /// A PIN from a letter to the address in the register.
        Pin = "pin",
        /// The owner opened it to them.
        Shared = "shared",
    }
}

coded! {
    /// How far a request for a PIN or an operator's word has come.
    pub enum LinkRequestState {
        /// An operator decides.
        Waiting = "waiting",
        /// The PIN is on its way, or there.
        Sent = "sent",
        /// The account is linked in full.
        Done = "done",
        /// The operator says that it is not theirs.
        Refused = "refused",
        /// Another request took its place, or its time is over.
        Over = "over",
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
