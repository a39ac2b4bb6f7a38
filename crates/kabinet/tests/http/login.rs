//! `/login` and `/logout`.

mod captcha;
mod cookies;
mod form;
mod limits;
mod sessions;
