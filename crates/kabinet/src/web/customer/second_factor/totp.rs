//! `/my/second-factor/totp`: the seed for an application, as a QR code and in letters, until its first code is typed.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::show_codes;
use crate::flows::Failure;
use crate::flows::second_factor::{self, Confirmed};
use crate::i18n::Translator;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::{ClientAddress, Member, query_encoded};
use crate::web::{Refused, Web};

pub(super) const PAGE: &str = "/my/second-factor/totp";

#[derive(Template)]
#[template(path = "customer/second-factor-totp.html")]
struct TotpPage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    /// Markup.
    qr: String,
    /// In groups of four.
    seed: String,
    /// For an application on this very device.
    href: String,
    field: FieldView,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    code: String,
}

/// Shows the seed.
pub async fn set_up(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    page(&web, &member, None).await
}

/// The first code: from now on codes are asked for.
pub async fn confirm(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let (visit, scope) = (&member.visit, &member.session.scope);
    let t = visit.translator();
    match second_factor::confirm(&web.app, &visit.portal, scope, &fields.code, address).await? {
        Confirmed::Done(codes) => show_codes(&web, visit, &codes),
        Confirmed::WrongCode => page(&web, &member, Some(t.s("second-code-wrong").into())).await,
        Confirmed::TooMany => page(&web, &member, Some(t.s("access-too-many").into())).await,
        Confirmed::Gone => Ok(redirect_telling(&web, super::PAGE, "second-factor-gone")),
    }
}

async fn page(web: &Web, member: &Member, wrong: Option<String>) -> Result<Response, Refused> {
    let (visit, t) = (&member.visit, member.visit.translator());
    let Some(seed) = second_factor::waiting_seed(&web.app, &member.session.scope).await? else {
        return Ok(Redirect::to(super::PAGE).into_response());
    };
    let href = address_of(&visit.portal.title, &member.session.login, &seed);
    let qr = documents::qr_svg(href.as_bytes()).map_err(|error| Failure::Print(error.into()))?;
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let field = FieldView::new("code", "text", "one-time-code", t.s("second-code-first"))
        .hinted(t.s("second-code-hint"))
        .wrong(wrong);
    let page = TotpPage {
        page: PageContext::of(web, visit, Area::Cabinet),
        summary: Summary::of(t, std::slice::from_ref(&field)),
        seed: in_fours(&seed),
        qr,
        href,
        field,
        t,
    };
    Ok((status, html(&page)?).into_response())
}

/// What applications read from the QR code: whose seed it is, and the seed.
fn address_of(portal: &str, login: &str, seed: &str) -> String {
    let encoded = |text: &str| query_encoded(text).replace('/', "%2F");
    let (portal, login) = (encoded(portal), encoded(login));
    format!("otpauth://totp/{portal}:{login}?secret={seed}&issuer={portal}")
}

fn in_fours(seed: &str) -> String {
    let letters: Vec<char> = seed.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{address_of, in_fours};

    #[test]
    fn an_application_learns_whose_codes_they_are() {
        assert_eq!(
            address_of("СНТ «А/Б»", "7 б", "ABCD"),
            "otpauth://totp/%D0%A1%D0%9D%D0%A2%20%C2%AB%D0%90%2F%D0%91%C2%BB:7%20%D0%B1?secret=ABCD&issuer=\
             %D0%A1%D0%9D%D0%A2%20%C2%AB%D0%90%2F%D0%91%C2%BB"
        );
        assert_eq!(in_fours("ABCDEFGH"), "ABCD EFGH");
    }
}
