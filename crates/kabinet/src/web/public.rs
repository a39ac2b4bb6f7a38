//! The public site and log-in.

mod home;
mod login;

use domain::portal::Preset;

use super::Route;
use crate::i18n::Translator;

/// Routes that need no session.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/", home::home),
        Route::get("/login", login::form),
        Route::post("/login", login::log_in),
        Route::post("/logout", login::log_out),
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
            label: t.s(format!("login-label-{kind}")),
            hint: t.s(format!("login-hint-{kind}")),
            // The board's people have words for logins, so a member's phone must still offer letters.
            numeric: false,
            value,
            next,
        }
    }
}
