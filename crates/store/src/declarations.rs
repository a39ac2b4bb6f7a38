//! «Номера ваших участков»: what people say is theirs, until it is proved or the board decides.

use chrono::{DateTime, Utc};
use domain::account::{DeclarationState, Identifier, IdentifierKind, LinkLevel, LinkProof, LinkRole};
use domain::ids::{AccountId, OrganisationId, PersonId, PortalId};
use uuid::Uuid;

use crate::people::{self, Link};
use crate::scope::{CustomerScope, OrganisationScope};
use crate::{Error, Handle, Result};

/// A declared account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// What kind of number it is.
    pub kind: IdentifierKind,
    /// The number.
    pub number: String,
    /// How far it has come.
    pub state: DeclarationState,
}

/// What the person declared, numbers in their natural order.
///
/// # Errors
/// The database can't be read.
pub async fn of_customer(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Vec<Declaration>> {
    let rows: Vec<(String, String, String)> = run!(
        handle,
        all,
        "SELECT kind, number, state FROM declared_account WHERE person_id = $1 ORDER BY length(number), number",
        scope.person.uuid()
    )?;
    let declaration = |(kind, number, state): (String, String, String)| {
        let (kind, state) = (kind.parse().map_err(Error::corrupt)?, state.parse().map_err(Error::corrupt)?);
        Ok(Declaration { kind, number, state })
    };
    rows.into_iter().map(declaration).collect()
}

/// Declares an account by its number; one that was declared before stays as it stands.
///
/// # Errors
/// The database can't be written.
pub async fn declare(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    id: Uuid,
    (kind, number): (IdentifierKind, &Identifier),
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO declared_account (id, person_id, kind, number, state, declared_at)
         VALUES ($1, $2, $3, $4, 'waiting', $5) ON CONFLICT (person_id, number) DO NOTHING",
        id,
        scope.person.uuid(),
        kind.code(),
        number.as_str(),
        now
    )?;
    Ok(())
}

/// Takes a declaration back; but not one whose plot the office took away, or saving it anew would bring it back.
///
/// # Errors
/// The database can't be written.
pub async fn withdraw(handle: &mut impl Handle, scope: &CustomerScope, number: &str) -> Result<()> {
    run!(
        handle,
        execute,
        "DELETE FROM declared_account WHERE person_id = $1 AND number = $2
             AND NOT (state = 'refused' AND EXISTS (SELECT 1 FROM link l JOIN account a ON a.id = l.account_id
                                                    WHERE l.person_id = declared_account.person_id
                                                        AND a.number = declared_account.number
                                                        AND l.until IS NOT NULL))",
        scope.person.uuid(),
        number
    )?;
    Ok(())
}

/// A waiting declaration whose plot stands in a register of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The declaration.
    pub id: Uuid,
    /// The account of this number.
    pub account: AccountId,
    /// Whose register.
    pub organisation: OrganisationId,
    /// E-mail addresses that stand in the register beside it.
    pub emails: Vec<String>,
    /// The holder's tax number in the register is another than the person's: somebody is mistaken, or pretends.
    pub tax_number_differs: bool,
}

/// What could become a link, and the confirmed address of the person: nothing for those who confirmed none.
///
/// # Errors
/// The database can't be read.
pub async fn candidates(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Option<(String, Vec<Candidate>)>> {
    let email: Option<Option<String>> = run!(
        handle,
        optional_scalar,
        "SELECT email FROM person WHERE id = $1 AND portal_id = $2 AND email_confirmed_at IS NOT NULL",
        scope.person.uuid(),
        scope.portal.uuid()
    )?;
    let Some(Some(email)) = email else { return Ok(None) };
    let rows: Vec<(Uuid, Uuid, Uuid, Option<String>, bool)> = run!(
        handle,
        all,
        "SELECT d.id, i.account_id, i.organisation_id, c.value,
                CASE WHEN a.tax_number IS NULL OR t.tax_number IS NULL THEN FALSE
                     ELSE a.tax_number <> t.tax_number END
         FROM declared_account d
              JOIN organisation o ON o.portal_id = $2
              JOIN account_identifier i ON i.organisation_id = o.id AND i.kind = d.kind AND i.value = d.number
              JOIN account a ON a.id = i.account_id
              LEFT JOIN person_details t ON t.person_id = d.person_id
              LEFT JOIN holder_contact c ON c.account_id = i.account_id AND c.kind = 'email'
         WHERE d.person_id = $1 AND d.state = 'waiting' ORDER BY d.id, i.account_id",
        scope.person.uuid(),
        scope.portal.uuid()
    )?;
    let mut found: Vec<Candidate> = Vec::new();
    for (id, account, organisation, email, tax_number_differs) in rows {
        let account = AccountId::from(account);
        match found.last_mut() {
            Some(last) if last.id == id && last.account == account => last.emails.extend(email),
            _ => found.push(Candidate {
                id,
                account,
                organisation: organisation.into(),
                emails: email.into_iter().collect(),
                tax_number_differs,
            }),
        }
    }
    Ok(Some((email, found)))
}

/// The addresses that stand in the portal's registers beside the account of this number.
///
/// # Errors
/// The database can't be read.
pub async fn register_emails(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    kind: IdentifierKind,
    number: &str,
) -> Result<Vec<String>> {
    run!(
        handle,
        scalars,
        "SELECT c.value FROM organisation o
              JOIN account_identifier i ON i.organisation_id = o.id AND i.kind = $3 AND i.value = $2
              JOIN holder_contact c ON c.account_id = i.account_id AND c.kind = 'email'
         WHERE o.portal_id = $1 ORDER BY c.value",
        scope.portal.uuid(),
        number,
        kind.code()
    )
}

/// A declaration becomes a link.
///
/// # Errors
/// The database can't be written.
pub async fn accept(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    candidate: &Candidate,
    proof: LinkProof,
    now: DateTime<Utc>,
) -> Result<()> {
    let link = Link { person: scope.person, account: candidate.account, level: LinkLevel::Full, role: LinkRole::Owner };
    people::put_link(handle, &link, scope.portal, candidate.organisation, proof, now).await?;
    run!(
        handle,
        execute,
        "UPDATE declared_account SET state = 'accepted', decided_at = $2 WHERE id = $1 AND person_id = $3",
        candidate.id,
        now,
        scope.person.uuid()
    )?;
    Ok(())
}

/// A declaration as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    /// Key.
    pub id: Uuid,
    /// Whose it is.
    pub person_id: Uuid,
    /// The declared plot.
    pub number: String,
    /// Whether the organisation's register has it.
    pub known: bool,
    /// When it was declared.
    pub declared_at: DateTime<Utc>,
    /// Who declares.
    pub login: String,
    /// Their confirmed address.
    pub email: Option<String>,
    /// The owner as they write it.
    pub owner_name: Option<String>,
    /// Their phone, E.164.
    pub phone: Option<String>,
    /// The first holder in the register.
    pub holder: Option<String>,
}

