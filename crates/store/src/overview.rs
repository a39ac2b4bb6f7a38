//! What a back office has and what waits in it, at a glance.

use sqlx::FromRow;

use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// What is there, and what waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
#[allow(clippy::struct_excessive_bools, reason = "each is a thing of its own that is there or not")]
pub struct Overview {
    /// Accounts in the register.
    pub accounts: i64,
    /// Whether a tariff is set.
    pub tariff: bool,
    /// Whether bank details are entered.
    pub bank_details: bool,
    /// Whether readings are loaded.
    pub readings: bool,
    /// Whether charges are loaded.
    pub charges: bool,
    /// Whether payments are loaded.
    pub payments: bool,
    /// Files that wait for a decision or are at work.
    pub imports_unfinished: i64,
    /// What people wrote by the contact form, and nobody answered.
    pub requests_open: i64,
    /// Letters of the portal that wait to be sent.
    pub letters_waiting: i64,
    /// Letters of the portal that could not be sent and were laid aside.
    pub letters_dead: i64,
}

/// The organisation's overview; letters are its portal's.
///
/// # Errors
/// The database can't be read.
pub async fn of(handle: &mut impl Handle, scope: &impl OrganisationScope) -> Result<Overview> {
    run!(
        handle,
        one,
        "SELECT (SELECT COUNT(*) FROM account a WHERE a.organisation_id = o.id) AS accounts,
                EXISTS (SELECT 1 FROM electricity_tariff t WHERE t.organisation_id = o.id) AS tariff,
                EXISTS (SELECT 1 FROM bank_details b WHERE b.organisation_id = o.id) AS bank_details,
                EXISTS (SELECT 1 FROM account a JOIN reading r ON r.account_id = a.id WHERE a.organisation_id = o.id)
                    AS readings,
                EXISTS (SELECT 1 FROM charge c WHERE c.organisation_id = o.id) AS charges,
                EXISTS (SELECT 1 FROM payment p WHERE p.organisation_id = o.id) AS payments,
                (SELECT COUNT(*) FROM import i WHERE i.organisation_id = o.id
                    AND i.state IN ('received', 'checked', 'applying', 'undoing')) AS imports_unfinished,
                (SELECT COUNT(*) FROM contact_request q WHERE q.organisation_id = o.id AND q.answered_at IS NULL)
                    AS requests_open,
                (SELECT COUNT(*) FROM outbox_letter l WHERE l.portal_id = o.portal_id AND l.state = 'waiting')
                    AS letters_waiting,
                (SELECT COUNT(*) FROM outbox_letter l WHERE l.portal_id = o.portal_id AND l.state = 'dead')
                    AS letters_dead
         FROM organisation o WHERE o.id = $1",
        scope.organisation().uuid()
    )
}
