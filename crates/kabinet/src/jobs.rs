//! The worker: claims a job with a lease, does it, marks it. A worker that dies leaves its job to the next.

mod imports;
mod letters;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;
use store::jobs::{self, Job};
use store::{captchas, ceremonies, log_ins, login_guard, login_steps, registrations, sessions, views};
use tokio::sync::{Mutex, watch};

use crate::app::App;
use crate::flows::{Failure, captcha};

pub use letters::Post;
use letters::Step;

/// A claimed job is left alone by others for so long; work in hand extends it.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// An idle worker looks again after this.
const PAUSE: Duration = Duration::from_millis(250);
/// A mail server that is down is asked again after this, then after twice as long …
const SERVER_DOWN_FIRST: Duration = Duration::from_secs(1);
/// … and at least so often.
const SERVER_DOWN_LONGEST: Duration = Duration::from_mins(1);
/// A job that failed so often is laid aside.
const TRIES: i64 = 8;

/// Works until told to stop; the job in hand is finished.
pub async fn run(app: App, post: Post, stop: watch::Receiver<bool>) {
    tokio::join!(run_jobs(&app, stop.clone()), run_letters(&app, &post, stop.clone()), run_sweeps(&app, stop));
}

async fn run_jobs(app: &App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let found = next_job(app).await;
        rest_unless(found, &mut stop).await;
    }
}

/// Several letters are under way at once: a mail server takes its time over each.
async fn run_letters(app: &App, post: &Post, stop: watch::Receiver<bool>) {
    let turn = Mutex::new(());
    join_all((0..post.in_flight).map(|_| run_lane(app, post, &turn, stop.clone()))).await;
}

/// While the mail server is down it is asked ever more seldom.
async fn run_lane(app: &App, post: &Post, turn: &Mutex<()>, mut stop: watch::Receiver<bool>) {
    let mut pause = SERVER_DOWN_FIRST;
    while !*stop.borrow() {
        match letters::next(app, post, turn).await {
            Ok(Step::ServerDown) => {
                rest(pause, &mut stop).await;
                pause = (pause * 2).min(SERVER_DOWN_LONGEST);
            }
            Ok(Step::Done) => pause = SERVER_DOWN_FIRST,
            Ok(Step::Nothing) => rest(PAUSE, &mut stop).await,
            Err(failure) => rest_unless(Err(failure), &mut stop).await,
        }
    }
}

/// What has run out is swept away once an hour.
async fn run_sweeps(app: &App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(failure) = sweep(app).await {
            tracing::error!(error = %failure, "what has run out can't be swept away");
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(Duration::from_hours(1)) => {}
        }
    }
}

/// «Устройства и входы» looks back so far.
const LOG_INS_KEPT: TimeDelta = TimeDelta::days(90);

/// Sessions that are over, guesses and log-ins long past, registrations that nobody confirmed.
async fn sweep(app: &App) -> Result<(), Failure> {
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        sessions::delete_expired(tx, now).await?;
        views::delete_expired(tx, now).await?;
        registrations::delete_expired(tx, now).await?;
        login_guard::delete_stale(tx, now - TimeDelta::days(1)).await?;
        log_ins::delete_stale(tx, now - LOG_INS_KEPT).await?;
        captchas::delete_stale(tx, now - captcha::STANDS * 2).await?;
        login_steps::delete_expired(tx, now).await?;
        ceremonies::delete_expired(tx, now).await?;
        Ok::<_, Failure>(())
    })
}

/// A worker that found something looks on at once; one that found nothing rests, but not beyond the stop.
async fn rest_unless(found: Result<bool, Failure>, stop: &mut watch::Receiver<bool>) {
    let pause = match found {
        Ok(true) => return,
        Ok(false) => PAUSE,
        Err(failure) => {
            tracing::error!(error = %failure, "the queue can't be read");
            PAUSE * 20
        }
    };
    self::rest(pause, stop).await;
}

async fn rest(pause: Duration, stop: &mut watch::Receiver<bool>) {
    tokio::select! {
        _ = stop.changed() => {}
        () = tokio::time::sleep(pause) => {}
    }
}

/// Does everything that is due; for tests and the demo's first minute.
///
/// # Errors
/// The queue can't be read.
pub async fn run_all_due(app: &App, post: &Post) -> Result<(), Failure> {
    let turn = Mutex::new(());
    while next_job(app).await? || letters::next(app, post, &turn).await? == Step::Done {}
    Ok(())
}

async fn next_job(app: &App) -> Result<bool, Failure> {
    let now = app.clock.now();
    let Some(job) = store::write!(app.db, |tx| jobs::claim(tx, now, now + LEASE).await)? else {
        return Ok(false);
    };
    let outcome = imports::perform(app, &job).await;
    store::write!(app.db, |tx| {
        match &outcome {
            Ok(()) => jobs::finish(tx, &job).await?,
            Err(failure) => jobs::fail(tx, &job, &failure.to_string(), retry_at(&job, app.clock.now())).await?,
        }
        Ok::<_, Failure>(())
    })?;
    if let Err(failure) = outcome {
        tracing::error!(job = %job.id, kind = job.kind, attempt = job.attempts, error = %failure, "a job failed");
    }
    Ok(true)
}

/// 10 s, 40 s, 90 s …; nothing after the last try.
fn retry_at(job: &Job, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (job.attempts < TRIES).then(|| now + TimeDelta::seconds(10 * job.attempts * job.attempts))
}
