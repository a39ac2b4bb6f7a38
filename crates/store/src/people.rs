//! People who log in, their roles in the back office and their links to accounts.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::account::{LinkLevel, LinkProof, LinkRole};
use domain::ids::{AccountId, OrganisationId, PersonId, PortalId};
use domain::person::Role;
use domain::portal::Language;
use domain::search::search_key;
use uuid::Uuid;

use crate::outbox::Letter;
use crate::scope::{CustomerScope, OfficeScope, OrganisationScope};
use crate::{Db, Error, Handle, Result};

/// A new person.
#[derive(Clone, Debug)]
pub struct NewPerson<'a> {
    /// Key.
    pub id: PersonId,
    /// Where they log in.
    pub portal: PortalId,
    /// As typed.
    pub login: &'a str,
    /// As compared.
    pub login_key: &'a str,
    /// Argon2id, PHC string.
    pub password_hash: &'a str,
    /// Or empty.
    pub full_name: &'a str,
    /// Where letters go.
    pub email: Option<&'a str>,
}

/// Makes a person.
///
/// # Errors
/// [`Error::Conflict`] when the login is taken on this portal.
pub async fn insert(handle: &mut impl Handle, person: &NewPerson<'_>, now: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO person (id, portal_id, login, login_key, password_hash, full_name, email, email_key, created_at,
                             search_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        person.id.uuid(),
        person.portal.uuid(),
        person.login,
        person.login_key,
        person.password_hash,
        person.full_name,
        person.email,
        person.email.map(domain::email::key_of),
        now,
        search_key(person.full_name)
    )?;
    Ok(())
}

/// Makes the keys of names and addresses anew, for people who were there before the columns were.
///
/// # Errors
/// The database can't be written.
pub async fn fill_keys(db: &Db) -> Result<()> {
    crate::write!(db, |tx| {
        let people: Vec<(Uuid, String, Option<String>)> = run!(tx, all, "SELECT id, full_name, email FROM person")?;
        for (id, full_name, email) in people {
            run!(
                tx,
                execute,
                "UPDATE person SET search_name = $2, email_key = $3 WHERE id = $1",
                id,
                search_key(&full_name),
                email.as_deref().map(domain::email::key_of)
            )?;
        }
        Ok::<_, Error>(())
    })
}

/// What a log-in compares with.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Whose they are.
    pub person: PersonId,
    /// Argon2id, PHC string.
    pub password_hash: String,
    /// A blocked person can't log in.
    pub blocked: bool,
    /// An unconfirmed registration ends then.
    pub expires_at: Option<DateTime<Utc>>,
}

impl Credentials {
    /// For whoever has just shown that they know the password.
    pub fn scope(&self, portal: PortalId) -> CustomerScope {
        CustomerScope::of(self.person, portal)
    }
}

/// The credentials behind a login, if there is one.
///
/// # Errors
/// The database can't be read.
pub async fn credentials(handle: &mut impl Handle, portal: PortalId, login_key: &str) -> Result<Option<Credentials>> {
    let row: Option<(Uuid, String, Option<DateTime<Utc>>)> = run!(
        handle,
        optional,
        "SELECT id, password_hash, blocked_at FROM person
         WHERE portal_id = $1 AND login_key = $2 AND deleted_at IS NULL",
        portal.uuid(),
        login_key
    )?;
    Ok(row.map(|(id, password_hash, blocked_at)| Credentials {
        person: id.into(),
        password_hash,
        blocked: blocked_at.is_some(),
        expires_at: None,
    }))
}

/// The credentials of a person who is logged in or proved a secret, to compare their password once more.
///
/// # Errors
/// The database can't be read.
pub async fn credentials_of(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Option<Credentials>> {
    let row: Option<(String, Option<DateTime<Utc>>)> = run!(
        handle,
        optional,
        "SELECT password_hash, blocked_at FROM person WHERE id = $1 AND portal_id = $2 AND deleted_at IS NULL",
        scope.person.uuid(),
        scope.portal.uuid()
    )?;
    Ok(row.map(|(password_hash, blocked_at)| Credentials {
        person: scope.person,
        password_hash,
        blocked: blocked_at.is_some(),
        expires_at: None,
    }))
}

/// Gives a person a role in the back office of an organisation of the same portal; false when they have it.
///
/// # Errors
/// [`Error::Conflict`] when person and organisation stand in different portals.
pub async fn grant(
    handle: &mut impl Handle,
    person: PersonId,
    portal: PortalId,
    organisation: OrganisationId,
    role: Role,
    now: DateTime<Utc>,
) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "INSERT INTO operator_role (person_id, portal_id, organisation_id, role, granted_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person_id, organisation_id, role) DO NOTHING",
        person.uuid(),
        portal.uuid(),
        organisation.uuid(),
        role.code(),
        now
    )?;
    Ok(touched == 1)
}

/// An organisation whose back office is open to the person, and what they may do there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The key to the organisation's data.
    pub scope: OfficeScope,
    /// Its name.
    pub title: String,
    /// The person's roles, at least one.
    pub roles: Vec<Role>,
}

