//! The files of the archive: tables with headers in the person's language, the profile with codes.

use chrono::{DateTime, Utc};
use domain::account::{LinkLevel, LinkProof, LinkRole};
use domain::audit::AuditKind;
use domain::portal::TimeZone;
use exchange::write::{OutCell, Sheet, write_csv};
use serde_json::json;

use super::File;
use crate::flows::Failure;
use crate::flows::download_data::PersonalData;
use crate::i18n::{Translator, Words};
use crate::web::customer::electricity_files::sheet;
use crate::web::customer::subscriptions::channel_words;

/// In the person's language and the portal's time.
pub(super) struct Tables {
    pub(super) t: Translator,
    pub(super) zone: TimeZone,
}

impl Tables {
    /// The files, in the order of their importance; one that would be empty for most people is left out.
    pub(super) fn files(&self, data: PersonalData) -> Result<Vec<File>, Failure> {
        let mut files = vec![
            ("profile.json", profile(&data)?),
            ("accounts.csv", self.accounts(&data)?),
            ("subscriptions.csv", self.subscriptions(&data)?),
            ("log-ins.csv", self.log_ins(&data)?),
            ("requests.csv", self.requests(&data)?),
            ("changes.csv", self.changes(&data)?),
        ];
        if !data.charges.is_empty() {
            files.push(("charges.csv", self.charges(&data)?));
        }
        if !data.readings.is_empty() {
            files.push(("readings.csv", csv(sheet(self.t, data.readings))?));
        }
        Ok(files)
    }

    fn moment(&self, at: DateTime<Utc>) -> OutCell {
        OutCell::Text(at.with_timezone(&self.zone.tz()).format("%d.%m.%Y %H:%M").to_string())
    }

    fn moment_if(&self, at: Option<DateTime<Utc>>) -> OutCell {
        at.map_or(OutCell::Empty, |at| self.moment(at))
    }

    fn accounts(&self, data: &PersonalData) -> Result<Vec<u8>, Failure> {
        let t = self.t;
        let columns = [
            t.s("data-number"),
            t.s("data-organisation"),
            t.s("data-level"),
            t.s("data-role"),
            t.s("data-proof"),
            t.s("data-since"),
            t.s("data-until"),
        ];
        let rows = data.accounts.iter().map(|account| {
            let level = LinkLevel::parse(&account.level).map(|level| t.s(format!("data-level-{level}")));
            let role = LinkRole::parse(&account.role).map(|role| t.s(format!("data-role-{role}")));
            let proof = LinkProof::parse(&account.proof).map(|proof| t.s(format!("data-proof-{proof}")));
            vec![
                OutCell::from(account.number.as_str()),
                OutCell::from(account.organisation.as_str()),
                said(level.ok()),
                said(role.ok()),
                said(proof.ok()),
                self.moment(account.since),
                self.moment_if(account.until),
            ]
        });
        table(columns, rows)
    }

    fn subscriptions(&self, data: &PersonalData) -> Result<Vec<u8>, Failure> {
        let t = self.t;
        let rows = data.subscriptions.iter().map(|one| {
            let kind = t.s(format!("subscription-{}", one.kind));
            vec![said(Some(kind)), said(Some(channel_words(t, one.channel))), self.moment(one.since)]
        });
        table([t.s("subscriptions-about"), t.s("data-channel"), t.s("data-since")], rows)
    }

    fn log_ins(&self, data: &PersonalData) -> Result<Vec<u8>, Failure> {
        let t = self.t;
        let rows = data.log_ins.iter().map(|log_in| {
            let new = log_in.new_device.then(|| t.s("data-yes"));
            let (address, agent) = (log_in.address.as_str(), log_in.agent.as_str());
            vec![self.moment(log_in.began_at), OutCell::from(address), OutCell::from(agent), said(new)]
        });
        table([t.s("data-when"), t.s("data-address"), t.s("data-agent"), t.s("data-new-device")], rows)
    }

