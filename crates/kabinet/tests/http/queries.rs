//! Counts the statements that the driver runs for one piece of work, on either database: sqlx tells each as an event, and
//! the span around the work tells them from those of tests beside it.

use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Instrument as _, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

/// The span that is counted in.
const SPAN: &str = "counted";

struct Count(Arc<AtomicUsize>);

struct Counting;

/// What a new connection says before its first statement: a pool opens one when it likes, whatever the page does.
struct Greeting(bool);

impl Visit for Greeting {
    fn record_str(&mut self, field: &Field, value: &str) {
        let greets = ["SET ", "PRAGMA "].iter().any(|word| value.starts_with(word));
        self.0 |= field.name() == "summary" && greets;
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.record_str(field, format!("{value:?}").trim_matches('"'));
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Counting {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if attributes.metadata().name() == SPAN
            && let Some(span) = context.span(id)
        {
            span.extensions_mut().insert(Count(Arc::default()));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut greeting = Greeting(false);
        event.record(&mut greeting);
        if event.metadata().target() != "sqlx::query" || greeting.0 {
            return;
        }
        for span in context.event_scope(event).into_iter().flatten() {
            if let Some(Count(count)) = span.extensions().get() {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

/// What the work comes to, and how many statements it took.
pub async fn counted<T>(work: impl Future<Output = T>) -> (T, usize) {
    static SUBSCRIBER: OnceLock<()> = OnceLock::new();
    SUBSCRIBER.get_or_init(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Counting)).unwrap();
    });
    let span = tracing::info_span!("counted");
    let outcome = work.instrument(span.clone()).await;
    let count = span.with_subscriber(|(id, dispatch)| {
        let registry = dispatch.downcast_ref::<tracing_subscriber::Registry>().unwrap();
        let data = registry.span(id).unwrap();
        let extensions = data.extensions();
        let Count(count) = extensions.get().unwrap();
        count.load(Ordering::Relaxed)
    });
    (outcome, count.unwrap())
}
