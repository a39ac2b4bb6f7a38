//! `/my/payments/receipt` and the same as PDF: filled-in receipts for what is underpaid (catalogue A7).

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use documents::DocumentError;
use documents::receipt::{ReceiptData, render_all};
use domain::portal::Language;
use domain::requisites::BankDetails;
use serde::Deserialize;

use crate::flows::Failure;
use crate::flows::receipts::{Receipt, Receipts, Wanted, receipts};
use crate::i18n::{Figure, Translator};
use crate::printing::PrintError;
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::Member;
use crate::web::{Refused, Web};

const PAGE: &str = "/my/payments/receipt";

#[derive(Template)]
#[template(path = "customer/receipt.html")]
struct ReceiptPage {
    t: Translator,
    page: PageContext,
    /// «2 200,00 ₽», all receipts together.
    sum: String,
    receipts: Vec<ReceiptView>,
    /// The same receipts as PDF.
    pdf: String,
    /// Why there is none, if there is none.
    none: Option<Reason>,
}

/// Why there is nothing to print.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reason {
    Paid,
    NoBankDetails,
}

struct ReceiptView {
    plot: String,
    item: String,
    accrued: Figure,
    paid: Figure,
    sum: String,
    words: String,
    payee: String,
    details: BankDetails,
    purpose: String,
    payer: String,
    qr: String,
}

/// Which receipts, as the address names them.
#[derive(Clone, Default, Deserialize)]
pub struct ReceiptQuery {
    plot: Option<String>,
    item: Option<String>,
}

impl ReceiptQuery {
    fn wanted(&self) -> Wanted {
        Wanted { plot: self.plot.clone(), item: self.item.clone() }
    }

    /// The address of the same receipts at another path.
    fn at(&self, path: &str) -> String {
        let pairs = [("plot", &self.plot), ("item", &self.item)];
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (key, value) in pairs {
            if let Some(value) = value {
                query.append_pair(key, value);
            }
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// The receipts as a page that prints itself.
pub async fn page(
    State(web): State<Web>,
    member: Member,
    Query(query): Query<ReceiptQuery>,
) -> Result<Html<String>, Refused> {
    let t = member.visit.translator();
    let (filled, none) = match found(&web, &member, &query).await? {
        Receipts::Filled(filled) => (filled, None),
        Receipts::NothingOwed => (Vec::new(), Some(Reason::Paid)),
        Receipts::NoBankDetails => (Vec::new(), Some(Reason::NoBankDetails)),
        Receipts::Unknown => return Err(Refused::NotFound),
    };
    let currency = member.visit.portal.rules.currency;
    let sum = domain::Money::sum(filled.iter().map(|receipt| receipt.data.sum), currency).map_err(Failure::from)?;
    let page = ReceiptPage {
        t,
        page: PageContext::of(&web, &member.visit, Area::Cabinet),
        sum: t.money(sum),
        receipts: filled.iter().map(|receipt| view(t, receipt)).collect::<Result<_, _>>()?,
        pdf: query.at("/my/payments/receipt.pdf"),
        none,
    };
    Ok(html(&page)?)
}

fn view(t: Translator, receipt: &Receipt) -> Result<ReceiptView, Refused> {
    // The form is Russian whatever language the person reads.
    let russian = Translator::new(Language::Ru);
    let data = &receipt.data;
    let tax = [Some(format!("ИНН {}", data.details.inn())), data.details.kpp().map(|kpp| format!("КПП {kpp}"))];
    Ok(ReceiptView {
        plot: data.plot.as_str().to_owned(),
        item: receipt.item.to_string(),
        accrued: t.sum(receipt.accrued),
        paid: t.sum(receipt.paid),
        sum: russian.money(data.sum),
        words: data.sum_in_words(),
        payee: std::iter::once(data.details.payee().to_owned())
            .chain(tax.into_iter().flatten())
            .collect::<Vec<_>>()
            .join(", "),
        details: data.details.clone(),
        purpose: data.purpose.clone(),
        payer: data.payer.clone(),
        qr: data.qr_svg().map_err(|error| Failure::Print(error.into()))?,
    })
}

/// The receipts as a file for a printer or a messenger.
pub async fn pdf(
    State(web): State<Web>,
    member: Member,
    Query(query): Query<ReceiptQuery>,
) -> Result<Response, Refused> {
    let filled = match found(&web, &member, &query).await? {
        Receipts::Filled(filled) => filled,
        // The page says why.
        Receipts::NothingOwed | Receipts::NoBankDetails => return Ok(Redirect::to(&query.at(PAGE)).into_response()),
        Receipts::Unknown => return Err(Refused::NotFound),
    };
    let data: Vec<ReceiptData> = filled.into_iter().map(|receipt| receipt.data).collect();
    let plots: Vec<&str> = data.iter().map(|receipt| receipt.plot.as_str()).collect();
    let name = file_name(&plots);
    match web.app.printing.print(move |press| render_all(press, &data)).await {
        Ok(bytes) => Ok(file(&name, bytes)),
        // A browser has more letters than our fonts.
        Err(PrintError::Document(DocumentError::Letter(_))) => {
            Ok(redirect_telling(&web, &query.at(PAGE), "receipt-letter"))
        }
        Err(error) => Err(Failure::Print(error).into()),
    }
}

async fn found(web: &Web, member: &Member, query: &ReceiptQuery) -> Result<Receipts, Refused> {
    let portal = &member.visit.portal;
    let today = web.app.clock.today(portal.time_zone);
    Ok(receipts(&web.app, portal.rules.currency, &member.session.scope, &query.wanted(), today).await?)
}

/// `kvitanciya-269-270.pdf`.
fn file_name(plots: &[&str]) -> String {
    let mut numbers: Vec<String> = plots
        .iter()
        .map(|plot| plot.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect())
        .collect();
    numbers.dedup();
    numbers.truncate(5);
    format!("kvitanciya-{}.pdf", numbers.join("-"))
}

/// Shown by the browser, and named where it is saved.
fn file(name: &str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    if let Ok(value) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
