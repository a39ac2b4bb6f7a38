//! The back office.

mod audit;
mod bank_details;
pub mod imports;
mod imports_broken;
mod imports_faults;
mod imports_meters;
mod imports_undo;
mod members;
mod operators;
mod settings;
mod tariffs;
mod today;
mod view;