/// Declarations that wait for the organisation's decision, oldest first, of people who confirmed their address: of its plots, and
/// by its own people of plots that no register of the portal has.
///
/// # Errors
/// The database can't be read.
pub async fn waiting(handle: &mut impl Handle, scope: &impl OrganisationScope, limit: i64) -> Result<Vec<Waiting>> {
    run!(
        handle,
        all,
        "SELECT d.id, d.person_id, d.number, i.account_id IS NOT NULL AS known, d.declared_at, p.login, p.email,
                t.owner_name, t.phone, h.full_name AS holder
         FROM organisation o
              JOIN person p ON p.portal_id = o.portal_id AND p.email_confirmed_at IS NOT NULL AND p.blocked_at IS NULL
              JOIN declared_account d ON d.person_id = p.id AND d.state = 'waiting'
              LEFT JOIN account_identifier i ON i.organisation_id = o.id AND i.kind = d.kind AND i.value = d.number
              LEFT JOIN person_details t ON t.person_id = p.id
              LEFT JOIN holder h ON h.account_id = i.account_id AND h.position = 0
         WHERE o.id = $1 AND (i.account_id IS NOT NULL OR (
             NOT EXISTS (SELECT 1 FROM organisation e JOIN account_identifier k
                             ON k.organisation_id = e.id AND k.kind = d.kind AND k.value = d.number
                         WHERE e.portal_id = o.portal_id)
             AND (NOT EXISTS (SELECT 1 FROM organisation e WHERE e.portal_id = o.portal_id AND e.id <> o.id)
                  OR EXISTS (SELECT 1 FROM link l WHERE l.person_id = p.id AND l.organisation_id = o.id))))
         ORDER BY d.declared_at, length(d.number), d.number, d.id LIMIT $2",
        scope.organisation().uuid(),
        limit
    )
}

/// A declaration that the office may decide about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decidable {
    /// Who declared it.
    pub person: PersonId,
    /// Where they log in.
    pub portal: PortalId,
    /// The account of the declared number; none where no register of the portal has it: it can only be refused.
    pub account: Option<AccountId>,
    /// The number.
    pub number: String,
}

/// The waiting declaration of this key, if it is the organisation's to decide: see [`waiting`].
///
/// # Errors
/// The database can't be read.
pub async fn decidable(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    id: Uuid,
) -> Result<Option<Decidable>> {
    let row: Option<(Uuid, Uuid, Option<Uuid>, String)> = run!(
        handle,
        optional,
        "SELECT p.id, p.portal_id, i.account_id, d.number
         FROM declared_account d JOIN person p ON p.id = d.person_id
              JOIN organisation o ON o.portal_id = p.portal_id
              LEFT JOIN account_identifier i ON i.organisation_id = o.id AND i.kind = d.kind AND i.value = d.number
         WHERE d.id = $1 AND o.id = $2 AND d.state = 'waiting' AND p.email_confirmed_at IS NOT NULL
             AND (i.account_id IS NOT NULL OR (
             NOT EXISTS (SELECT 1 FROM organisation e JOIN account_identifier k
                             ON k.organisation_id = e.id AND k.kind = d.kind AND k.value = d.number
                         WHERE e.portal_id = o.portal_id)
             AND (NOT EXISTS (SELECT 1 FROM organisation e WHERE e.portal_id = o.portal_id AND e.id <> o.id)
                  OR EXISTS (SELECT 1 FROM link l WHERE l.person_id = p.id AND l.organisation_id = o.id))))",
        id,
        scope.organisation().uuid()
    )?;
    Ok(row.map(|(person, portal, account, number)| Decidable {
        person: person.into(),
        portal: portal.into(),
        account: account.map(Into::into),
        number,
    }))
}

/// Notes the office's decision.
///
/// # Errors
/// The database can't be written.
pub async fn decide(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    id: Uuid,
    state: DeclarationState,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE declared_account SET state = $2, decided_by = $3, decided_at = $4
         WHERE id = $1 AND state = 'waiting' AND person_id IN
             (SELECT p.id FROM person p JOIN organisation o ON o.portal_id = p.portal_id WHERE o.id = $5)",
        id,
        state.code(),
        scope.person().map(PersonId::uuid),
        now,
        scope.organisation().uuid()
    )?;
    Ok(())
}
