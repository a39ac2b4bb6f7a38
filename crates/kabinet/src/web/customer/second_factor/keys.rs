//! `/my/second-factor/passkeys`: a passkey is added by the script, named and removed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::{Form, Json};
use serde::Deserialize;
use serde_json::{Value, json};
use store::passkeys::{self as stored, Passkey};
use uuid::Uuid;

use super::{Asked, Fields, PAGE, ask_for_password};
use crate::flows::passkeys::{self, are_possible};
use crate::i18n::Translator;
use crate::web::customer::access;
use crate::web::form::FieldView;
use crate::web::frame::{append_cookie, redirect_telling};
use crate::web::page::{Area, PageContext, html};
use crate::web::passkey_answers::{question, refusal};
use crate::web::visit::{ClientAddress, Member};
use crate::web::{Refused, Web, cookies};

#[derive(Template)]
#[template(path = "customer/passkey-add.html")]
struct AddPage {
    t: Translator,
    page: PageContext,
    fields: Vec<FieldView>,
}

/// The form that the script sends.
pub async fn add_form(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    let (visit, t) = (&member.visit, member.visit.translator());
    if !are_possible(&web.app, &visit.portal) {
        return Err(Refused::NotFound);
    }
    let fields = vec![
        FieldView::new("name", "text", "off", t.s("passkey-name")).hinted(t.s("passkey-name-hint")).optional(),
        FieldView::new("password", "password", "current-password", t.s("access-current-short")),
    ];
    let page = AddPage { page: PageContext::of(&web, visit, Area::Cabinet), fields, t };
    Ok(html(&page)?.into_response())
}

/// What the script sends first.
#[derive(Deserialize)]
pub struct Wish {
    #[serde(default)]
    password: String,
}

/// Asks the authenticator for a new key.
pub async fn ask_for_new(State(web): State<Web>, member: Member, Json(wish): Json<Wish>) -> Result<Response, Refused> {
    let (visit, session) = (&member.visit, &member.session);
    let t = visit.translator();
    let shown = (session.login.as_str(), wish.password.as_str());
    Ok(match passkeys::ask_for_new(&web.app, &visit.portal, &session.scope, shown).await? {
        passkeys::Asked::Question(asked) => question(&asked),
        passkeys::Asked::Fault(fault) => refusal(StatusCode::UNPROCESSABLE_ENTITY, &access::text(t, fault)),
        passkeys::Asked::Impossible => refusal(StatusCode::UNPROCESSABLE_ENTITY, &t.s("passkey-failed")),
    })
}

/// What the script sends when the authenticator has made a key.
#[derive(Deserialize)]
pub struct Made {
    id: Uuid,
    #[serde(default)]
    name: String,
    credential: Value,
}

/// Keeps the key.
pub async fn add(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Json(made): Json<Made>,
) -> Result<Response, Refused> {
    let (visit, scope) = (&member.visit, &member.session.scope);
    let t = visit.translator();
    let name = match made.name.trim() {
        "" => t.s("passkey-unnamed").into_string(),
        name => name.to_owned(),
    };
    let key = (made.id, name.as_str(), made.credential);
    if !passkeys::add(&web.app, &visit.portal, scope, key, address).await? {
        return Ok(refusal(StatusCode::UNPROCESSABLE_ENTITY, &t.s("passkey-refused")));
    }
    let mut response = Json(json!({ "next": PAGE })).into_response();
    let (scheme, now) = (web.app.config.public_scheme, web.app.clock.now());
    append_cookie(&mut response, &cookies::set(scheme, cookies::FLASH, "passkey-added".to_owned(), None, now));
    Ok(response)
}

/// Asks for the password before a key is forgotten.
pub async fn remove_form(State(web): State<Web>, member: Member, Path(id): Path<String>) -> Result<Response, Refused> {
    let key = own(&web, &member, &id).await?;
    ask_for_password(&web, &member.visit, of_removal(member.visit.translator(), &key), None)
}

/// Forgets it.
pub async fn remove(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let key = own(&web, &member, &id).await?;
    let (visit, shown) = (&member.visit, (fields.password.as_str(), address));
    match passkeys::remove(&web.app, &visit.portal, &member.session.scope, &key, shown).await? {
        None => Ok(redirect_telling(&web, PAGE, "passkey-removed")),
        fault => ask_for_password(&web, visit, of_removal(visit.translator(), &key), fault),
    }
}

/// One of the person's keys; for others there is no such page.
async fn own(web: &Web, member: &Member, id: &str) -> Result<Passkey, Refused> {
    let Ok(id) = id.parse::<Uuid>() else { return Err(Refused::NotFound) };
    let keys = stored::of_customer(&mut web.app.db.read().await?, &member.session.scope).await?;
    keys.into_iter().find(|key| key.id == id).ok_or(Refused::NotFound)
}

fn of_removal(t: Translator, key: &Passkey) -> Asked {
    Asked {
        title: t.s1("passkey-remove-title", "name", &key.name),
        lead: t.s("passkey-remove-lead"),
        submit: t.s("passkey-remove"),
        action: format!("{PAGE}/passkeys/{}/remove", key.id),
    }
}
