//! A row for each door: its address, what it guards, who gets which answer.

use axum::http::{Method, StatusCode};

use super::actors::{
    ADDRESS, ASKED, Actor, Actors, BANK_ACCOUNT, BOOKKEEPER, DECLARER, FILE, LOADED, OWED, PHONE, PRICE, TEXT,
    UNKNOWN_PLOT, USED, WRITER,
};
use crate::harness::TestApp;

/// Whose door it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Area {
    /// Everybody's.
    Public,
    /// Everybody's who has logged in, with what is their own behind it.
    Cabinet,
    /// That of the owner of an account who proved it: nobody else opens it.
    Owner,
    /// That of whoever is linked to an account, with what the link shows behind it.
    Linked,
    /// Every importer's, with what is their organisation's behind it.
    Office,
    /// That of the importers of one organisation.
    OfficeItem,
    /// Every editor's of a site.
    Site,
    /// That of the editors of one organisation.
    SiteItem,
    /// Every operator's, with what was written to their organisation behind it.
    Requests,
    /// That of the operators of one organisation.
    RequestsItem,
    /// Everybody's who works in an office, with their organisation's behind it.
    AnyOffice,
    /// That of the administrators of one organisation.
    AdministrationItem,
    /// Every administrator's, with what is their organisation's behind it.
    Administration,
}

/// How far the import behind an address has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Checked,
    Applied,
}

pub struct Row {
    pub method: Method,
    /// As the router spells it.
    pub path: &'static str,
    /// Stands in the rightful one's answer and in nobody else's.
    pub secret: Option<&'static str>,
    /// The rightful one changes an import by it.
    pub changes: bool,
    /// Takes a file.
    pub upload: bool,
    area: Area,
    /// What the rightful one gets.
    status: u16,
    /// What others get who are in a cabinet of their own, if they get another answer.
    others: Option<u16>,
    /// What whoever proved nothing gets, if they get another answer.
    basic: Option<u16>,
    stage: Stage,
}

fn row(method: Method, path: &'static str, area: Area, status: u16) -> Row {
    let changes = method == Method::POST && area != Area::Public;
    Row {
        method,
        path,
        secret: None,
        changes,
        upload: false,
        area,
        status,
        others: None,
        basic: None,
        stage: Stage::Checked,
    }
}

fn get(path: &'static str, area: Area) -> Row {
    row(Method::GET, path, area, 200)
}

fn post(path: &'static str, area: Area) -> Row {
    row(Method::POST, path, area, 303)
}

impl Row {
    fn telling(self, secret: &'static str) -> Self {
        Self { secret: Some(secret), ..self }
    }

    fn answering(self, status: u16) -> Self {
        Self { status, ..self }
    }

    fn answering_others(self, status: u16) -> Self {
        Self { others: Some(status), ..self }
    }

    fn answering_basic(self, status: u16) -> Self {
        Self { basic: Some(status), ..self }
    }

    /// Everybody changes what is their own: see register.
    fn of_oneself(self) -> Self {
        Self { changes: false, ..self }
    }

    fn with_file(self) -> Self {
        Self { upload: true, ..self }
    }

    fn of_applied(self) -> Self {
        Self { stage: Stage::Applied, ..self }
    }

    pub fn is_public(&self) -> bool {
        self.area == Area::Public
    }

    /// Who is in the right here.
    pub fn is_office(&self) -> bool {
        matches!(self.area, Area::Office | Area::OfficeItem | Area::AnyOffice)
    }

    /// Open to administrators alone.
    pub fn is_administration(&self) -> bool {
        matches!(self.area, Area::Administration | Area::AdministrationItem)
    }

    /// Whose role opens it: others than the importers'.
    pub fn is_site(&self) -> bool {
        matches!(self.area, Area::Site | Area::SiteItem)
    }

    /// Every role opens it.
    pub fn is_requests(&self) -> bool {
        matches!(self.area, Area::Requests | Area::RequestsItem)
    }

