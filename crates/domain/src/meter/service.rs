//! What a meter counts, and whether it works.

coded! {
    /// What a meter counts.
    pub enum MeterService {
        /// kWh.
        Electricity = "electricity",
        /// m³ of cold water.
        ColdWater = "cold_water",
        /// m³ of hot water.
        HotWater = "hot_water",
        /// m³ of gas.
        Gas = "gas",
        /// Gcal.
        Heat = "heat",
    }
}

coded! {
    /// Whether a meter works.
    pub enum MeterState {
        /// It works.
        Installed = "installed",
        /// It was taken down; its readings stay.
        Removed = "removed",
    }
}
