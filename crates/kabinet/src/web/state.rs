//! What every handler may ask for.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;
use store::sessions::Session;

use super::portal_table::PortalTable;
use crate::app::App;

/// Sessions are kept this long: one revoked by another process ends within five seconds.
const SESSION_KEPT: Duration = Duration::from_secs(4);

/// The state of the web.
#[derive(Clone)]
pub struct Web {
    /// Database, clock and the rest.
    pub app: App,
    /// Host names.
    pub portals: PortalTable,
    /// Sessions by portal and token hash.
    pub sessions: Cache<(uuid::Uuid, String), Arc<Session>>,
    /// The demo's own pages, while `kabinet demo` runs.
    pub demo: Option<Arc<crate::demo::Demo>>,
}

impl Web {
    /// The web of an installation, or of the demo.
    pub fn new(app: App, demo: Option<crate::demo::Demo>) -> Self {
        Self {
            app,
            portals: PortalTable::default(),
            sessions: Cache::builder().max_capacity(100_000).time_to_live(SESSION_KEPT).build(),
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
