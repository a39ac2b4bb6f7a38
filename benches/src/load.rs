//! The load: so many connections, each asking again as soon as it is answered.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::header::{ACCEPT_ENCODING, COOKIE, HeaderValue};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::child::Child;
use crate::figures::{median, percentile};

/// What is asked, and of whom.
#[derive(Clone)]
pub struct Target {
    /// Where it listens.
    pub address: SocketAddr,
    /// The `Host` header.
    pub host: String,
    /// The path.
    pub path: &'static str,
    /// A form that is sent there; else the page is asked for.
    pub form: Option<Bytes>,
    /// Who asks.
    pub cookie: HeaderValue,
    /// What the client can unpack.
    pub encoding: Option<&'static str>,
    /// Bytes of the body; an answer of another length is no answer.
    pub length: Option<usize>,
}

impl Target {
    /// The request.
    pub fn request(&self) -> Request<Full<Bytes>> {
        let mut request = match &self.form {
            None => crate::http::get(self.path, &self.host),
            Some(form) => crate::http::post_form(self.path, &self.host, form.clone()),
        };
        request.headers_mut().insert(COOKIE, self.cookie.clone());
        if let Some(encoding) = self.encoding {
            request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static(encoding));
        }
        request
    }
}

/// One round of load.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// Answers a second.
    pub rate: f64,
    /// CPU of the server for one answer, microseconds.
    pub cpu: f64,
    /// Half of the answers took at most so long, milliseconds.
    pub p50: f64,
    /// So did 99 of 100.
    pub p99: f64,
}

/// The median of a figure of several rounds.
pub fn middle(rounds: &[Round], figure: impl Fn(&Round) -> f64) -> f64 {
    median(&rounds.iter().map(figure).collect::<Vec<_>>())
}

/// Asks for so long over so many connections; `server` is charged for its CPU.
pub async fn drive(target: &Target, server: &Child, connections: usize, length: Duration) -> anyhow::Result<Round> {
    let (begun, cpu_before) = (Instant::now(), server.cpu()?);
    let tasks: Vec<_> = (0..connections).map(|_| tokio::spawn(ask_until(target.clone(), begun + length))).collect();
    let mut waits = Vec::new();
    for task in tasks {
        waits.extend(task.await??);
    }
    let (took, cpu) = (begun.elapsed(), server.cpu()?.saturating_sub(cpu_before));
    let answers = waits.len() as f64;
    Ok(Round {
        rate: answers / took.as_secs_f64(),
        cpu: cpu.as_secs_f64() * 1e6 / answers,
        p50: percentile(&waits, 0.5),
        p99: percentile(&waits, 0.99),
    })
}

/// Tells how many milliseconds each answer took, to its last byte.
async fn ask_until(target: Target, deadline: Instant) -> anyhow::Result<Vec<f64>> {
    let stream = TcpStream::connect(target.address).await?;
    stream.set_nodelay(true)?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let mut waits = Vec::new();
    while Instant::now() < deadline {
        let asked = Instant::now();
        sender.ready().await?;
        let response = sender.send_request(target.request()).await?;
        anyhow::ensure!(response.status() == StatusCode::OK, "{} answers {}", target.address, response.status());
        let mut body = response.into_body();
        let mut length = 0;
        while let Some(frame) = body.frame().await {
            length += frame?.data_ref().map_or(0, Bytes::len);
        }
        let wanted = target.length.unwrap_or(length);
        anyhow::ensure!(length == wanted && length > 0, "{} answers {length} bytes, not {wanted}", target.address);
        waits.push(asked.elapsed().as_secs_f64() * 1e3);
    }
    Ok(waits)
}
