//! `/login` and `/logout`.

mod cookies;
mod form;
mod limits;
mod sessions;
