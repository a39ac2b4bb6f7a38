//! What the demo shows: portals, people, prices and the files of `demo/`.

use domain::meter::ElectricityTariff;
use domain::portal::Preset;
use domain::requisites::BankDetailsText;
use domain::{Date, Rate, parse_date};

use super::{Demo, DemoPerson, DemoPortal};

/// Portals and people of a demo that listens on this port.
pub fn demo(port: u16) -> Demo {
    let portal = |kind, slug: &str, title: &str| DemoPortal {
        kind,
        slug: slug.to_owned(),
        title: title.to_owned(),
        address: format!("http://{slug}.localhost:{port}"),
        ready: kind == Preset::Snt,
    };
    let person = |login: &str, password: &str, role: &str, accounts: &[&str]| DemoPerson {
        portal: "snt".to_owned(),
        login: login.to_owned(),
        password: password.to_owned(),
        role: role.to_owned(),
        accounts: accounts.iter().map(|account| (*account).to_owned()).collect(),
    };
    Demo {
        start: format!("http://localhost:{port}/"),
        portals: vec![
            portal(Preset::Snt, "snt", "СНТ «Аникино»"),
            portal(Preset::Housing, "zhkh", "Заречье"),
            portal(Preset::Water, "vodokanal", "Водоканал"),
            portal(Preset::Suppliers, "suppliers", "Смородина"),
        ],
        people: vec![
            person("269", "sadovod-269", "member", &["269", "270"]),
            person("100", "sadovod-100", "member", &["100"]),
            person("26", "sadovod-26", "member", &["26"]),
            person("gost", "sadovod-gost", "stranger", &[]),
            person("pravlenie", "zagruzka-2022", "operator", &[]),
        ],
    }
}

/// The day of the board's list of charges (catalogue A6).
pub fn charges_as_of() -> Option<Date> {
    Date::from_ymd_opt(2022, 4, 26)
}

/// Full name and address of a person.
pub fn name_and_email(login: &str) -> (&'static str, &'static str) {
    match login {
        "269" => ("", "n.sokolova@pochta.example"),
        "100" => ("", "uchastok-100@pochta.example"),
        "26" => ("", "nazarov.n@example.com"),
        "pravlenie" => ("Иванова О. В.", "pravlenie@anikino.example"),
        _ => ("", "gost@example.com"),
    }
}

/// What stands around a portal's pages.
pub struct Looks {
    /// Under the title.
    pub tagline: &'static str,
    /// For questions.
    pub phone: &'static str,
    /// When it is answered.
    pub hours: &'static str,
}

/// The looks of a demo portal.
pub fn looks(kind: Preset) -> Looks {
    let (tagline, phone, hours) = match kind {
        Preset::Snt => ("Московская область, с 1986 года", "8 999 123-45-67", "сб с 10:00 до 14:00"),
        Preset::Housing => ("Личный кабинет жителя", "8 (4912) 55-01-20", "пн–пт с 8:00 до 17:00"),
        Preset::Water => ("Личный кабинет абонента", "8 (7212) 41-30-00", "пн–пт с 8:30 до 17:30"),
        Preset::Suppliers => ("Все счета в одном кабинете", "8 800 555-01-44", "круглосуточно"),
    };
    Looks { tagline, phone, hours }
}

/// The prices of the seed (catalogue A8).
pub fn tariff() -> anyhow::Result<(Date, ElectricityTariff)> {
    let tariff =
        ElectricityTariff { single: Rate::parse("5.93")?, day: Rate::parse("6.82")?, night: Rate::parse("2.65")? };
    Ok((parse_date("01.01.2022")?, tariff))
}

/// Where the garden community's money goes.
pub fn bank_details() -> BankDetailsText {
    BankDetailsText {
        payee: "СНТ «Аникино»".to_owned(),
        inn: "7702045051".to_owned(),
        kpp: "770201001".to_owned(),
        account: "40703810138250123016".to_owned(),
        bank: "ПАО Банк".to_owned(),
        bik: "044525225".to_owned(),
        correspondent_account: "30101810400000000225".to_owned(),
    }
}

/// The board's files.
pub fn snt_files() -> [(&'static str, &'static [u8]); 8] {
    [
        ("uchastki.xlsx", include_bytes!("../../demo/snt/uchastki.xlsx")),
        ("pokazaniya-2022-01.csv", include_bytes!("../../demo/snt/pokazaniya-2022-01.csv")),
        ("pokazaniya-2022-02.csv", include_bytes!("../../demo/snt/pokazaniya-2022-02.csv")),
        ("pokazaniya-2022-03.csv", include_bytes!("../../demo/snt/pokazaniya-2022-03.csv")),
        ("pokazaniya-2022-04.csv", include_bytes!("../../demo/snt/pokazaniya-2022-04.csv")),
        ("pokazaniya-2022-05.csv", include_bytes!("../../demo/snt/pokazaniya-2022-05.csv")),
        ("nachisleniya-2022.csv", include_bytes!("../../demo/snt/nachisleniya-2022.csv")),
        ("oplaty-elektro-2022.csv", include_bytes!("../../demo/snt/oplaty-elektro-2022.csv")),
    ]
}
