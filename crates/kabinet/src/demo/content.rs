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
        ready: true,
    };
    let person = |login: &str, password: &str, role: &str, accounts: &[&str]| DemoPerson {
        portal: "snt".to_owned(),
        login: login.to_owned(),
        password: password.to_owned(),
        role: role.to_owned(),
        accounts: accounts.iter().map(|account| (*account).to_owned()).collect(),
    };
    let operator = |portal: &str, login: &str, password: &str| DemoPerson {
        portal: portal.to_owned(),
        ..person(login, password, "operator", &[])
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
            operator("zhkh", "dispetcher", "zarechye-2026"),
            operator("vodokanal", "abonotdel", "vodokanal-2026"),
            operator("suppliers", "podderzhka", "smorodina-2026"),
        ],
    }
}

/// The day of the board's list of charges (catalogue A6).
fn charges_as_of() -> Option<Date> {
    Date::from_ymd_opt(2022, 4, 26)
}

/// Full name and address of a person.
pub fn name_and_email(login: &str) -> (&'static str, &'static str) {
    match login {
        "269" => ("", "n.sokolova@pochta.example"),
        "100" => ("", "uchastok-100@pochta.example"),
        "26" => ("", "nazarov.n@example.com"),
        "pravlenie" => ("Иванова О. В.", "pravlenie@anikino.example"),
        "dispetcher" => ("Лапина Т. С.", "dispetcher@zarechye.example"),
        "abonotdel" => ("Сейтказина А. М.", "abonotdel@vodokanal.example"),
        "podderzhka" => ("Орлов П. Д.", "support@smorodina.example"),
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

/// A file that the demo loads.
pub struct DemoFile {
    /// As its sender calls it.
    pub name: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
    /// The sheet of a workbook.
    pub sheet: Option<&'static str>,
    /// The day whose state it tells.
    pub as_of: Option<Date>,
    /// Of several organisations, and not all have rows in it.
    pub of_some: bool,
}

macro_rules! demo_file {
    ($folder:literal, $name:literal) => {
        DemoFile {
            name: $name,
            bytes: include_bytes!(concat!("../../demo/", $folder, "/", $name)),
            sheet: None,
            as_of: None,
            of_some: false,
        }
    };
}

/// The files of a kind of portal, in the order in which they go in.
pub fn files(kind: Preset) -> Vec<DemoFile> {
    match kind {
        Preset::Snt => snt_files().into_iter().map(|file| DemoFile { as_of: charges_as_of(), ..file }).collect(),
        Preset::Housing => vec![demo_file!("zhkh", "licevye-scheta.xlsx"), demo_file!("zhkh", "pribory.xlsx")],
        Preset::Water => {
            let of_sheet = |sheet| DemoFile { sheet: Some(sheet), ..demo_file!("vodokanal", "dogovory.xlsx") };
            vec![of_sheet("Юридические лица"), of_sheet("Физические лица"), demo_file!("vodokanal", "vodomery.csv")]
        }
        Preset::Suppliers => vec![
            DemoFile { as_of: Date::from_ymd_opt(2026, 10, 31), ..demo_file!("suppliers", "scheta.csv") },
            DemoFile { of_some: true, ..demo_file!("suppliers", "pribory.csv") },
        ],
    }
}

/// The suppliers' list.
pub fn suppliers() -> &'static [u8] {
    include_bytes!("../../demo/suppliers/postavshchiki.csv")
}

fn snt_files() -> [DemoFile; 8] {
    [
        demo_file!("snt", "uchastki.xlsx"),
        demo_file!("snt", "pokazaniya-2022-01.csv"),
        demo_file!("snt", "pokazaniya-2022-02.csv"),
        demo_file!("snt", "pokazaniya-2022-03.csv"),
        demo_file!("snt", "pokazaniya-2022-04.csv"),
        demo_file!("snt", "pokazaniya-2022-05.csv"),
        demo_file!("snt", "nachisleniya-2022.csv"),
        demo_file!("snt", "oplaty-elektro-2022.csv"),
    ]
}
