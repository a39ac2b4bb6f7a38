//! Meters, their readings, and what the use costs.

pub mod electricity;
pub mod periods;
pub mod reading;
pub mod serial;
pub mod service;
pub mod tariff;

pub use electricity::{ElectricityAccounting, ElectricityCosts, ElectricityTariff, PeriodUse, UseError};
pub use periods::periods;
pub use reading::Reading;
pub use serial::{MeterSerial, MeterSerialError};
pub use service::{MeterService, MeterState};
pub use tariff::{TariffError, TariffTable};
