//! `kabinet doctor`: what should not be.

use std::process::ExitCode;

use chrono::TimeDelta;
use clap::Args;
use serde_json::json;
use store::doctor::Finding;
use store::{letters, outbox};

use crate::app::App;
use crate::config::Scheme;

/// So many reasons for letters laid aside are told, the most frequent first.
const REASONS: i64 = 20;
/// A letter that waits longer than this is late.
const LATE: TimeDelta = TimeDelta::hours(1);

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
        let (waiting, _) = outbox::counts(&mut handle).await?;
        findings.extend(letters_that_stay(app, &mut handle).await?);
        let portals = store::portals::all(&mut handle).await?;
        drop(handle);
        let trusting = portals.iter().filter(|portal| portal.rules.trust_declarations);
        let trusting =
            trusting.map(|portal| Finding { rule: "declarations-are-trusted", subject: portal.slug.clone() });
        let open = portals.iter().filter(|portal| portal.rules.linking.is_open_to_anybody());
        let open = open.map(|portal| Finding { rule: "accounts-open-to-anybody", subject: portal.slug.clone() });
        findings.extend(settings(app, waiting));
        findings.extend(trusting);
        findings.extend(open);
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

/// Letters that were laid aside, by the mail server's reason; letters that wait although there is a mail server.
async fn letters_that_stay(app: &App, handle: &mut store::Conn) -> anyhow::Result<Vec<Finding>> {
    let mut found = Vec::new();
    for (reason, count) in letters::laid_aside(handle, REASONS).await? {
        found.push(Finding { rule: "letters-laid-aside", subject: format!("{count} letters: {reason}") });
    }
    let overdue = letters::overdue(handle, app.clock.now() - LATE).await?;
    if let Some((count, reason)) = overdue.filter(|_| app.config.smtp_url.is_some()) {
        let reason = reason.unwrap_or_else(|| "none was tried; does a worker run?".to_owned());
        found.push(Finding { rule: "letters-are-late", subject: format!("{count} letters: {reason}") });
    }
    Ok(found)
}

fn settings(app: &App, waiting: i64) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |rule, subject: String| found.push(Finding { rule, subject });
    if app.config.smtp_url.is_none() && waiting > 0 {
        add("letters-wait-for-a-mail-server", format!("{waiting} letters"));
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
        "charges-without-bank-details" => {
            "Members see what they owe and can't print a receipt. Enter the bank details in the office: /office/bank-details."
        }
        "requests-reach-no-mailbox" => {
            "What people write by the contact form is kept in the office only. Set its address: kabinet portal set … --email …"
        }
        "declarations-are-trusted" => {
            "Anyone who registers here sees the debts of any plot they name. Set the rule trust_declarations to false."
        }
        "accounts-open-to-anybody" => {
            "Whoever finds an account sees its debt, a neighbour too. Choose proofs in the office: /office/settings."
        }
        "letters-wait-for-a-mail-server" => {
            "Set smtp_url and smtp_from in kabinet.toml; the letters go out when the worker has them."
        }
        "letters-laid-aside" => {
            "The mail server refused them. kabinet letter list --dead shows them; kabinet letter retry sends them again once the cause is mended."
        }
        "letters-are-late" => {
            "They wait for the mail server, and go out by themselves once it takes them. Look at the reason, smtp_url and the worker."
        }
        "served-without-tls" => {
            "Passwords travel in the clear. Put a proxy with TLS in front and set public_scheme = \"https\"."
        }
        _ => "",
    }
}
