//! Which portal a host name belongs to: read from the database, kept for some seconds.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use domain::portal::HostName;
use store::portals::{self, Portal};

use crate::app::App;
use crate::flows::Failure;

/// A change by another process is seen after so long.
const FRESH: TimeDelta = TimeDelta::seconds(5);

/// What stands behind a host name.
#[derive(Clone, Debug)]
pub enum Destination {
    /// The portal itself.
    Portal(Arc<Portal>),
    /// Another name of this portal: go to its canonical host.
    Alias(Arc<Portal>),
}

type Table = HashMap<HostName, Destination>;

/// The routing table of host names.
#[derive(Clone, Debug, Default)]
pub struct PortalTable {
    kept: Arc<Mutex<Option<(DateTime<Utc>, Arc<Table>)>>>,
}

impl PortalTable {
    /// What stands behind this host.
    ///
    /// # Errors
    /// The machine's trouble only.
    pub async fn find(&self, app: &App, host: &HostName) -> Result<Option<Destination>, Failure> {
        Ok(self.table(app).await?.get(host).cloned())
    }

    async fn table(&self, app: &App) -> Result<Arc<Table>, Failure> {
        let now = app.clock.now();
        if let Some((read_at, table)) = &*self.kept.lock().unwrap_or_else(PoisonError::into_inner)
            && now - *read_at < FRESH
            && *read_at <= now
        {
            return Ok(Arc::clone(table));
        }
        let table = Arc::new(read(app).await?);
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&table)));
        Ok(table)
    }
}

async fn read(app: &App) -> Result<Table, Failure> {
    let mut handle = app.db.read().await?;
    let portals: Vec<Arc<Portal>> = portals::all(&mut handle).await?.into_iter().map(Arc::new).collect();
    let aliases = portals::aliases(&mut handle).await?;
    let by_alias = aliases.into_iter().filter_map(|(host, id)| {
        let portal = portals.iter().find(|portal| portal.id == id)?;
        Some((host, Destination::Alias(Arc::clone(portal))))
    });
    let mut table: Table = by_alias.collect();
    table.extend(portals.iter().map(|portal| (portal.host.clone(), Destination::Portal(Arc::clone(portal)))));
    Ok(table)
}
