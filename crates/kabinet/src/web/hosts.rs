//! Which pages a host name opens: a portal, a redirect to its canonical host, the demo's own, or none (421).

use std::convert::Infallible;

use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::portal::HostName;
use tower::{Service, ServiceExt as _, service_fn};

use super::frame::RequestId;
use super::portal_table::Destination;
use super::{Refused, Web, refusals};

/// Hands a request to the pages of its host.
pub fn by_host(
    web: Web,
    demo: Router,
    portals: Router,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static {
    service_fn(move |request: Request| {
        let (web, demo, portals) = (web.clone(), demo.clone(), portals.clone());
        async move { Ok(dispatch(&web, demo, portals, request).await) }
    })
}

async fn dispatch(web: &Web, demo: Router, portals: Router, mut request: Request) -> Response {
    let host = host_of(&request);
    if web.demo.is_some() && matches!(host.as_deref(), Some("localhost" | "127.0.0.1" | "[::1]")) {
        return answer(demo, request).await;
    }
    let host = host.and_then(|host| HostName::parse(&host).ok());
    let found = match &host {
        None => Ok(None),
        Some(host) => web.portals.find(&web.app, host).await,
    };
    match found {
        Ok(Some(Destination::Portal(portal))) => {
            request.extensions_mut().insert(portal);
            answer(portals, request).await
        }
        Ok(Some(Destination::Alias(portal))) => {
            // «OPTIONS *» has no path of its own.
            let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
            let path = if path.starts_with('/') { path } else { "/" };
            Redirect::permanent(&format!("{}{path}", web.address_of(&portal.host))).into_response()
        }
        Ok(None) => refusals::bare(web, request.headers(), StatusCode::MISDIRECTED_REQUEST, &RequestId::of(&request)),
        Err(failure) => {
            let status = Refused::from(failure).into_response().status();
            refusals::bare(web, request.headers(), status, &RequestId::of(&request))
        }
    }
}

async fn answer(router: Router, request: Request) -> Response {
    router.oneshot(request).await.unwrap_or_else(|never: Infallible| match never {})
}

/// The host without its port, in lower case.
fn host_of(request: &Request) -> Option<String> {
    let header = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let host = request.uri().authority().map(axum::http::uri::Authority::as_str).or(header)?;
    let without_port = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    };
    Some(without_port.to_ascii_lowercase())
}
