//! Who changed what: rows that are only ever added, each in the transaction of the change itself.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use domain::audit::{AuditKind, AuditSubject};
use domain::ids::{OrganisationId, PersonId, PortalId};
use sea_query::{Expr, ExprTrait as _, Iden, Order, Query};
use sea_query_sqlx::SqlxBinder as _;
use sqlx::FromRow;
use uuid::Uuid;

use crate::db::Driver;
use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person, from this address.
    Person(PersonId, IpAddr),
    /// Whoever may run the program on the server.
    CommandLine,
}

/// Whose list the row stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A change of the portal as a whole, or of a person of it.
    Portal(PortalId),
    /// A change by or for an organisation.
    Organisation(OrganisationId),
}

/// A change to be written down.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Key.
    pub id: Uuid,
    /// Whose list.
    pub place: Place,
    /// Who.
    pub actor: Actor,
    /// What.
    pub kind: AuditKind,
    /// Done to what: its id or number.
    pub subject: (AuditSubject, &'a str),
    /// The same in words: a file's name, a period; the login of a person needs none.
    pub title: Option<&'a str>,
    /// When.
    pub at: DateTime<Utc>,
    /// What stood, as a JSON object of texts by `AuditField`.
    pub before: Option<&'a str>,
    /// What stands now.
    pub after: Option<&'a str>,
}

/// Writes a change down, in the transaction of the change.
///
/// # Errors
/// The database can't be written.
pub async fn record(handle: &mut impl Handle, entry: &Entry<'_>) -> Result<()> {
    let (portal, organisation) = match entry.place {
        Place::Portal(portal) => (Some(portal.uuid()), None),
        Place::Organisation(organisation) => (None, Some(organisation.uuid())),
    };
    let (actor, person, address) = match entry.actor {
        Actor::Person(person, address) => ("person", Some(person.uuid()), Some(address.to_canonical().to_string())),
        Actor::CommandLine => ("command_line", None, None),
    };
    let title: Option<String> = entry.title.map(|title| title.chars().take(300).collect());
    let named: Option<Uuid> = match entry.subject {
        (AuditSubject::Person, id) => id.parse().ok(),
        _ => None,
    };
    run!(
        handle,
        execute,
        "INSERT INTO audit (id, portal_id, organisation_id, actor, person_id, kind, subject_kind, subject, title,
                address, at, before, after)
         VALUES ($1, COALESCE($2, (SELECT o.portal_id FROM organisation o WHERE o.id = $3)), $3, $4, $5, $6, $7, $8,
                COALESCE($9, (SELECT p.login FROM person p WHERE p.id = $14), ''), $10, $11, $12, $13)",
        entry.id,
        portal,
        organisation,
        actor,
        person,
        entry.kind.code(),
        entry.subject.0.code(),
        entry.subject.1,
        title.as_deref(),
        address.as_deref(),
        entry.at,
        entry.before,
        entry.after,
        named
    )?;
    Ok(())
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Record {
    /// Key.
    pub id: Uuid,
    /// Whether a person did it, or the command line.
    pub actor: String,
    /// Who, if a person.
    pub person_id: Option<Uuid>,
    /// Their login today, while they are there.
    pub login: Option<String>,
    /// Their full name today, or empty.
    pub full_name: Option<String>,
    /// What: a code of [`AuditKind`]; perhaps of a newer program.
    pub kind: String,
    /// Done to what: a code of [`AuditSubject`].
    pub subject_kind: String,
    /// Its id or number.
    pub subject: String,
    /// The same in words.
    pub title: String,
    /// Where it came from.
    pub address: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// What stood: JSON.
    pub before: Option<String>,
    /// What stands now: JSON.
    pub after: Option<String>,
}

/// Which rows a list shows.
#[derive(Clone, Debug, Default)]
pub struct ListFilter {
    /// Done by one of these people or to one of them.
    pub people: Option<Vec<PersonId>>,
    /// Of one kind only.
    pub kind: Option<AuditKind>,
    /// Not before.
    pub from: Option<DateTime<Utc>>,
    /// Before.
    pub until: Option<DateTime<Utc>>,
    /// After this one: the cursor of the page before.
    pub after: Option<(DateTime<Utc>, Uuid)>,
    /// Rows a page.
    pub limit: u64,
}

