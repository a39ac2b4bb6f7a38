//! What is around every page, whatever its address.

mod csrf;
mod errors;
mod headers;
mod view;
