//! The public site and log-in.

mod announcements;
mod captcha;
mod confirm;
mod consent;
mod contacts;
mod help;
mod home;
mod link_notice;
mod login;
mod pages;
mod passkey;
mod recover;
mod register;
mod second_step;

use domain::person::SignUp;
use domain::portal::PortalRules;

pub use announcements::{PageQuery, neighbours};
pub use captcha::{CaptchaView, told as captcha_told};
pub use recover::password_fields;
pub use register::{fault_text, password_hint};

use super::Route;
use crate::i18n::{Translator, Words};

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
        Route::get("/login/code", second_step::form),
        Route::post("/login/code", second_step::by_code),
        Route::post("/login/passkey/begin", passkey::ask),
        Route::post("/login/passkey/finish", passkey::log_in),
        Route::post("/logout", login::log_out),
        Route::get("/register", register::form),
        Route::post("/register", register::register),
        Route::get("/consent", consent::show),
        Route::get("/confirm/{id}/{code}", confirm::ask),
        Route::post("/confirm/{id}/{code}", confirm::by_link),
        Route::get("/captcha/{form}/{id}", captcha::picture),
        Route::get("/links/{id}/{code}", link_notice::ask),
        Route::post("/links/{id}/{code}", link_notice::end),
        Route::get("/recover", recover::form),
        Route::post("/recover", recover::ask),
        Route::get("/recover/change", recover::change_form),
        Route::post("/recover/change", recover::change),
        Route::get("/recover/{id}/{code}", recover::password_form),
        Route::post("/recover/{id}/{code}", recover::reset),
    ]
}

/// The log-in form, in the words of the portal's sign-up scheme.
#[derive(Clone, Debug)]
pub struct LoginForm {
    /// «Пожалуйста, авторизуйтесь:».
    title: Words,
    label: Words,
    hint: Words,
    value: String,
    next: String,
    /// «Запомнить?», where the scheme has it.
    remember: Option<Words>,
    remembered: bool,
    /// «Забыли имя пользователя или пароль?».
    forgot: Words,
    /// Whether people register themselves.
    registration: bool,
    /// «Если вы впервые на сайте, …», where the scheme says it.
    first_time: Option<Words>,
}

impl LoginForm {
    /// As it is first shown.
    fn new(t: Translator, rules: &PortalRules, value: String, next: String) -> Self {
        let scheme = scheme_key(&rules.sign_up);
        let of = |part: &str| t.s(format!("login-{part}-{scheme}"));
        Self {
            title: of("title"),
            label: of("label"),
            hint: of("hint"),
            value,
            next,
            remember: (rules.sign_up != SignUp::PlotNumber).then(|| of("remember")),
            remembered: false,
            forgot: of("forgot"),
            registration: rules.self_registration,
            first_time: matches!(rules.sign_up, SignUp::Contract { .. }).then(|| t.s("login-first-time")),
        }
    }
}

/// What is told of a confirmed address: where plots are declared, the next step is to declare them.
pub fn told_confirmed(scheme: &SignUp, other_login: bool) -> &'static str {
    match (scheme, other_login) {
        (SignUp::PlotNumber, false) => "confirmed",
        (SignUp::PlotNumber, true) => "confirmed-other-login",
        (_, false) => "confirmed-account",
        (_, true) => "confirmed-other-login-account",
    }
}

/// How keys of translations call the scheme.
pub fn scheme_key(scheme: &SignUp) -> &'static str {
    match scheme {
        SignUp::PlotNumber => "plot",
        SignUp::UserName => "user-name",
        SignUp::Contract { .. } => "contract",
        SignUp::Email => "email",
    }
}
