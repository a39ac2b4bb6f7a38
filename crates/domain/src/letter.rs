//! Letters of the portal.

coded! {
    /// Why a letter was laid aside.
    pub enum DeadReason {
        /// The mail server refused it for good.
        Refused = "refused",
        /// The mail server took it neither now nor later, for days.
        TooLate = "too_late",
        /// What it is about is over: its link was used or has run out, its subject is gone.
        Stale = "stale",
    }
}
