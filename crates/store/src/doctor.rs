//! What no row constraint can hold, recomputed: [`findings`] lists every breach it meets.

use domain::ids::OrganisationId;
use uuid::Uuid;

use crate::{Handle, Result};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule, for scripts: `reading-goes-back`.
    pub rule: &'static str,
    /// Where: an account, an import, an organisation.
    pub subject: String,
}

/// At most so many findings a rule: the first ones show what is wrong.
const LIMIT: i64 = 100;

/// Checks every rule.
///
/// # Errors
/// The database can't be read.
pub async fn findings(handle: &mut impl Handle) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    let mut add = |rule: &'static str, subjects: Vec<String>| {
        found.extend(subjects.into_iter().map(|subject| Finding { rule, subject }));
    };
    let ids = |rows: Vec<Uuid>| rows.into_iter().map(|id| id.to_string()).collect::<Vec<_>>();
    add("reading-goes-back", ids(readings_that_go_back(handle).await?));
    add("account-without-number", ids(accounts_without_number(handle).await?));
    add("import-counts-differ", ids(imports_with_wrong_counts(handle).await?));
    add("meter-on-unelectrified-plot", ids(meters_without_electricity(handle).await?));
    add("electricity-without-tariff", ids(organisations_without_tariff(handle).await?));
    add("charges-without-bank-details", ids(organisations_without_bank_details(handle).await?));
    add("requests-reach-no-mailbox", portals_without_address(handle).await?);
    Ok(found)
}

/// A later reading of the same meter is lower.
async fn readings_that_go_back(handle: &mut impl Handle) -> Result<Vec<Uuid>> {
    run!(
        handle,
        scalars,
        "SELECT DISTINCT account_id FROM
             (SELECT account_id, t1, t2, t3,
                     LAG(t1) OVER w AS p1, LAG(t2) OVER w AS p2, LAG(t3) OVER w AS p3
              FROM reading WINDOW w AS (PARTITION BY account_id, meter_id ORDER BY taken_on)) ordered
         WHERE t1 < p1 OR t2 < p2 OR t3 < p3 ORDER BY account_id LIMIT $1",
        LIMIT
    )
}

/// The number on the account is not among its identifiers.
async fn accounts_without_number(handle: &mut impl Handle) -> Result<Vec<Uuid>> {
    run!(
        handle,
        scalars,
        "SELECT a.id FROM account a
         WHERE NOT EXISTS (SELECT 1 FROM account_identifier i WHERE i.account_id = a.id AND i.value = a.number)
         ORDER BY a.id LIMIT $1",
        LIMIT
    )
}

/// The counts on an import are not those of its rows.
async fn imports_with_wrong_counts(handle: &mut impl Handle) -> Result<Vec<Uuid>> {
    run!(
        handle,
        scalars,
        "SELECT i.id FROM import i
         WHERE i.state IN ('checked', 'applied') AND (i.rows_total <> i.rows_added + i.rows_changed + i.rows_unchanged
               + i.rows_refused
            OR i.rows_refused <> (SELECT COUNT(*) FROM import_row r WHERE r.import_id = i.id AND r.verdict = 'refused')
            OR (i.state = 'applied' AND i.rows_applied <> i.rows_added + i.rows_changed))
         ORDER BY i.id LIMIT $1",
        LIMIT
    )
}

/// A working electricity meter where no electricity is laid on.
async fn meters_without_electricity(handle: &mut impl Handle) -> Result<Vec<Uuid>> {
    run!(
        handle,
        scalars,
        "SELECT a.id FROM account a JOIN premises p ON p.id = a.premises_id
              JOIN meter m ON m.account_id = a.id AND m.service = 'electricity' AND m.state = 'installed'
         WHERE NOT p.electrified ORDER BY a.id LIMIT $1",
        LIMIT
    )
}

/// Readings older than the first tariff, or no tariff at all: their cost can't be told.
async fn organisations_without_tariff(handle: &mut impl Handle) -> Result<Vec<Uuid>> {
    run!(
        handle,
        scalars,
        "SELECT o.id FROM organisation o
         WHERE EXISTS (SELECT 1 FROM account a JOIN reading r ON r.account_id = a.id
                       WHERE a.organisation_id = o.id
                         AND NOT EXISTS (SELECT 1 FROM electricity_tariff t
                                         WHERE t.organisation_id = o.id AND t.valid_from <= r.taken_on))
         ORDER BY o.id LIMIT $1",
        LIMIT
    )
}

/// Something is charged, and no receipt can be printed.
async fn organisations_without_bank_details(handle: &mut impl Handle) -> Result<Vec<Uuid>> {
    run!(
        handle,
        scalars,
        "SELECT o.id FROM organisation o
         WHERE EXISTS (SELECT 1 FROM charge_item i JOIN charge c ON c.item_id = i.id WHERE i.organisation_id = o.id)
           AND NOT EXISTS (SELECT 1 FROM bank_details b WHERE b.organisation_id = o.id)
         ORDER BY o.id LIMIT $1",
        LIMIT
    )
}

/// People write by the contact form, and the portal has no address to which it goes.
async fn portals_without_address(handle: &mut impl Handle) -> Result<Vec<String>> {
    run!(
        handle,
        scalars,
        "SELECT p.slug FROM portal p
         WHERE p.email = '' AND EXISTS (SELECT 1 FROM contact_request q WHERE q.portal_id = p.id)
         ORDER BY p.slug LIMIT $1",
        LIMIT
    )
}

/// The name of an organisation, for a finding about it.
///
/// # Errors
/// The database can't be read.
pub async fn organisation_title(handle: &mut impl Handle, id: OrganisationId) -> Result<Option<String>> {
    run!(handle, optional_scalar, "SELECT title FROM organisation WHERE id = $1", id.uuid())
}
