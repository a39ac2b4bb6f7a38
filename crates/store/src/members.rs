//! Members as the office of their organisation sees them.
//!
//! Whose member is a person? The organisation's that shows or showed them an account, that they ask for one, or that they work
//! for; where a portal has one organisation, everybody is its.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::account::Identifier;
use domain::ids::PersonId;
use domain::phone::Phone;
use domain::search::search_key;
use sqlx::FromRow;
use uuid::Uuid;

use crate::scope::{CustomerScope, OrganisationScope};
use crate::{Handle, Result};

/// What an operator typed to find somebody, in the forms in which it may stand in a column.
struct Words {
    key: Option<String>,
    name: Option<String>,
    plot: Option<String>,
    phone: Option<String>,
}

impl Words {
    fn of(text: &str) -> Self {
        let text = &text.replace(char::is_control, " ");
        let key = search_key(text);
        // «%» and «_» of the text stand for themselves; digits alone are no part of a name.
        let part = key.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        Self {
            name: key.chars().any(char::is_alphabetic).then(|| format!("%{part}%")),
            plot: Identifier::parse(text).ok().map(|plot| plot.as_str().to_owned()),
            phone: Phone::parse(text).ok().map(|phone| phone.as_str().to_owned()),
            key: (!key.is_empty()).then_some(key),
        }
    }
}

/// A member in the list.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct MemberRow {
    /// Key.
    pub id: Uuid,
    /// As typed.
    pub login: String,
    /// Their full name, where the organisation made them.
    pub full_name: String,
    /// The owner of the plots, as they write it.
    pub owner_name: Option<String>,
    /// Where letters go.
    pub email: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// Since when they are there.
    pub created_at: DateTime<Utc>,
    /// Since when they can't log in.
    pub blocked_at: Option<DateTime<Utc>>,
    /// An unconfirmed registration is gone then.
    pub expires_at: Option<DateTime<Utc>>,
}

