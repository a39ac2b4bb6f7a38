//! The back office: pages of operators, each open to the roles that [`crate::flows::permission`] names.

mod import;
mod import_columns;
mod import_page;
mod import_rows;
mod import_tabs;
mod import_view;
mod import_words;
mod imports;
mod notices;
mod permissions;
mod refused_csv;
mod upload;

use super::Route;

/// Doors under `/office`.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/office/imports", imports::list),
        Route::upload("/office/imports", imports::receive, upload::BODY_LIMIT),
        Route::get("/office/imports/{id}", import::show),
        Route::post("/office/imports/{id}/columns", import::columns),
        Route::post("/office/imports/{id}/apply", import::apply),
        Route::post("/office/imports/{id}/cancel", import::cancel),
        Route::post("/office/imports/{id}/undo", import::undo),
        Route::get("/office/imports/{id}/refused.csv", refused_csv::download),
    ]
}
