//! `kabinet doctor`: what should not be.

use std::process::ExitCode;

use clap::Args;
use serde_json::json;
use store::doctor::Finding;
use store::outbox;

use crate::app::App;
use crate::config::Scheme;

/// Look for what should not be: in the settings and in the data.
///
/// Exit code: 0 nothing was found, 1 something was.
#[derive(Args)]
pub struct Doctor {
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
}

impl Doctor {
    /// Looks.
    pub async fn run(self, app: &App) -> anyhow::Result<ExitCode> {
        let mut handle = app.db.read().await?;
        let mut findings = store::doctor::findings(&mut handle).await?;
        let (waiting, dead) = outbox::counts(&mut handle).await?;
        drop(handle);
        findings.extend(settings(app, waiting, dead));
        if self.json {
            let list: Vec<_> =
                findings.iter().map(|finding| json!({ "rule": finding.rule, "subject": finding.subject, "advice": advice(finding.rule) })).collect();
            println!("{}", serde_json::to_string_pretty(&list)?);
        } else if findings.is_empty() {
            println!("Nothing was found.");
        } else {
            for finding in &findings {
                println!("{}: {}\n    {}", finding.rule, finding.subject, advice(finding.rule));
            }
        }
        Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn settings(app: &App, waiting: i64, dead: i64) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |rule, subject: String| found.push(Finding { rule, subject });
    if app.config.smtp_url.is_none() && waiting > 0 {
        add("letters-wait-for-a-mail-server", format!("{waiting} letters"));
    }
    if dead > 0 {
        add("letters-laid-aside", format!("{dead} letters"));
    }
    if app.config.public_scheme == Scheme::Http && !app.config.listen.ip().is_loopback() {
        add("served-without-tls", app.config.listen.to_string());
    }
    found
}

fn advice(rule: &str) -> &'static str {
    match rule {
        "reading-goes-back" => {
            "A later reading of this account's meter is lower. Load the right readings, or a register with the new meter's number."
        }
        "account-without-number" => {
            "The account's number is not among its identifiers, so nobody finds it. Load the register again."
        }
        "import-counts-differ" => {
            "The counts of this import are not those of its rows. Undo it and load the file again."
        }
        "meter-on-unelectrified-plot" => {
            "The register says there is no electricity, yet a meter works there. Correct the register."
        }
        "electricity-without-tariff" => {
            "There are readings from before the first tariff. Set it: kabinet tariff set --from …"
        }
        "letters-wait-for-a-mail-server" => {
            "Set smtp_url and smtp_from in kabinet.toml; the letters go out when the worker has them."
        }
        "letters-laid-aside" => {
            "The mail server refused them for good or too often; the reason stands in outbox_letter.last_error."
        }
        "served-without-tls" => {
            "Passwords travel in the clear. Put a proxy with TLS in front and set public_scheme = \"https\"."
        }
        _ => "",
    }
}
