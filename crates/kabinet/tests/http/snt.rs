//! The garden community of the example files, with people around it.

use std::io::Write as _;
use std::path::PathBuf;

use domain::account::{Identifier, IdentifierKind};
use domain::ids::PersonId;
use domain::meter::{ElectricityTariff, Reading};
use domain::person::Role;
use domain::portal::Preset;
use domain::requisites::{BankDetails, BankDetailsText};
use domain::{Date, Quantity, Rate, ZoneValues, parse_date};
use kabinet::flows::audit::Actor;
use kabinet::flows::import_file::{self, Decision, ReceivedFile};
use kabinet::flows::link_account::link_account;
use kabinet::flows::set_bank_details::set_bank_details;
use kabinet::flows::set_tariff::set_electricity_tariff;
use store::readings::{self, StoredReading};
use store::{accounts, imports};

use crate::harness::{Place, TestApp};

/// A file of the examples.
pub fn example(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A few plots, for tests that need an organisation and not its size.
pub const SMALL_REGISTER: &str = "№ участка;Электрификация;Владелец\r\n7;да;\r\n8;да;\r\n9;нет;\r\n";

impl TestApp {
    /// The prices of the seed: 5.93, 6.82 and 2.65.
    pub async fn tariff(&self, place: &Place, from: &str, single: &str, day: &str, night: &str) {
        let rate = |text| Rate::parse(text).unwrap();
        let tariff = ElectricityTariff { single: rate(single), day: rate(day), night: rate(night) };
        set_electricity_tariff(&self.app, &place.scope(), Actor::CommandLine, parse_date(from).unwrap(), &tariff)
            .await
            .unwrap();
    }

    /// Where the community's money goes.
    pub async fn bank_details(&self, place: &Place) {
        let text = BankDetailsText {
            payee: "СНТ «Аникино»".to_owned(),
            inn: "7702045051".to_owned(),
            kpp: "770201001".to_owned(),
            account: "40703810138250123016".to_owned(),
            bank: "ПАО Банк".to_owned(),
            bik: "044525225".to_owned(),
            correspondent_account: "30101810400000000225".to_owned(),
        };
        set_bank_details(&self.app, &place.scope(), Actor::CommandLine, &BankDetails::parse(&text).unwrap())
            .await
            .unwrap();
    }

    /// A file goes in whole, as by the command line.
    pub async fn import(&self, place: &Place, name: &str, bytes: &[u8]) {
        self.import_as_of(place, name, bytes, None).await;
    }

    /// The same for a file that tells the state of a day.
    pub async fn import_as_of(&self, place: &Place, name: &str, bytes: &[u8], as_of: Option<Date>) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let scope = place.scope();
        let received = ReceivedFile { path: file.path(), name, kind: None, as_of, sheet: None };
        let import = import_file::receive_or_resume(&self.app, &scope, received).await.unwrap();
        let import = import_file::check(&self.app, &scope, import.id, &mut ()).await.unwrap();
        assert_eq!((import.counts.refused, import.counts.rows > 0), (0, true), "{name}: {import:?}");
        let decision = import_file::decide(&self.app, &scope, Actor::CommandLine, import.id, false).await.unwrap();
        assert_eq!(decision, Decision::Begun, "{name}");
        import_file::apply(&self.app, &scope, import.id, &mut ()).await.unwrap();
        // Two imports of one moment would look like one that went in after the other's check.
        self.advance(1);
    }

    /// A member whose login is their first plot.
    pub async fn member(&self, place: &Place, login: &str, plots: &[&str]) -> PersonId {
        let person = self.person(place, login).await;
        for plot in plots {
            self.link(place, person, plot).await;
        }
        person
    }

    pub async fn link(&self, place: &Place, person: PersonId, plot: &str) {
        let (scope, number) = (place.scope(), Identifier::parse(plot).unwrap());
        let linked = link_account(&self.app, &scope, place.portal.id, person, IdentifierKind::Plot, &number).await;
        assert!(linked.unwrap(), "plot {plot} is not in the register");
    }

    /// СНТ «Аникино» with its register, tariff and five months of readings, under `snt.example.ru`.
    pub async fn with_snt(&self) -> Place {
        self.with_snt_until(5).await
    }

    /// The same with fewer months.
    pub async fn with_snt_until(&self, last: u32) -> Place {
        let place = self.portal("snt", Preset::Snt).await;
        self.tariff(&place, "01.01.2022", "5.93", "6.82", "2.65").await;
        self.import(&place, "uchastki.xlsx", &example("snt/uchastki.xlsx")).await;
        for month in 1..=last {
            let name = format!("snt/pokazaniya-2022-0{month}.csv");
            self.import(&place, &name, &example(&name)).await;
        }
        place
    }

    /// The latest import goes out again.
    pub async fn undo_latest(&self, place: &Place) {
        let scope = place.scope();
        let latest = imports::latest_applied(&mut self.app.db.read().await.unwrap(), &scope).await.unwrap();
        let (id, _) = latest.unwrap();
        import_file::decide_undo(&self.app, &scope, Actor::CommandLine, id).await.unwrap().unwrap();
        import_file::undo(&self.app, &scope, id, &mut ()).await.unwrap();
        self.advance(1);
    }

    /// Charges of 26.04.2022 and payments for electricity.
    pub async fn ledger(&self, place: &Place) {
        let as_of = parse_date("26.04.2022").ok();
        let charges = example("snt/nachisleniya-2022.csv");
        self.import_as_of(place, "nachisleniya-2022.csv", &charges, as_of).await;
        self.import(place, "oplaty-elektro-2022.csv", &example("snt/oplaty-elektro-2022.csv")).await;
    }

    /// A community of three plots, under `{slug}.example.ru`.
    pub async fn with_small_snt(&self, slug: &str) -> Place {
        let place = self.portal(slug, Preset::Snt).await;
        self.import(&place, "small.csv", SMALL_REGISTER.as_bytes()).await;
        place
    }

    /// Readings of a plot's meter on these days: 10 kWh by day and 5 by night more each time.
    pub async fn dials(&self, place: &Place, plot: &str, days: impl IntoIterator<Item = Date>) {
        let scope = place.scope();
        let mut handle = self.app.db.read().await.unwrap();
        let account = accounts::known(&mut handle, &scope, IdentifierKind::Plot, &[plot]).await.unwrap()[plot];
        let meter = readings::electricity_meters(&mut handle, &scope, &[account]).await.unwrap()[&account];
        drop(handle);
        let kwh = |count: i64| Quantity::from_micro(count * Quantity::SCALE);
        let read = (1..).zip(days).map(|(n, taken_on)| StoredReading {
            account,
            meter,
            reading: Reading { taken_on, values: ZoneValues { t1: kwh(n * 10), t2: Some(kwh(n * 5)), t3: None } },
            source: "operator".to_owned(),
            received_at: self.app.clock.now(),
            import: None,
        });
        let read: Vec<StoredReading> = read.collect();
        store::write!(self.app.db, |tx| readings::put(tx, &scope, &read).await).unwrap();
    }

    /// An operator of each role: `administrator`, `accountant`, `editor` with this ending.
    pub async fn operators(&self, place: &Place, ending: &str) {
        for role in [Role::Administrator, Role::Accountant, Role::Editor] {
            self.operator(place, &format!("{}{ending}", role.code()), role).await;
        }
    }
}

/// A file of readings, from rows of plot, dates and dials.
pub fn readings_file(rows: &[(&str, &str, &str, [i64; 4])]) -> Vec<u8> {
    let header = "№ участка;Период с;Период по;Начало: День, кВт*ч;Начало: Ночь, кВт*ч;Конец: День, кВт*ч;Конец: Ночь, кВт*ч\r\n";
    let line = |(plot, from, to, [start_day, start_night, end_day, end_night]): &(&str, &str, &str, [i64; 4])| {
        format!("{plot};{from};{to};{start_day};{start_night};{end_day};{end_night}\r\n")
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    format!("{header}{}", lines.concat()).into_bytes()
}
