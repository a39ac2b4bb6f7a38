//! The public site and log-in.

mod announcements;
mod confirm;
mod consent;
mod contacts;
mod help;
mod home;
mod login;
mod pages;
mod recover;
mod register;

use domain::portal::Preset;

pub use announcements::{PageQuery, neighbours};
pub use recover::password_fields;
pub use register::fault_text;

use super::Route;
use crate::i18n::Translator;

/// Routes that need no session.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/", home::home),
        Route::get("/announcements", announcements::list),
        Route::get("/announcements/{id}", announcements::show),
        Route::get("/pages/{slug}", pages::show),
        Route::get("/contacts", contacts::form),
        Route::post("/contacts", contacts::send),
        Route::get("/contacts/sent/{id}", contacts::sent),
        Route::get("/help", help::page),
        Route::get("/help/instruction.pdf", help::instruction),
        Route::get("/login", login::form),
        Route::post("/login", login::log_in),
        Route::post("/logout", login::log_out),
        Route::get("/register", register::form),
        Route::post("/register", register::register),
        Route::get("/consent", consent::show),
        Route::get("/confirm/{id}/{code}", confirm::ask),
        Route::post("/confirm/{id}/{code}", confirm::by_link),
        Route::get("/recover", recover::form),
        Route::post("/recover", recover::ask),
        Route::get("/recover/{id}/{code}", recover::password_form),
        Route::post("/recover/{id}/{code}", recover::reset),
    ]
}

/// The log-in form.
#[derive(Clone, Debug)]
pub struct LoginForm {
    label: String,
    hint: String,
    numeric: bool,
    value: String,
    next: String,
}

impl LoginForm {
    /// With the words of the portal's kind of login.
    fn new(t: Translator, preset: Preset, value: String, next: String) -> Self {
        let kind = match preset {
            Preset::Snt => "plot",
            Preset::Housing => "user-name",
            Preset::Water => "login",
            Preset::Suppliers => "email",
        };
        Self {
            label: t.s(format!("login-label-{kind}")).into(),
            hint: t.s(format!("login-hint-{kind}")).into(),
            // The board's people have words for logins, so a member's phone must still offer letters.
            numeric: false,
            value,
            next,
        }
    }
}
