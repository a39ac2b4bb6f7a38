//! What a person wants to be written about, and by which way.

coded! {
    /// What a person may be written about.
    pub enum SubscriptionKind {
        /// A receipt or a bill («квитанция», «счёт-извещение»).
        Bill = "bill",
        /// It is time to hand in readings.
        Readings = "readings",
        /// Something is left to pay.
        Debt = "debt",
        /// Announcements.
        News = "news",
    }
}

coded! {
    /// By which way.
    pub enum Channel {
        /// To the confirmed address.
        Email = "email",
        /// To the mobile phone.
        Sms = "sms",
    }
}
