//! `/my/subscriptions`: «Редактирование подписки» (catalogue B9, C7): a box for each thing and each way, saved as a whole.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::{Html, Response};
use domain::person::{Channel, SignUp, SubscriptionKind};

use crate::flows::subscribe::{self, Choice, Subscriptions};
use crate::i18n::{Translator, Words};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::{ClientAddress, Member};
use crate::web::{Refused, Web};

const PAGE: &str = "/my/subscriptions";

#[derive(Template)]
#[template(path = "customer/subscriptions.html")]
struct SubscriptionsPage {
    t: Translator,
    page: PageContext,
    channels: Vec<Words>,
    rows: Vec<RowView>,
    has_mobile: bool,
    /// The person writes their phone on a page of their own.
    tells_phone: bool,
}

struct RowView {
    name: Words,
    hint: Words,
    cells: Vec<CellView>,
}

struct CellView {
    id: String,
    channel: Words,
    chosen: bool,
    /// An SMS to nobody.
    closed: bool,
}

/// The page.
pub async fn page(State(web): State<Web>, member: Member) -> Result<Html<String>, Refused> {
    let visit = &member.visit;
    let stands = subscribe::subscriptions(&web.app, &member.session.scope).await?;
    let t = visit.translator();
    let page = SubscriptionsPage {
        page: PageContext::of(&web, visit, Area::Cabinet),
        channels: Channel::ALL.iter().map(|channel| channel_words(t, *channel)).collect(),
        rows: SubscriptionKind::ALL.iter().map(|kind| row(t, *kind, &stands)).collect(),
        has_mobile: stands.has_mobile,
        tells_phone: visit.portal.rules.sign_up == SignUp::PlotNumber,
        t,
    };
    Ok(html(&page)?)
}

fn row(t: Translator, kind: SubscriptionKind, stands: &Subscriptions) -> RowView {
    let cell = |channel: Channel| CellView {
        id: id((kind, channel)),
        channel: channel_words(t, channel),
        chosen: stands.chosen.contains(&(kind, channel)),
        closed: channel == Channel::Sms && !stands.has_mobile,
    };
    RowView {
        name: t.s(format!("subscription-{kind}")),
        hint: t.s(format!("subscription-{kind}-hint")),
        cells: Channel::ALL.iter().copied().map(cell).collect(),
    }
}

/// What a box is called when it is sent: `bill-email`.
fn id((kind, channel): Choice) -> String {
    format!("{kind}-{channel}")
}

/// A way in a word.
pub(super) fn channel_words(t: Translator, channel: Channel) -> Words {
    t.s(format!("subscription-by-{channel}"))
}

/// Keeps what is ticked and nothing else.
pub async fn save(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Form(ticked): Form<BTreeMap<String, String>>,
) -> Result<Response, Refused> {
    let every = SubscriptionKind::ALL.iter().flat_map(|kind| Channel::ALL.iter().map(move |channel| (*kind, *channel)));
    let wanted: Vec<Choice> = every.filter(|choice| ticked.contains_key(&id(*choice))).collect();
    subscribe::save(&web.app, &member.visit.portal, &member.session.scope, &wanted, address).await?;
    Ok(redirect_telling(&web, PAGE, "subscriptions-saved"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::portal::Language;

    #[test]
    fn everything_that_can_be_chosen_has_its_words() {
        for language in Language::ALL {
            let t = Translator::new(*language);
            let kinds = SubscriptionKind::ALL
                .iter()
                .flat_map(|kind| [format!("subscription-{kind}"), format!("subscription-{kind}-hint")]);
            let channels = Channel::ALL.iter().map(|channel| format!("subscription-by-{channel}"));
            for key in kinds.chain(channels) {
                assert!(!t.s(&key).starts_with("Unknown localization"), "{language} {key}");
            }
        }
    }
}
