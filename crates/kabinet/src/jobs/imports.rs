//! Jobs about imports.

use store::jobs::{self, Job};

use super::LEASE;
use crate::app::App;
use crate::flows::Failure;
use crate::flows::import_file::{self, Step, Watcher};

/// Keeps the job's lease alive while the work goes on.
struct Lease<'a> {
    app: &'a App,
    job: &'a Job,
}

impl Watcher for Lease<'_> {
    async fn step(&mut self, _step: Step) -> Result<(), Failure> {
        let until = self.app.clock.now() + LEASE;
        Ok(store::write!(self.app.db, |tx| jobs::extend(tx, self.job, until).await)?)
    }
}

/// Does an import's job; an import that is gone or elsewhere by now needs nothing.
pub async fn perform(app: &App, job: &Job) -> Result<(), Failure> {
    let Some(scope) = jobs::import_scope(&mut app.db.read().await?, job).await? else { return Ok(()) };
    let id = job.subject.into();
    let mut lease = Lease { app, job };
    match job.kind.as_str() {
        import_file::job::CHECK => import_file::check(app, &scope, id, &mut lease).await.map(|_| ()),
        import_file::job::APPLY => import_file::apply(app, &scope, id, &mut lease).await,
        import_file::job::UNDO => import_file::undo(app, &scope, id, &mut lease).await,
        import_file::job::FORGET => import_file::forget(app, &scope, id, &mut lease).await,
        other => Err(Failure::Data(format!("no handler for jobs of kind {other}"))),
    }
}
