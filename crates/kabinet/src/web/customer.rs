//! The cabinet.

mod electricity;
mod electricity_chart;
mod electricity_files;

use axum::Router;
use axum::extract::State;
use axum::response::Redirect;
use axum::routing::get;
use domain::portal::Preset;

use super::visit::Member;
use super::{Refused, Web};

/// Routes of those who have logged in.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/my", get(my))
        .route("/my/electricity", get(electricity::page))
        .route("/my/electricity.csv", get(electricity_files::csv))
        .route("/my/electricity.xlsx", get(electricity_files::xlsx))
}

/// The first page after log-in: an operator's office, a member's electricity.
async fn my(State(web): State<Web>, member: Member) -> Result<Redirect, Refused> {
    if member.session.operator {
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
