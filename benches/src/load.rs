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

/// What is asked, and of whom.
#[derive(Clone)]
pub struct Target {
    /// Where it listens.
    pub address: SocketAddr,
    /// The `Host` header.
    pub host: String,
    /// The path.
    pub path: &'static str,
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
        let mut request = crate::http::get(self.path, &self.host);
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
}

/// Asks for so long over so many connections; `server` is charged for its CPU.
pub async fn drive(target: &Target, server: &Child, connections: usize, length: Duration) -> anyhow::Result<Round> {
    let (begun, cpu_before) = (Instant::now(), server.cpu()?);
    let tasks: Vec<_> = (0..connections).map(|_| tokio::spawn(ask_until(target.clone(), begun + length))).collect();
    let mut answers = 0;
    for task in tasks {
        answers += task.await??;
    }
    let (took, cpu) = (begun.elapsed(), server.cpu()?.saturating_sub(cpu_before));
    Ok(Round { rate: answers as f64 / took.as_secs_f64(), cpu: cpu.as_secs_f64() * 1e6 / answers as f64 })
}

async fn ask_until(target: Target, deadline: Instant) -> anyhow::Result<u64> {
    let stream = TcpStream::connect(target.address).await?;
    stream.set_nodelay(true)?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let mut answers = 0;
    while Instant::now() < deadline {
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
        answers += 1;
    }
    Ok(answers)
}
