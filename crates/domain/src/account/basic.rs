//! What a link of the basic level shows beside the number and the organisation (catalogue D4): the organisation opens it.

coded! {
    /// A part of the cabinet that an organisation may open before the account is proved to be the person's.
    pub enum BasicPart {
        /// What is to be paid.
        Debt = "debt",
        /// What was charged.
        Charges = "charges",
        /// Meters and what they read.
        Meters = "meters",
        /// Handing in readings.
        SubmitReadings = "submit_readings",
        /// The holder's name.
        Name = "name",
        /// The address.
        Address = "address",
    }
}
