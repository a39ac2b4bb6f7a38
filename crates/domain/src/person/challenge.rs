//! Why a letter with a link and a code was sent.

coded! {
    /// What the secret in a letter opens.
    pub enum ChallengePurpose {
        /// The address of a new registration.
        ConfirmEmail = "confirm_email",
        /// The new address of somebody known.
        ChangeEmail = "change_email",
        /// A forgotten password.
        Recover = "recover",
    }
}
