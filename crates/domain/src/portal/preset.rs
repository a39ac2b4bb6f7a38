//! The four kinds of the catalogue, as starting points: a preset fills in rules once and is never asked again.

coded! {
    /// The kind of portal that its rules were started from.
    pub enum Preset {
        /// A garden community (catalogue A).
        Snt = "snt",
        /// Housing services, ЖКХ (catalogue B).
        Housing = "zhkh",
        /// A water utility of Kazakhstan (catalogue C).
        Water = "vodokanal",
        /// A portal over many suppliers (catalogue D).
        Suppliers = "suppliers",
    }
}