/// The organisation's members, newest first: all of them, or those whom the text finds by login, plot, name, address or phone.
/// `after` is where the page before ended.
///
/// # Errors
/// The database can't be read.
pub async fn list(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    text: &str,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<MemberRow>> {
    let words = Words::of(text);
    let (before, id) = after.unwrap_or((DateTime::from_timestamp_nanos(i64::MAX), Uuid::max()));
    run!(
        handle,
        all,
        "SELECT p.id, p.login, p.full_name, t.owner_name, p.email, t.phone, p.created_at, p.blocked_at, r.expires_at
         FROM organisation o JOIN person p ON p.portal_id = o.portal_id
              LEFT JOIN person_details t ON t.person_id = p.id LEFT JOIN registration r ON r.person_id = p.id
         WHERE o.id = $1 AND p.deleted_at IS NULL AND (p.created_at < $2 OR (p.created_at = $2 AND p.id < $3))
             AND (NOT EXISTS (SELECT 1 FROM organisation e WHERE e.portal_id = o.portal_id AND e.id <> o.id)
                  OR EXISTS (SELECT 1 FROM link l WHERE l.person_id = p.id AND l.organisation_id = o.id)
                  OR EXISTS (SELECT 1 FROM operator_role w WHERE w.person_id = p.id AND w.organisation_id = o.id)
                  OR EXISTS (SELECT 1 FROM declared_account d JOIN account_identifier i
                                 ON i.organisation_id = o.id AND i.kind = 'plot' AND i.value = d.number
                             WHERE d.person_id = p.id AND d.state = 'waiting'))
             AND (CAST($4 AS TEXT) IS NULL OR p.login_key = $4 OR p.search_name LIKE $5 ESCAPE '!' OR t.search_name LIKE $5 ESCAPE '!'
                  OR p.email_key LIKE $5 ESCAPE '!' OR t.phone = $7
                  OR EXISTS (SELECT 1 FROM declared_account d WHERE d.person_id = p.id AND d.number = $6)
                  OR EXISTS (SELECT 1 FROM link l JOIN account a ON a.id = l.account_id
                             WHERE l.person_id = p.id AND l.organisation_id = o.id AND l.until IS NULL AND (a.number = $6
                                 OR EXISTS (SELECT 1 FROM holder h
                                            WHERE h.account_id = a.id AND h.search_name LIKE $5 ESCAPE '!')
                                 OR EXISTS (SELECT 1 FROM holder_contact c WHERE c.account_id = a.id
                                            AND ((c.kind = 'phone' AND c.value = $7)
                                                 OR (c.kind = 'email' AND c.value LIKE $5 ESCAPE '!'))))))
         ORDER BY p.created_at DESC, p.id DESC LIMIT $8",
        scope.organisation().uuid(),
        before,
        id,
        words.key.as_deref(),
        words.name.as_deref(),
        words.plot.as_deref(),
        words.phone.as_deref(),
        limit
    )
}

/// Those whom a text finds; at most so many.
///
/// # Errors
/// The database can't be read.
pub async fn found(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    text: &str,
    most: i64,
) -> Result<Vec<PersonId>> {
    Ok(list(handle, scope, text, None, most).await?.into_iter().map(|row| row.id.into()).collect())
}

/// The numbers of the organisation's accounts that show to these people, in their natural order.
///
/// # Errors
/// The database can't be read.
pub async fn plots(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<String>>> {
    let ids: Vec<Uuid> = people.iter().map(|id| id.uuid()).collect();
    let rows: Vec<(Uuid, String)> = run_in!(
        handle,
        all,
        "SELECT l.person_id, a.number FROM link l JOIN account a ON a.id = l.account_id
         WHERE l.organisation_id = $1 AND l.until IS NULL AND l.person_id IN (",
        &ids,
        ") ORDER BY length(a.number), a.number",
        scope.organisation().uuid()
    )?;
    let mut found: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (person, number) in rows {
        found.entry(person.into()).or_default().push(number);
    }
    Ok(found)
}

/// Everything the office knows of a member.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Member {
    id: Uuid,
    portal_id: Uuid,
    /// As typed.
    pub login: String,
    /// Their full name, where the organisation made them.
    pub full_name: String,
    /// The owner of the plots, as they write it.
    pub owner_name: Option<String>,
    /// Whom else to ask.
    pub contact_name: Option<String>,
    /// Where letters go.
    pub email: Option<String>,
    /// When the address was confirmed.
    pub email_confirmed_at: Option<DateTime<Utc>>,
    /// E.164.
    pub phone: Option<String>,
    /// Since when they are there.
    pub created_at: DateTime<Utc>,
    /// Since when they can't log in.
    pub blocked_at: Option<DateTime<Utc>>,
    /// An unconfirmed registration is gone then.
    pub expires_at: Option<DateTime<Utc>>,
    /// When they logged in last.
    pub last_login_at: Option<DateTime<Utc>>,
    /// They work in an office of the portal.
    pub works: bool,
    /// Another organisation of the portal shows them an account.
    pub elsewhere: bool,
}

impl Member {
    /// Key.
    pub fn person(&self) -> PersonId {
        self.id.into()
    }

    /// For letters that the office sends a member on their behalf: only an office's own member is found.
    pub fn on_their_behalf(&self) -> CustomerScope {
        CustomerScope::of(self.id.into(), self.portal_id.into())
    }
}

/// A member of the organisation.
///
/// # Errors
/// The database can't be read.
pub async fn find(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    person: PersonId,
) -> Result<Option<Member>> {
    run!(
        handle,
        optional,
        "SELECT p.id, p.portal_id, p.login, p.full_name, t.owner_name, t.contact_name, p.email, p.email_confirmed_at,
                t.phone, p.created_at, p.blocked_at, r.expires_at, p.last_login_at,
                EXISTS (SELECT 1 FROM operator_role w WHERE w.person_id = p.id) AS works,
                (EXISTS (SELECT 1 FROM link l WHERE l.person_id = p.id AND l.organisation_id <> o.id AND l.until IS NULL)
                 OR EXISTS (SELECT 1 FROM declared_account d
                                JOIN account_identifier i ON i.kind = 'plot' AND i.value = d.number
                                JOIN organisation e ON e.id = i.organisation_id
                            WHERE d.person_id = p.id AND d.state = 'waiting' AND e.portal_id = o.portal_id
                                AND e.id <> o.id)) AS elsewhere
         FROM organisation o JOIN person p ON p.portal_id = o.portal_id
              LEFT JOIN person_details t ON t.person_id = p.id LEFT JOIN registration r ON r.person_id = p.id
         WHERE o.id = $1 AND p.id = $2 AND p.deleted_at IS NULL
             AND (NOT EXISTS (SELECT 1 FROM organisation e WHERE e.portal_id = o.portal_id AND e.id <> o.id)
                  OR EXISTS (SELECT 1 FROM link l WHERE l.person_id = p.id AND l.organisation_id = o.id)
                  OR EXISTS (SELECT 1 FROM operator_role w WHERE w.person_id = p.id AND w.organisation_id = o.id)
                  OR EXISTS (SELECT 1 FROM declared_account d JOIN account_identifier i
                                 ON i.organisation_id = o.id AND i.kind = 'plot' AND i.value = d.number
                             WHERE d.person_id = p.id AND d.state = 'waiting'))",
        scope.organisation().uuid(),
        person.uuid()
    )
}

/// An account of the organisation that shows, or showed, to a member.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct MemberLink {
    /// The account's key.
    pub account_id: Uuid,
    /// Its number.
    pub number: String,
    /// A code of `LinkProof`.
    pub proof: String,
    /// Since when it shows.
    pub since: DateTime<Utc>,
    /// Until when it showed.
    pub until: Option<DateTime<Utc>>,
}

/// The organisation's accounts that show, or showed, to a member; numbers in their natural order.
///
/// # Errors
/// The database can't be read.
pub async fn links(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    person: PersonId,
) -> Result<Vec<MemberLink>> {
    run!(
        handle,
        all,
        "SELECT l.account_id, a.number, l.proof, l.since, l.until FROM link l JOIN account a ON a.id = l.account_id
         WHERE l.organisation_id = $1 AND l.person_id = $2 ORDER BY length(a.number), a.number",
        scope.organisation().uuid(),
        person.uuid()
    )
}

/// A plot that a member says is theirs.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct MemberDeclaration {
    /// Its number.
    pub number: String,
    /// A code of `DeclarationState`.
    pub state: String,
    /// When it was declared.
    pub declared_at: DateTime<Utc>,
    /// Whether the organisation's register has it.
    pub known: bool,
}