#[derive(Iden)]
enum Audit {
    Table,
    Id,
    PortalId,
    OrganisationId,
    Actor,
    PersonId,
    Kind,
    SubjectKind,
    Subject,
    Title,
    Address,
    At,
    Before,
    After,
}

#[derive(Iden)]
enum Person {
    Table,
    Id,
    Login,
    FullName,
}

#[derive(Iden)]
enum Organisation {
    Table,
    Id,
    PortalId,
}

/// What was done in the scope's organisation, newest first; what was done on the portal as a whole too, where it has no other
/// organisation.
///
/// # Errors
/// The database can't be read.
pub async fn list(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    filter: &ListFilter,
) -> Result<Vec<Record>> {
    use Audit as A;
    let own = scope.organisation().uuid();
    let portal = || {
        let of = Query::select()
            .column(Organisation::PortalId)
            .from(Organisation::Table)
            .and_where(Expr::col(Organisation::Id).eq(own))
            .to_owned();
        Expr::SubQuery(None, Box::new(of.into()))
    };
    let others = Query::select()
        .column(Organisation::Id)
        .from(Organisation::Table)
        .and_where(Expr::col(Organisation::PortalId).eq(portal()))
        .and_where(Expr::col(Organisation::Id).ne(own))
        .to_owned();
    let of_portal = Expr::col((A::Table, A::OrganisationId))
        .is_null()
        .and(Expr::col((A::Table, A::PortalId)).eq(portal()))
        .and(Expr::exists(others).not());
    let people = filter.people.as_ref().map(|people| {
        let ids: Vec<Uuid> = people.iter().map(|id| id.uuid()).collect();
        let names: Vec<String> = people.iter().map(ToString::to_string).collect();
        let done_to = Expr::col((A::Table, A::SubjectKind))
            .eq(AuditSubject::Person.code())
            .and(Expr::col((A::Table, A::Subject)).is_in(names));
        Expr::col((A::Table, A::PersonId)).is_in(ids).or(done_to)
    });
    let at = || Expr::col((A::Table, A::At));
    let mut query = Query::select();
    query
        .columns([A::Id, A::Actor, A::PersonId, A::Kind, A::SubjectKind, A::Subject, A::Title].map(|c| (A::Table, c)))
        .columns([A::Address, A::At, A::Before, A::After].map(|c| (A::Table, c)))
        .columns([Person::Login, Person::FullName].map(|c| (Person::Table, c)))
        .from(A::Table)
        .left_join(Person::Table, Expr::col((Person::Table, Person::Id)).equals((A::Table, A::PersonId)))
        .and_where(Expr::col((A::Table, A::OrganisationId)).eq(own).or(of_portal))
        .and_where_option(people)
        .and_where_option(filter.kind.map(|kind| Expr::col((A::Table, A::Kind)).eq(kind.code())))
        .and_where_option(filter.from.map(|from| at().gte(from)))
        .and_where_option(filter.until.map(|until| at().lt(until)))
        .and_where_option(
            filter
                .after
                .map(|(moment, id)| at().lt(moment).or(at().eq(moment).and(Expr::col((A::Table, A::Id)).lt(id)))),
        )
        .order_by((A::Table, A::At), Order::Desc)
        .order_by((A::Table, A::Id), Order::Desc)
        .limit(filter.limit);
    Ok(match handle.driver() {
        Driver::Sqlite(c) => {
            let (text, values) = query.build_sqlx(sea_query::SqliteQueryBuilder);
            sqlx::query_as_with(sqlx::AssertSqlSafe(text), values).fetch_all(c).await?
        }
        Driver::Postgres(c) => {
            let (text, values) = query.build_sqlx(sea_query::PostgresQueryBuilder);
            sqlx::query_as_with(sqlx::AssertSqlSafe(text), values).fetch_all(c).await?
        }
    })
}