    fn requests(&self, data: &PersonalData) -> Result<Vec<u8>, Failure> {
        let t = self.t;
        let rows = data.requests.iter().map(|request| {
            vec![
                OutCell::Integer(request.number),
                self.moment(request.created_at),
                OutCell::from(request.message.as_str()),
                self.moment_if(request.answered_at),
            ]
        });
        table([t.s("data-request"), t.s("data-when"), t.s("data-text"), t.s("data-answered")], rows)
    }

    fn changes(&self, data: &PersonalData) -> Result<Vec<u8>, Failure> {
        let t = self.t;
        let rows = data.changes.iter().map(|change| {
            let kind = AuditKind::parse(&change.kind)
                .map_or_else(|_| change.kind.clone(), |kind| t.s(format!("audit-kind-{kind}")).into_string());
            vec![self.moment(change.at), OutCell::Text(kind)]
        });
        table([t.s("data-when"), t.s("data-what")], rows)
    }

    fn charges(&self, data: &PersonalData) -> Result<Vec<u8>, Failure> {
        let t = self.t;
        let rows = data.charges.iter().flat_map(|statement| {
            statement.balance.items.iter().map(move |item| {
                vec![
                    OutCell::from(statement.account.number()),
                    OutCell::from(item.title.as_str()),
                    OutCell::Money(item.accrued),
                    OutCell::Money(item.paid),
                ]
            })
        });
        table([t.s("data-number"), t.s("payments-item"), t.s("payments-accrued"), t.s("payments-paid")], rows)
    }
}

fn said(words: Option<Words>) -> OutCell {
    words.map_or(OutCell::Empty, |words| OutCell::Text(words.into_string()))
}

fn table<const N: usize>(
    columns: [Words; N],
    rows: impl IntoIterator<Item = Vec<OutCell>>,
) -> Result<Vec<u8>, Failure> {
    csv(Sheet { title: String::new(), columns: columns.map(Words::into_string).into(), rows })
}

/// Texts that a spreadsheet would run are neutralised by `exchange`.
fn csv<R: IntoIterator<Item = Vec<OutCell>>>(sheet: Sheet<R>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    write_csv(&mut bytes, sheet).map_err(|error| Failure::Data(error.to_string()))?;
    Ok(bytes)
}

/// For machines: codes and moments as they are kept.
fn profile(data: &PersonalData) -> Result<Vec<u8>, Failure> {
    let (profile, moment) = (&data.profile, |at: Option<DateTime<Utc>>| at.map(|at| at.to_rfc3339()));
    let consents = data.consents.iter().map(|consent| {
        json!({
            "version": consent.text_version,
            "language": consent.language,
            "given_at": consent.given_at.to_rfc3339(),
            "address": consent.address,
        })
    });
    let told = json!({
        "login": profile.login,
        "email": profile.email,
        "email_confirmed_at": moment(profile.email_confirmed_at),
        "full_name": profile.full_name,
        "owner_name": profile.owner_name,
        "contact_name": profile.contact_name,
        "phone": profile.phone,
        "applicant": profile.applicant,
        "tax_number": profile.tax_number,
        "language": profile.language,
        "created_at": profile.created_at.to_rfc3339(),
        "last_login_at": moment(profile.last_login_at),
        "consents": consents.collect::<Vec<_>>(),
    });
    Ok(serde_json::to_vec_pretty(&told)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::portal::Language;

    #[test]
    fn how_an_account_is_held_has_its_words() {
        for language in Language::ALL {
            let t = Translator::new(*language);
            let levels = LinkLevel::ALL.iter().map(|level| format!("data-level-{level}"));
            let roles = LinkRole::ALL.iter().map(|role| format!("data-role-{role}"));
            let proofs = LinkProof::ALL.iter().map(|proof| format!("data-proof-{proof}"));
            for key in levels.chain(roles).chain(proofs) {
                assert!(!t.s(&key).starts_with("Unknown localization"), "{language} {key}");
            }
        }
    }
}
