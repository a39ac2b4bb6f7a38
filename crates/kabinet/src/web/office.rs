//! The back office: pages of operators, each open to the roles that [`crate::flows::permission`] names.

mod announcements;
mod audit;
mod bank_details;
mod home;
mod import;
mod import_columns;
mod import_page;
mod import_rows;
mod import_tabs;
mod import_view;
mod import_words;
mod imports;
mod link_requests;
mod listing;
mod member;
mod members;
mod notices;
mod operators;
mod pages;
mod permissions;
mod refused_csv;
mod requests;
mod settings;
mod settings_view;
mod tariffs;
mod texts;
mod told;
mod upload;
mod view;

pub use told::told;

use super::Route;

/// Doors under `/office`.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/office", home::page),
        Route::get("/office/audit", audit::list),
        Route::get("/office/tariffs", tariffs::page),
        Route::post("/office/tariffs", tariffs::set),
        Route::post("/office/tariffs/{from}/remove", tariffs::remove),
        Route::get("/office/operators", operators::page),
        Route::post("/office/operators", operators::grant),
        Route::post("/office/operators/{id}/{role}/revoke", operators::revoke),
        Route::get("/office/imports", imports::list),
        Route::upload("/office/imports", imports::receive, upload::BODY_LIMIT),
        Route::get("/office/imports/{id}", import::show),
        Route::post("/office/imports/{id}/columns", import::columns),
        Route::post("/office/imports/{id}/sheet", import::sheet),
        Route::post("/office/imports/{id}/apply", import::apply),
        Route::post("/office/imports/{id}/cancel", import::cancel),
        Route::post("/office/imports/{id}/undo", import::undo),
        Route::get("/office/imports/{id}/refused.csv", refused_csv::download),
        Route::get("/office/bank-details", bank_details::form),
        Route::post("/office/bank-details", bank_details::save),
        Route::get("/office/settings", settings::form),
        Route::post("/office/settings", settings::save_rules),
        Route::post("/office/settings/organisation", settings::save_organisation),
        Route::get("/office/members", members::list),
        Route::get("/office/pages", pages::list),
        Route::post("/office/pages", pages::create),
        Route::get("/office/pages/new", pages::blank),
        Route::get("/office/pages/{id}", pages::edit),
        Route::post("/office/pages/{id}", pages::save),
        Route::post("/office/pages/{id}/publish", pages::publish),
        Route::post("/office/pages/{id}/hide", pages::hide),
        Route::get("/office/pages/{id}/delete", pages::ask),
        Route::post("/office/pages/{id}/delete", pages::delete),
        Route::get("/office/announcements", announcements::list),
        Route::post("/office/announcements", announcements::create),
        Route::get("/office/announcements/new", announcements::blank),
        Route::get("/office/announcements/{id}", announcements::edit),
        Route::post("/office/announcements/{id}", announcements::save),
        Route::post("/office/announcements/{id}/publish", announcements::publish),
        Route::post("/office/announcements/{id}/hide", announcements::hide),
        Route::get("/office/announcements/{id}/delete", announcements::ask),
        Route::post("/office/announcements/{id}/delete", announcements::delete),
        Route::get("/office/requests", requests::list),
        Route::get("/office/requests/{id}", requests::show),
        Route::post("/office/requests/{id}/answered", requests::answered),
        Route::get("/office/link-requests", link_requests::list),
        Route::post("/office/link-requests/{id}/approve", link_requests::approve),
        Route::post("/office/link-requests/{id}/refuse", link_requests::refuse),
        Route::get("/office/members/{id}", member::page),
        Route::post("/office/members/{id}/confirmation", member::confirmation),
        Route::post("/office/members/{id}/recovery", member::recovery),
        Route::post("/office/members/{id}/block", member::block),
        Route::post("/office/members/{id}/unblock", member::unblock),
        Route::post("/office/members/{id}/sessions/end", member::end_sessions),
        Route::post("/office/members/{id}/login", member::give_login),
        Route::post("/office/members/{id}/view", view::begin),
        Route::post("/view/end", view::end),
        Route::post("/office/members/{id}/links/{account}/end", member::end_link),
        Route::post("/office/declarations/{id}/approve", members::approve),
        Route::post("/office/declarations/{id}/refuse", members::refuse),
    ]
}
