//! The cabinet.

mod access;
mod account;
mod account_add;
mod account_code;
mod account_lists;
mod account_proofs;
mod account_prove;
mod account_share;
mod accounts;
mod confirm;
mod data_files;
mod delete_profile;
mod devices;
mod electricity;
mod electricity_chart;
mod electricity_files;
mod payments;
mod receipt;
mod registration;
mod registration_edit;
mod second_factor;
mod subscriptions;

use axum::extract::State;
use axum::response::Redirect;
use domain::person::SignUp;

use super::page::{NoticeKind, NoticeView};
use super::visit::Member;
use super::{Refused, Route, Web};
use crate::i18n::Translator;

/// Routes of those who have logged in.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/my", my),
        Route::get("/my/payments", payments::page),
        Route::get("/my/payments/receipt", receipt::page),
        Route::get("/my/payments/receipt.pdf", receipt::pdf),
        Route::get("/my/electricity", electricity::page),
        Route::get("/my/electricity.csv", electricity_files::csv),
        Route::get("/my/electricity.xlsx", electricity_files::xlsx),
        Route::get("/my/registration", registration::page),
        Route::get("/my/registration/edit", registration_edit::form),
        Route::post("/my/registration/edit", registration_edit::save),
        Route::get("/my/access", access::form),
        Route::get("/my/access/email", access::email_form),
        Route::get("/my/access/password", access::password_form),
        Route::post("/my/access/email", access::email),
        Route::post("/my/access/password", access::password),
        Route::get("/my/devices", devices::page),
        Route::post("/my/devices/end-others", devices::end_others),
        Route::post("/my/devices/{id}/end", devices::end),
        Route::get("/my/subscriptions", subscriptions::page),
        Route::post("/my/subscriptions", subscriptions::save),
        Route::get("/my/data.zip", data_files::download),
        Route::get("/my/delete", delete_profile::form),
        Route::post("/my/delete", delete_profile::delete),
        Route::get("/my/accounts", accounts::page),
        Route::get("/my/accounts/add", account_add::form),
        Route::post("/my/accounts/add", account_add::save),
        Route::get("/my/accounts/code", account_code::form),
        Route::post("/my/accounts/code", account_code::save),
        Route::get("/my/accounts/{id}", account::page),
        Route::post("/my/accounts/{id}/prove", account_prove::prove),
        Route::post("/my/accounts/{id}/request", account_prove::request),
        Route::post("/my/accounts/{id}/pin", account_prove::pin),
        Route::post("/my/accounts/{id}/pin/letter", account_prove::pin_again),
        Route::post("/my/accounts/{id}/share", account_share::share),
        Route::post("/my/accounts/{id}/share/{offer}/end", account_share::end),
        Route::post("/my/accounts/{id}/unlink", account::unlink),
        Route::post("/my/offers/{id}/accept", accounts::accept),
        Route::post("/my/offers/{id}/refuse", accounts::refuse),
        Route::get("/my/second-factor", second_factor::page),
        Route::get("/my/second-factor/change/{change}", second_factor::ask),
        Route::post("/my/second-factor/change/{change}", second_factor::change),
        Route::get("/my/second-factor/totp", second_factor::set_up),
        Route::post("/my/second-factor/totp", second_factor::confirm),
        Route::get("/my/second-factor/passkeys", second_factor::add_form),
        Route::post("/my/second-factor/passkeys/begin", second_factor::ask_for_new),
        Route::post("/my/second-factor/passkeys/finish", second_factor::add),
        Route::get("/my/second-factor/passkeys/{id}/remove", second_factor::remove_form),
        Route::post("/my/second-factor/passkeys/{id}/remove", second_factor::remove),
        Route::get("/confirm", confirm::form),
        Route::post("/confirm", confirm::by_code),
        Route::post("/confirm/letter", confirm::send_again),
    ]
}

/// What the last action came to; nothing for a key that isn't one of these.
pub fn told(key: &str, t: Translator) -> Option<NoticeView> {
    let (kind, title, text) = match key {
        "subscriptions-saved" => (NoticeKind::Ok, t.s("told-subscriptions"), t.s("told-subscriptions-text")),
        "download-waits" => (NoticeKind::Warn, t.s("told-download-waits"), t.s("told-download-waits-text")),
        "profile-deleted" => (NoticeKind::Ok, t.s("told-profile-deleted"), t.s("told-profile-deleted-text")),
        _ => return second_factor::told(key, t),
    };
    Some(NoticeView { kind, title: title.into(), text: text.into() })
}

/// The first page after log-in: an operator's office, what a member has to pay.
async fn my(State(web): State<Web>, member: Member) -> Result<Redirect, Refused> {
    if !member.session.roles.is_empty() {
        let mut handle = web.app.db.read().await?;
        let own = store::accounts::of_customer(&mut handle, &member.session.scope, web.app.clock.now()).await?;
        if own.is_empty() {
            return Ok(Redirect::to("/office"));
        }
    }
    Ok(Redirect::to(match member.visit.portal.rules.sign_up {
        SignUp::PlotNumber => "/my/payments",
        _ => "/my/accounts",
    }))
}