    /// The address, with an import that stands as the row wants it.
    pub async fn url(&self, test: &TestApp, actors: &Actors) -> String {
        let path = self.path.replace("{name}", "brand-1.css").replace("{code}", &"0".repeat(32));
        if path.starts_with("/captcha/") {
            return format!("/captcha/linking/{}", test.app.id::<uuid::Uuid>());
        }
        if path.starts_with("/my/offers/") {
            return path.replace("{id}", &actors.offer(test).await);
        }
        if path.starts_with("/my/accounts/{id}") {
            let path = path.replace("{id}", &actors.account(test).await.to_string());
            return if path.contains("{offer}") { path.replace("{offer}", &actors.offer(test).await) } else { path };
        }
        if path.starts_with("/office/link-requests/") {
            return path.replace("{id}", &actors.link_request(test).await);
        }
        let path = path.replace("{change}", "codes");
        if path.starts_with("/office/declarations/") {
            return path.replace("{id}", &actors.declaration(test).await);
        }
        let item = path.starts_with("/office/pages/") || path.starts_with("/office/announcements/");
        if item && path.contains("{id}") {
            let list = if path.starts_with("/office/pages/") { "/office/pages" } else { "/office/announcements" };
            let id = actors.text(test, list, path.ends_with("hide")).await;
            return path.replace("{id}", &id);
        }
        if path.starts_with("/announcements/") {
            return path.replace("{id}", &actors.text(test, "/office/announcements", true).await);
        }
        if path.contains("{slug}") {
            actors.text(test, "/office/pages", true).await;
            return path.replace("{slug}", &actors.latest_slug());
        }
        if path.starts_with("/contacts/sent/") || path.starts_with("/office/requests/") {
            return path.replace("{id}", &actors.request(test).await);
        }
        if path.starts_with("/office/tariffs/") {
            return path.replace("{from}", "2022-01-01");
        }
        if path.starts_with("/office/operators/") {
            let person = test.operator(&actors.snt, "newcomer", domain::person::Role::Editor).await;
            return path.replace("{id}", &person.to_string()).replace("{role}", "editor");
        }
        if path.starts_with("/office/members/") {
            return format!("/office/members/{}", actors.managed(test, &path).await);
        }
        if !path.contains("{id}") {
            return path;
        }
        path.replace("{id}", &actors.import(test, self.stage).await.to_string())
    }

    /// Who is told what stands behind it.
    pub fn is_told(&self, actor: Actor) -> bool {
        let is_of_accounts = self.area == Area::Linked
            || self.path.starts_with("/my/payments")
            || self.path.starts_with("/my/electricity");
        actor == Actor::Rightful || actor == Actor::Viewer && is_of_accounts
    }

    pub fn expected(&self, actor: Actor) -> StatusCode {
        let hidden = StatusCode::NOT_FOUND;
        let own = StatusCode::from_u16(self.status).unwrap();
        match (self.area, actor) {
            (Area::Public, _) | (_, Actor::Rightful) => own,
            (_, actor) if actor.is_out() => StatusCode::SEE_OTHER,
            // What was opened to somebody is theirs to look at.
            (Area::Linked, Actor::Basic) if self.basic.is_some() => StatusCode::from_u16(self.basic.unwrap()).unwrap(),
            (Area::Cabinet, Actor::Viewer) | (Area::Linked, Actor::Viewer | Actor::Basic) => own,
            (Area::Cabinet, _) if self.others.is_some() => StatusCode::from_u16(self.others.unwrap()).unwrap(),
            // Every role opens requests, so there the one without comes from the other organisation.
            (Area::Cabinet, _)
            | (Area::AnyOffice | Area::Requests, Actor::OtherOperator | Actor::Editor)
            | (Area::Office | Area::Site | Area::Administration, Actor::OtherOperator) => own,
            (_, _) => hidden,
        }
    }
}

