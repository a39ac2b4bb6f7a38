//! What every handler may ask for.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::PortalId;
use moka::future::Cache;
use store::sessions::Session;

use super::guide::Guides;
use super::portal_table::PortalTable;
use crate::app::App;

/// Sessions are kept this long: one revoked by another process ends within five seconds.
const SESSION_KEPT: TimeDelta = TimeDelta::seconds(4);
/// Then the cache drops them: by the machine's clock, which may differ from the program's.
const SESSION_DROPPED: Duration = Duration::from_secs(5);

/// The state of the web.
#[derive(Clone)]
pub struct Web {
    /// Database, clock and the rest.
    pub app: App,
    /// Host names.
    pub portals: PortalTable,
    /// Sessions that were read a moment ago.
    pub sessions: SessionCache,
    /// Guides to the cabinet that were made.
    pub guides: Guides,
    /// The demo's own pages, while `kabinet demo` runs.
    pub demo: Option<Arc<crate::demo::Demo>>,
}

impl Web {
    /// The web of an installation, or of the demo.
    pub fn new(app: App, demo: Option<crate::demo::Demo>) -> Self {
        Self {
            app,
            portals: PortalTable::default(),
            sessions: SessionCache::default(),
            guides: Guides::default(),
            demo: demo.map(Arc::new),
        }
    }

    /// Scheme, host and port of a portal as people type them.
    pub fn address_of(&self, host: &domain::portal::HostName) -> String {
        let scheme = self.app.config.public_scheme.as_str();
        match self.app.config.public_port {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        }
    }
}

/// Sessions by portal and token hash, each with the moment when it was read.
#[derive(Clone)]
pub struct SessionCache(Cache<(PortalId, String), (DateTime<Utc>, Arc<Session>)>);

impl Default for SessionCache {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(100_000).time_to_live(SESSION_DROPPED).build())
    }
}

impl SessionCache {
    /// The session, if it was read a moment ago and stands now.
    pub async fn get(&self, portal: PortalId, token_hash: &str, now: DateTime<Utc>) -> Option<Arc<Session>> {
        let (read_at, session) = self.0.get(&(portal, token_hash.to_owned())).await?;
        let is_fresh = read_at <= now && now - read_at < SESSION_KEPT;
        (is_fresh && session.expires_at > now).then_some(session)
    }

    /// Keeps what was just read; nothing when there is no such session (any more).
    pub async fn put(&self, portal: PortalId, token_hash: &str, now: DateTime<Utc>, session: Option<&Arc<Session>>) {
        let key = (portal, token_hash.to_owned());
        match session {
            Some(session) => self.0.insert(key, (now, Arc::clone(session))).await,
            None => self.0.invalidate(&key).await,
        }
    }
}
