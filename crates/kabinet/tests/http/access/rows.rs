//! A row for each door: its address, what it guards, who gets which answer.

use axum::http::{Method, StatusCode};

use super::actors::{Actor, Actors, FILE, UNKNOWN_PLOT, USED};
use crate::harness::TestApp;

/// Whose door it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Area {
    /// Everybody's.
    Public,
    /// Everybody's who has logged in, with what is their own behind it.
    Cabinet,
    /// Every importer's, with what is their organisation's behind it.
    Office,
    /// That of the importers of one organisation.
    OfficeItem,
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
    stage: Stage,
}

fn row(method: Method, path: &'static str, area: Area, status: u16) -> Row {
    let changes = method == Method::POST && area != Area::Public;
    Row { method, path, secret: None, changes, upload: false, area, status, stage: Stage::Checked }
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
        matches!(self.area, Area::Office | Area::OfficeItem)
    }

    /// The address, with an import that stands as the row wants it.
    pub async fn url(&self, test: &TestApp, actors: &Actors) -> String {
        let path = self.path.replace("{name}", "brand-1.css");
        if !path.contains("{id}") {
            return path;
        }
        path.replace("{id}", &actors.import(test, self.stage).await.to_string())
    }

    pub fn expected(&self, actor: Actor) -> StatusCode {
        let hidden = StatusCode::NOT_FOUND;
        let own = StatusCode::from_u16(self.status).unwrap();
        match (self.area, actor) {
            (Area::Public, _) | (_, Actor::Rightful) => own,
            (_, actor) if actor.is_out() => StatusCode::SEE_OTHER,
            (Area::Cabinet, _) | (Area::Office, Actor::OtherOperator) => own,
            (Area::Office | Area::OfficeItem, _) => hidden,
        }
    }
}

/// All doors, log-out last.
pub fn rows() -> Vec<Row> {
    vec![
        get("/", Area::Public),
        get("/assets/{name}", Area::Public),
        get("/login", Area::Public),
        post("/login", Area::Public).answering(422),
        get("/my", Area::Cabinet).answering(303),
        get("/my/electricity", Area::Cabinet).telling(USED),
        get("/my/electricity.csv", Area::Cabinet).telling(USED),
        get("/my/electricity.xlsx", Area::Cabinet),
        get("/office/imports", Area::Office).telling(FILE),
        // A stranger's upload to an office of their own is no trespass: see office/imports.
        Row { changes: false, ..post("/office/imports", Area::Office).with_file() },
        get("/office/imports/{id}", Area::OfficeItem).telling(FILE),
        get("/office/imports/{id}/refused.csv", Area::OfficeItem).telling(UNKNOWN_PLOT),
        post("/office/imports/{id}/columns", Area::OfficeItem),
        post("/office/imports/{id}/cancel", Area::OfficeItem),
        post("/office/imports/{id}/apply", Area::OfficeItem),
        post("/office/imports/{id}/undo", Area::OfficeItem).of_applied(),
        post("/logout", Area::Public),
    ]
}