/// All doors, log-out last.
pub fn rows() -> Vec<Row> {
    vec![
        get("/", Area::Public),
        get("/assets/{name}", Area::Public),
        get("/announcements", Area::Public),
        get("/announcements/{id}", Area::Public),
        get("/pages/{slug}", Area::Public),
        get("/contacts", Area::Public),
        post("/contacts", Area::Public).answering(422),
        get("/contacts/sent/{id}", Area::Public),
        get("/help", Area::Public),
        get("/help/instruction.pdf", Area::Public),
        get("/office/pages", Area::Site).telling(TEXT),
        get("/office/pages/new", Area::Site),
        post("/office/pages", Area::Site).answering(422).of_oneself(),
        get("/office/pages/{id}", Area::SiteItem).telling(TEXT),
        post("/office/pages/{id}", Area::SiteItem).answering(422).of_oneself(),
        post("/office/pages/{id}/publish", Area::SiteItem),
        post("/office/pages/{id}/hide", Area::SiteItem),
        get("/office/pages/{id}/delete", Area::SiteItem).telling(TEXT),
        post("/office/pages/{id}/delete", Area::SiteItem),
        get("/office/announcements", Area::Site).telling(TEXT),
        get("/office/announcements/new", Area::Site),
        post("/office/announcements", Area::Site).answering(422).of_oneself(),
        get("/office/announcements/{id}", Area::SiteItem).telling(TEXT),
        post("/office/announcements/{id}", Area::SiteItem).answering(422).of_oneself(),
        post("/office/announcements/{id}/publish", Area::SiteItem),
        post("/office/announcements/{id}/hide", Area::SiteItem),
        get("/office/announcements/{id}/delete", Area::SiteItem).telling(TEXT),
        post("/office/announcements/{id}/delete", Area::SiteItem),
        get("/office/requests", Area::Requests).telling(WRITER),
        get("/office/requests/{id}", Area::RequestsItem).telling(WRITER),
        post("/office/requests/{id}/answered", Area::RequestsItem),
        get("/login", Area::Public),
        post("/login", Area::Public).answering(422),
        // Nobody is half-way through a log-in: see second_factor/log_in.
        get("/login/code", Area::Public).answering(303),
        post("/login/code", Area::Public).answering(303),
        post("/login/passkey/begin", Area::Public).answering(200),
        // A form is no answer of an authenticator: see second_factor/passkeys.
        post("/login/passkey/finish", Area::Public).answering(415),
        get("/my", Area::Cabinet).answering(303),
        get("/my/payments", Area::Cabinet).telling(OWED),
        get("/my/payments/receipt", Area::Cabinet).telling(OWED),
        get("/my/payments/receipt.pdf", Area::Cabinet).answering_others(303),
        get("/my/electricity", Area::Cabinet).telling(USED),
        get("/my/electricity.csv", Area::Cabinet).telling(USED),
        get("/my/electricity.xlsx", Area::Cabinet),
        get("/office", Area::AnyOffice),
        get("/office/tariffs", Area::Office).telling(PRICE),
        // A stranger's prices of an office of their own are no trespass: see office/tariffs.
        post("/office/tariffs", Area::Office).answering(422).of_oneself(),
        post("/office/tariffs/{from}/remove", Area::OfficeItem).answering(200).of_oneself(),
        get("/office/operators", Area::Administration).telling(BOOKKEEPER),
        post("/office/operators", Area::Administration).answering(400).of_oneself(),
        post("/office/operators/{id}/{role}/revoke", Area::AdministrationItem),
        get("/office/settings", Area::Administration),
        // Nothing is typed: the page comes back with what is wrong. The portal's rules are its keeper's alone: see office/settings.
        post("/office/settings", Area::AdministrationItem).answering(422).of_oneself(),
        post("/office/settings/organisation", Area::Administration).of_oneself(),
        get("/office/audit", Area::Administration).telling(LOADED),
        get("/office/imports", Area::Office).telling(FILE),
        // A stranger's upload to an office of their own is no trespass: see office/imports.
        Row { changes: false, ..post("/office/imports", Area::Office).with_file() },
        get("/office/imports/{id}", Area::OfficeItem).telling(FILE),
        get("/office/imports/{id}/refused.csv", Area::OfficeItem).telling(UNKNOWN_PLOT),
        post("/office/imports/{id}/columns", Area::OfficeItem),
        post("/office/imports/{id}/sheet", Area::OfficeItem).answering(400).of_oneself(),
        post("/office/imports/{id}/cancel", Area::OfficeItem),
        post("/office/imports/{id}/apply", Area::OfficeItem),
        post("/office/imports/{id}/undo", Area::OfficeItem).of_applied(),
        get("/register", Area::Public),
        post("/register", Area::Public).answering(422),
        get("/consent", Area::Public),
        get("/confirm/{id}/{code}", Area::Public).answering(410),
        post("/confirm/{id}/{code}", Area::Public).answering(410),
        get("/recover", Area::Public),
        post("/recover", Area::Public).answering(422),
        // For those who are known by a contract only.
        get("/recover/change", Area::Public).answering(404),
        post("/recover/change", Area::Public).answering(404),
        get("/recover/{id}/{code}", Area::Public).answering(410),
        post("/recover/{id}/{code}", Area::Public).answering(410),
        get("/confirm", Area::Cabinet).answering(303),
        post("/confirm", Area::Cabinet).of_oneself(),
        post("/confirm/letter", Area::Cabinet).of_oneself(),
        get("/my/registration", Area::Cabinet).telling(PHONE),
        get("/my/registration/edit", Area::Cabinet).telling(PHONE),
        get("/my/accounts", Area::Cabinet),
        get("/my/accounts/add", Area::Cabinet),
        post("/my/accounts/add", Area::Cabinet).answering(422).of_oneself(),
        get("/my/accounts/code", Area::Cabinet),
        post("/my/accounts/code", Area::Cabinet).answering(422).of_oneself(),
        get("/my/accounts/{id}", Area::Linked).telling(ADDRESS),
        // Nothing is typed: the page comes back with what is wrong. See linking.
        post("/my/accounts/{id}/prove", Area::Linked).answering_basic(422).of_oneself(),
        post("/my/accounts/{id}/request", Area::Linked).answering(404).of_oneself(),
        post("/my/accounts/{id}/pin", Area::Linked).answering(422).of_oneself(),
        post("/my/accounts/{id}/pin/letter", Area::Linked).of_oneself(),
        post("/my/accounts/{id}/share", Area::Owner).answering(422).of_oneself(),
        post("/my/accounts/{id}/share/{offer}/end", Area::Owner),
        // An offer is its addressee's, and that is none of these.
        post("/my/offers/{id}/accept", Area::Cabinet).answering(404).of_oneself(),
        post("/my/offers/{id}/refuse", Area::Cabinet).answering(404).of_oneself(),
        get("/captcha/{form}/{id}", Area::Public),
        get("/links/{id}/{code}", Area::Public).answering(410),
        post("/links/{id}/{code}", Area::Public).answering(410),
        get("/office/link-requests", Area::Office).telling(ASKED),
        post("/office/link-requests/{id}/refuse", Area::OfficeItem),
        post("/office/link-requests/{id}/approve", Area::OfficeItem),
        get("/my/devices", Area::Cabinet),
        post("/my/devices/end-others", Area::Cabinet).of_oneself(),
        // A log-in of one's own stands behind no address that others know: see register/devices.
        post("/my/devices/{id}/end", Area::Cabinet).answering(404).of_oneself(),
        get("/my/subscriptions", Area::Cabinet),
        post("/my/subscriptions", Area::Cabinet).of_oneself(),
        get("/my/data.zip", Area::Cabinet),
        get("/my/delete", Area::Cabinet),
        // Nothing is typed: the page comes back with what is wrong. See profile/delete.
        post("/my/delete", Area::Cabinet).answering(422).of_oneself(),
        get("/my/second-factor", Area::Cabinet),
        get("/my/second-factor/change/{change}", Area::Cabinet),
        // Nothing is typed: the page comes back with what is wrong. See second_factor.
        post("/my/second-factor/change/{change}", Area::Cabinet).answering(422).of_oneself(),
        get("/my/second-factor/totp", Area::Cabinet).answering(303),
        post("/my/second-factor/totp", Area::Cabinet).answering(303).of_oneself(),
        get("/my/second-factor/passkeys", Area::Cabinet),
        post("/my/second-factor/passkeys/begin", Area::Cabinet).answering(415).of_oneself(),
        post("/my/second-factor/passkeys/finish", Area::Cabinet).answering(415).of_oneself(),
        // A key of one's own stands behind no address that others know.
        get("/my/second-factor/passkeys/{id}/remove", Area::Cabinet).answering(404),
        post("/my/second-factor/passkeys/{id}/remove", Area::Cabinet).answering(404).of_oneself(),
        get("/my/access", Area::Cabinet),
        get("/my/access/email", Area::Cabinet),
        get("/my/access/password", Area::Cabinet),
        post("/my/access/email", Area::Cabinet).answering(422).of_oneself(),
        post("/my/access/password", Area::Cabinet).answering(422).of_oneself(),
        get("/office/bank-details", Area::Office).telling(BANK_ACCOUNT),
        post("/office/bank-details", Area::Office).answering(422).of_oneself(),
        get("/office/members", Area::Office).telling(DECLARER),
        get("/office/members/{id}", Area::OfficeItem).telling(DECLARER),
        post("/office/members/{id}/confirmation", Area::OfficeItem),
        post("/office/members/{id}/recovery", Area::OfficeItem),
        post("/office/members/{id}/block", Area::OfficeItem),
        post("/office/members/{id}/unblock", Area::OfficeItem),
        // Whoever was made for it has no session: see office/members.
        post("/office/members/{id}/sessions/end", Area::OfficeItem).of_oneself(),
        // Nothing is typed: the page comes back with what is wrong. See office/members.
        post("/office/members/{id}/login", Area::OfficeItem).answering(422).of_oneself(),
        post("/office/members/{id}/links/{account}/end", Area::OfficeItem),
        post("/office/members/{id}/view", Area::OfficeItem),
        // Nobody looks at a cabinet: see office/view.
        post("/view/end", Area::Public),
        post("/office/declarations/{id}/approve", Area::OfficeItem),
        post("/office/declarations/{id}/refuse", Area::OfficeItem),
        // Whoever is linked gives up a link of their own, so these come last.
        post("/my/accounts/{id}/unlink", Area::Linked).of_oneself(),
        // Whoever sends it empty gives up their plots.
        post("/my/registration/edit", Area::Cabinet).of_oneself(),
        post("/logout", Area::Public),
    ]
}
