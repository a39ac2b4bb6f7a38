//! The cabinet.

mod electricity;
mod electricity_empty;
mod electricity_files;
mod electricity_pages;
mod landing;
mod payments;
mod receipt;
