//! What the program tells while it works.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

/// For a server: text for eyes, JSON for collectors; `RUST_LOG` says how much.
pub fn to_stdout() {
    let builder = tracing_subscriber::fmt().with_env_filter(filter("info,sqlx=warn")).with_target(false);
    // A second initialisation (tests) leaves the first in place.
    let _ = if std::io::stdout().is_terminal() { builder.try_init() } else { builder.json().try_init() };
}

/// For a command, whose answer stands on the standard output.
pub fn to_stderr() {
    let builder = tracing_subscriber::fmt().with_env_filter(filter("error")).with_writer(std::io::stderr);
    let _ = builder.with_target(false).try_init();
}

fn filter(usual: &str) -> EnvFilter {
    EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual))
}
