//! What an authenticator is asked for.

coded! {
    /// Why a question is put to an authenticator.
    pub enum CeremonyKind {
        /// Somebody who has logged in adds a key.
        Add = "add",
        /// Somebody logs in with one.
        LogIn = "log_in",
    }
}
