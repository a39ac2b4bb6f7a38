//! The cabinet.

mod electricity;
mod electricity_chart;
mod electricity_files;

use axum::extract::State;
use axum::response::Redirect;
use domain::portal::Preset;

use super::visit::Member;
use super::{Refused, Route, Web};
use crate::flows::permission::{Action, any_may};

/// Routes of those who have logged in.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/my", my),
        Route::get("/my/electricity", electricity::page),
        Route::get("/my/electricity.csv", electricity_files::csv),
        Route::get("/my/electricity.xlsx", electricity_files::xlsx),
    ]
}

/// The first page after log-in: an operator's office, a member's electricity.
async fn my(State(web): State<Web>, member: Member) -> Result<Redirect, Refused> {
    if any_may(&member.session.roles, Action::Import) {
        let mut handle = web.app.db.read().await?;
        let own = store::accounts::of_customer(&mut handle, &member.session.scope, web.app.clock.now()).await?;
        if own.is_empty() {
            return Ok(Redirect::to("/office/imports"));
        }
    }
    Ok(Redirect::to(match member.visit.portal.preset {
        Preset::Snt => "/my/electricity",
        _ => "/",
    }))
}
