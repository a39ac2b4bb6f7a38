//! What a person may change about log-in with more than a password.

coded! {
    /// A change that asks for the password; the code stands in its page's address.
    pub enum SecondFactorChange {
        /// Codes of an application are to be asked for: shows a seed, and asks for nothing until a code of it was typed.
        Totp = "totp",
        /// They are asked for no more.
        TotpOff = "totp-off",
        /// New recovery codes in place of the old ones.
        Codes = "codes",
        /// A passkey is asked for after the password.
        Passkey = "passkey",
        /// It is asked for no more.
        PasskeyOff = "passkey-off",
    }
}