/// The offices open to a person, by the organisations' titles; read anew for every request, so that a role taken
/// away is gone at once.
///
/// # Errors
/// The database can't be read.
pub async fn offices(handle: &mut impl Handle, customer: &CustomerScope) -> Result<Vec<Office>> {
    let rows: Vec<(Uuid, String, String)> = run!(
        handle,
        all,
        "SELECT o.id, o.title, r.role
         FROM operator_role r JOIN organisation o ON o.id = r.organisation_id JOIN person p ON p.id = r.person_id
         WHERE r.person_id = $1 AND r.portal_id = $2 AND p.blocked_at IS NULL ORDER BY o.title, o.id, r.role",
        customer.person.uuid(),
        customer.portal.uuid()
    )?;
    let mut offices: Vec<Office> = Vec::new();
    for (organisation, title, role) in rows {
        let role = role.parse().map_err(Error::corrupt)?;
        match offices.last_mut() {
            Some(office) if office.scope.organisation.uuid() == organisation => office.roles.push(role),
            _ => offices.push(Office {
                scope: OfficeScope { person: customer.person, organisation: organisation.into() },
                title,
                roles: vec![role],
            }),
        }
    }
    Ok(offices)
}

/// How a person came to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Who.
    pub person: PersonId,
    /// To what.
    pub account: AccountId,
    /// How much they see.
    pub level: LinkLevel,
    /// What they may do.
    pub role: LinkRole,
}

/// Links a person to an account of their portal, proved by an operator; an ended link stands again.
///
/// # Errors
/// [`Error::Conflict`] when they stand in different portals.
pub async fn link_by_operator(
    handle: &mut impl Handle,
    link: &Link,
    portal: PortalId,
    organisation: OrganisationId,
    now: DateTime<Utc>,
) -> Result<()> {
    put_link(handle, link, portal, organisation, LinkProof::Operator, now).await
}

/// Links with this proof; an ended link stands again.
pub(crate) async fn put_link(
    handle: &mut impl Handle,
    link: &Link,
    portal: PortalId,
    organisation: OrganisationId,
    proof: LinkProof,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO link (person_id, account_id, portal_id, organisation_id, level, role, proof, since, until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)
         ON CONFLICT (person_id, account_id) DO UPDATE SET level = excluded.level, role = excluded.role,
             proof = excluded.proof, since = excluded.since, until = NULL, shared_by = NULL",
        link.person.uuid(),
        link.account.uuid(),
        portal.uuid(),
        organisation.uuid(),
        link.level.code(),
        link.role.code(),
        proof.code(),
        now
    )?;
    Ok(())
}

/// Ends the person's own link to an account.
///
/// # Errors
/// The database can't be written.
pub async fn end_link(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE link SET until = $3
         WHERE person_id = $1 AND account_id = $2 AND portal_id = $4
             AND (until IS NULL OR until > $3)",
        scope.person.uuid(),
        account.uuid(),
        now,
        scope.portal.uuid()
    )?;
    Ok(())
}

/// Notes that the person logged in.
///
/// # Errors
/// The database can't be written.
pub async fn note_login(handle: &mut impl Handle, scope: &CustomerScope, now: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE person SET last_login_at = $3 WHERE id = $1 AND portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid(),
        now
    )?;
    Ok(())
}

/// A person by login, for the command line.
///
/// # Errors
/// The database can't be read.
pub async fn by_login(handle: &mut impl Handle, portal: PortalId, login_key: &str) -> Result<Option<PersonId>> {
    let id: Option<Uuid> = run!(
        handle,
        optional_scalar,
        "SELECT id FROM person WHERE portal_id = $1 AND login_key = $2 AND deleted_at IS NULL",
        portal.uuid(),
        login_key
    )?;
    Ok(id.map(Into::into))
}

/// Where letters to a person go, and in which language they read.
///
/// # Errors
/// The database can't be read.
pub async fn mailbox(
    handle: &mut impl Handle,
    person: PersonId,
) -> Result<Option<(PortalId, String, Option<Language>)>> {
    let found: Option<(Uuid, Option<String>, Option<String>)> = run!(
        handle,
        optional,
        "SELECT portal_id, email, language FROM person
         WHERE id = $1 AND blocked_at IS NULL AND deleted_at IS NULL",
        person.uuid()
    )?;
    let Some((portal, Some(email), language)) = found else { return Ok(None) };
    let language = language.as_deref().map(Language::parse).transpose().map_err(Error::corrupt)?;
    Ok(Some((portal.into(), email, language)))
}

/// The login of the person whom a claimed letter is about.
///
/// # Errors
/// The database can't be read.
pub async fn login_of_letter(handle: &mut impl Handle, letter: &Letter) -> Result<Option<String>> {
    run!(
        handle,
        optional_scalar,
        "SELECT login FROM person WHERE id = $1 AND portal_id = $2",
        letter.subject_id,
        letter.portal_id
    )
}

/// How these people of the organisation's portal are called; where the full name is not known, by their login.
///
/// # Errors
/// The database can't be read.
pub async fn names(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    people: &[PersonId],
) -> Result<HashMap<PersonId, String>> {
    let ids: Vec<Uuid> = people.iter().map(|id| id.uuid()).collect();
    let rows: Vec<(Uuid, String, String)> = run_in!(
        handle,
        all,
        "SELECT p.id, p.full_name, p.login FROM person p JOIN organisation o ON o.portal_id = p.portal_id
         WHERE o.id = $1 AND p.id IN (",
        &ids,
        ")",
        scope.organisation().uuid()
    )?;
    let named = |(id, full_name, login): (Uuid, String, String)| {
        (PersonId::from(id), if full_name.is_empty() { login } else { full_name })
    };
    Ok(rows.into_iter().map(named).collect())
}
