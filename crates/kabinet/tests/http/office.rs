//! The back office.

mod imports;
mod imports_broken;
mod imports_faults;
mod imports_undo;