/// The plots that a member of the organisation declared.
///
/// # Errors
/// The database can't be read.
pub async fn declared(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    member: &Member,
) -> Result<Vec<MemberDeclaration>> {
    run!(
        handle,
        all,
        "SELECT d.number, d.state, d.declared_at,
                EXISTS (SELECT 1 FROM account_identifier i
                        WHERE i.organisation_id = $1 AND i.kind = 'plot' AND i.value = d.number) AS known
         FROM declared_account d WHERE d.person_id = $2 ORDER BY length(d.number), d.number",
        scope.organisation().uuid(),
        member.id
    )
}

/// Which text the member agreed to, in which language, when.
///
/// # Errors
/// The database can't be read.
pub async fn consent(handle: &mut impl Handle, member: &Member) -> Result<Option<(String, String, DateTime<Utc>)>> {
    run!(
        handle,
        optional,
        "SELECT text_version, language, given_at FROM consent WHERE person_id = $1 ORDER BY given_at DESC LIMIT 1",
        member.id
    )
}

/// Closes log-in to a member, or opens it again (`None`); false when it stands so already.
///
/// # Errors
/// The database can't be written.
pub async fn block(handle: &mut impl Handle, member: &Member, since: Option<DateTime<Utc>>) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE person SET blocked_at = $3
         WHERE id = $1 AND portal_id = $2 AND (blocked_at IS NULL) <> (CAST($3 AS TIMESTAMPTZ) IS NULL)",
        member.id,
        member.portal_id,
        since
    )?;
    Ok(touched == 1)
}

/// An account of the organisation no longer shows to the member, and its plot stands as refused (a row of the id
/// `declaration`, unless they declared it before), so that it doesn't come back by itself; its number, unless there was
/// nothing to end. Where another organisation of the portal has a plot of this number, what they declared stays.
///
/// # Errors
/// The database can't be written.
pub async fn end_link(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    member: &Member,
    (account, declaration): (Uuid, Uuid),
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let touched = run!(
        handle,
        execute,
        "UPDATE link SET until = $4 WHERE (person_id = $1 OR shared_by = $1) AND account_id = $2 AND organisation_id = $3
             AND (until IS NULL OR until > $4)",
        member.id,
        account,
        scope.organisation().uuid(),
        now
    )?;
    if touched == 0 {
        return Ok(None);
    }
    let number: String = run!(handle, scalar, "SELECT number FROM account WHERE id = $1", account)?;
    let is_elsewhere: bool = run!(
        handle,
        scalar,
        "SELECT EXISTS (SELECT 1 FROM account_identifier i JOIN organisation e ON e.id = i.organisation_id
                        WHERE i.kind = 'plot' AND i.value = $1 AND e.portal_id = $2 AND e.id <> $3)",
        &number,
        member.portal_id,
        scope.organisation().uuid()
    )?;
    if !is_elsewhere {
        run!(
            handle,
            execute,
            "INSERT INTO declared_account (id, person_id, number, state, declared_at, decided_by, decided_at)
             VALUES ($1, $2, $3, 'refused', $4, $5, $4)
             ON CONFLICT (person_id, number) DO UPDATE SET state = 'refused', decided_by = excluded.decided_by,
                 decided_at = excluded.decided_at",
            declaration,
            member.id,
            &number,
            now,
            scope.person().map(PersonId::uuid)
        )?;
    }
    Ok(Some(number))
}

/// The member who holds a login of the portal; whose member they are doesn't matter.
///
/// # Errors
/// The database can't be read.
pub async fn login_holder(handle: &mut impl Handle, member: &Member, login_key: &str) -> Result<Option<PersonId>> {
    let id: Option<Uuid> = run!(
        handle,
        optional_scalar,
        "SELECT id FROM person WHERE portal_id = $1 AND login_key = $2",
        member.portal_id,
        login_key
    )?;
    Ok(id.map(Into::into))
}
