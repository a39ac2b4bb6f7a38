//! Letters: claimed, written out, sent, marked. A letter that can't go now waits and is tried again; while the mail server
//! is down, none counts a try.

mod action;
mod contact;
mod decision;
mod import_applied;
mod linking;
mod second_factor;
mod write_out;

use chrono::{DateTime, TimeDelta, Utc};
use domain::letter::DeadReason;
use gateways::mail::{Letter, MailError, Mailer, PATIENCE, Trouble};
use store::outbox::{self, Kept, Letter as Queued};
use tokio::sync::Mutex;

use crate::app::App;
use crate::flows::{Failure, letter, recover_password};
use write_out::{Draft, write_out};

/// A claimed letter is left alone by others for so long: longer than any hand-over takes, so that nobody sends it twice.
const LEASE: TimeDelta = TimeDelta::minutes(3);
const _: () = assert!(LEASE.num_seconds().unsigned_abs() >= PATIENCE.as_secs() + 60);
/// While the mail server is down, a letter that met it waits so long; its turn comes with the others.
const SERVER_DOWN: TimeDelta = TimeDelta::seconds(10);
/// A letter that the mail server puts off is tried so often, ever more seldom: for some five days, as mail servers themselves do.
const STUBBORN: i64 = 131;

/// Who carries letters, and in whose name.
#[derive(Clone, Debug)]
pub struct Post {
    /// Nobody: letters wait.
    pub mailer: Option<Mailer>,
    /// The sender's address.
    pub from: String,
    /// What comes before the host in links: `https`.
    pub scheme: &'static str,
    /// The port people see, if not the scheme's own.
    pub port: Option<u16>,
    /// So many letters are under way at once.
    pub in_flight: usize,
}

/// What came of looking for a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A letter was dealt with.
    Done,
    /// None is due, or there is nobody to carry it.
    Nothing,
    /// The mail server takes none.
    ServerDown,
}

/// Deals with the next due letter. Those of one process claim by turns: at once they would only trip over each other.
pub(super) async fn next(app: &App, post: &Post, turn: &Mutex<()>) -> Result<Step, Failure> {
    let Some(mailer) = &post.mailer else { return Ok(Step::Nothing) };
    let claimed = {
        let _turn = turn.lock().await;
        let now = app.clock.now();
        store::write!(app.db, |tx| outbox::claim(tx, now, now + LEASE).await)?
    };
    let Some(queued) = claimed else {
        mailer.rest().await;
        return Ok(Step::Nothing);
    };
    if queued.kind == letter::RECOVER_ASKED {
        recover_password::answer(app, &queued).await?;
        return Ok(Step::Done);
    }
    let draft = match write_out(app, post, &queued).await {
        Ok(draft) => draft,
        // A newer program may know this letter: it waits like one that the mail server puts off.
        Err(Failure::Data(reason)) => {
            let error = MailError { reason, trouble: Trouble::NotNow };
            return fail(app, &queued, &error).await;
        }
        Err(failure) => return Err(failure),
    };
    match draft {
        Draft::Over(reason) => {
            store::write!(app.db, |tx| outbox::lay_aside(tx, queued.id, DeadReason::Stale, reason).await)?;
            Ok(Step::Done)
        }
        Draft::Ready { from, reply_to, written, is_secret } => {
            let letter = Letter {
                id: queued.id.to_string(),
                from,
                to: queued.recipient.clone(),
                reply_to,
                subject: written.title.clone(),
                text: written.text.clone(),
                html: written.html.clone(),
            };
            if let Err(error) = mailer.send(&letter).await {
                return fail(app, &queued, &error).await;
            }
            // Secrets stand nowhere but in the letter itself; the demo's mailbox is the letter.
            let is_shown = matches!(mailer, Mailer::Recording(_));
            let kept = if is_secret && !is_shown { Kept::Title(&written) } else { Kept::Whole(&written) };
            let now = app.clock.now();
            store::write!(app.db, |tx| outbox::mark_sent(tx, queued.id, kept, now).await)?;
            Ok(Step::Done)
        }
    }
}

async fn fail(app: &App, queued: &Queued, error: &MailError) -> Result<Step, Failure> {
    let (now, id, reason) = (app.clock.now(), queued.id, error.reason.as_str());
    store::write!(app.db, |tx| {
        match (error.trouble, retry_at(queued, now)) {
            (Trouble::Server, _) => outbox::put_back(tx, id, reason, now + SERVER_DOWN).await?,
            (Trouble::Refused, _) => outbox::lay_aside(tx, id, DeadReason::Refused, reason).await?,
            (Trouble::NotNow, Some(then)) => outbox::put_off(tx, id, reason, then).await?,
            (Trouble::NotNow, None) => outbox::lay_aside(tx, id, DeadReason::TooLate, reason).await?,
        }
        Ok::<_, Failure>(())
    })?;
    tracing::warn!(letter = %id, attempt = queued.attempts, trouble = ?error.trouble, error = reason, "a letter did not go out");
    Ok(if error.trouble == Trouble::Server { Step::ServerDown } else { Step::Done })
}

/// 15 s, 1 min, 2 min 15 s … an hour; nothing after some days.
fn retry_at(letter: &Queued, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let pause = letter.attempts.saturating_mul(letter.attempts).saturating_mul(15).clamp(15, 3600);
    (letter.attempts < STUBBORN).then(|| now + TimeDelta::seconds(pause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_tried_ever_more_seldom_for_five_days() {
        let now: DateTime<Utc> = "2022-06-02T06:00:00Z".parse().unwrap();
        let letter = |attempts| Queued {
            id: uuid::Uuid::nil(),
            portal_id: uuid::Uuid::nil(),
            kind: String::new(),
            subject_id: uuid::Uuid::nil(),
            recipient: String::new(),
            language: None,
            created_at: now,
            attempts,
        };
        let pause = |attempts| retry_at(&letter(attempts), now).map(|then| (then - now).num_seconds());
        assert_eq!([1, 2, 3, 16, 129].map(pause), [Some(15), Some(60), Some(135), Some(3600), Some(3600)]);
        assert_eq!(retry_at(&letter(131), now), None);
        let whole: i64 = (1..131).filter_map(pause).sum();
        assert!((5..6).contains(&(whole / 86_400)), "{whole} s");
    }
}
