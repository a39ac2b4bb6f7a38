//! What describes a portal.

use domain::{
    Currency, DateSpan, Period, Quantity,
    area::AreaUnit,
    meter::ElectricityAccounting,
    portal::{BrandHue, DayOfMonth, HostName, Language, PortalRules, Preset, Role, TimeZone},
};
use proptest::prelude::*;

#[test]
fn presets_languages_and_roles_bear_their_codes() {
    assert_eq!(
        Preset::ALL.iter().map(|preset| preset.code()).collect::<Vec<_>>(),
        ["snt", "zhkh", "vodokanal", "suppliers"]
    );
    assert_eq!(Language::ALL.iter().map(|language| language.code()).collect::<Vec<_>>(), ["ru", "kk", "en"]);
    assert_eq!(Role::parse("accountant"), Ok(Role::Accountant));
    assert_eq!(Preset::parse("SNT").unwrap_err().to_string(), r#"Preset has no value "SNT""#);
}

#[test]
fn a_host_is_one_however_it_is_spelt() {
    let table = [
        ("snt.localhost", "snt.localhost"),
        ("WWW.CNT-Anikino.ru", "www.cnt-anikino.ru"),
        ("localhost", "localhost"),
        ("смородина.онлайн", "xn--80ahmohdapg.xn--80asehdb"),
        ("Смородина.Онлайн.", "xn--80ahmohdapg.xn--80asehdb"),
        ("xn--80ahmohdapg.xn--80asehdb", "xn--80ahmohdapg.xn--80asehdb"),
        ("127.0.0.1", "127.0.0.1"),
    ];
    for (text, host) in table {
        assert_eq!(HostName::parse(text).unwrap().as_str(), host, "{text:?}");
    }
    assert_eq!(HostName::parse("xn--80ahmohdapg.xn--80asehdb").unwrap().to_unicode(), "смородина.онлайн");
    for text in [
        "",
        ".",
        "snt.localhost:8080",
        "http://snt.localhost",
        "snt.localhost/",
        "a..b",
        "-a.ru",
        "a b.ru",
        "a_b.ru",
        "[::1]",
        "xn--.ru",
    ] {
        assert!(HostName::parse(text).is_err(), "{text:?}");
    }
    assert!(HostName::parse(&"a.".repeat(127)).is_ok());
    assert!(HostName::parse(&"a.".repeat(128)).is_err());
}

#[test]
fn lightness_follows_from_the_hue() {
    // Аникино, Заречье, Водоканал, Смородина; then the edges of the darker range.
    for (degrees, lightness) in
        [(146, 24), (226, 30), (194, 24), (328, 30), (29, 30), (30, 24), (205, 24), (206, 30), (0, 30), (359, 30)]
    {
        assert_eq!(BrandHue::new(degrees).unwrap().lightness(), lightness, "{degrees}");
    }
    assert!(BrandHue::new(360).is_err());
    assert!(serde_json::from_str::<BrandHue>("360").is_err());
    assert_eq!("146".parse::<BrandHue>().unwrap().to_string(), "146");
}

#[test]
fn time_zones_are_those_of_the_database() {
    for name in ["Europe/Moscow", "Asia/Almaty", "Europe/Samara", "UTC"] {
        assert_eq!(TimeZone::parse(name).unwrap().name(), name);
    }
    assert!(TimeZone::parse("Moscow").is_err());
    assert_eq!(TimeZone::default().name(), "Europe/Moscow");
}

#[test]
fn rules_take_defaults_and_refuse_what_they_do_not_know() {
    let rules: PortalRules = serde_json::from_str("{}").unwrap();
    assert_eq!(rules, PortalRules::default());
    assert_eq!((rules.pay_by_day.get(), rules.currency, rules.plots_area_unit), (5, Currency::Rub, AreaUnit::Ares));
    let rules: PortalRules =
        serde_json::from_str(r#"{"pay_by_day":15,"electricity_accounting":"single","currency":"KZT"}"#).unwrap();
    assert_eq!((rules.pay_by_day.get(), rules.electricity_accounting), (15, ElectricityAccounting::Single));
    for wrong in [r#"{"pay_by_day":0}"#, r#"{"pay_by_day":29}"#, r#"{"rounding":"up"}"#, r#"{"pay_by":5}"#] {
        assert!(serde_json::from_str::<PortalRules>(wrong).is_err(), "{wrong}");
    }
    let back = serde_json::to_string(&rules).unwrap();
    assert_eq!(serde_json::from_str::<PortalRules>(&back).unwrap(), rules);
}

#[test]
fn a_period_is_payable_until_the_day_after_its_end() {
    let until = |day: u8, from: &str, to: &str| {
        let rules = PortalRules { pay_by_day: DayOfMonth::new(day).unwrap(), ..PortalRules::default() };
        rules.payable_until(DateSpan::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()).to_string()
    };
    assert_eq!(until(5, "2022-05-01", "2022-06-01"), "2022-06-05");
    assert_eq!(until(1, "2022-05-01", "2022-06-01"), "2022-06-01");
    assert_eq!(until(5, "2022-12-01", "2023-01-01"), "2023-01-05");
    assert_eq!(until(5, "2022-05-10", "2022-06-10"), "2022-07-05");
}

#[test]
fn plots_are_kept_in_square_metres() {
    let ares = Quantity::parse("7.2").unwrap();
    let metres = AreaUnit::Ares.to_square_metres(ares).unwrap();
    assert_eq!(metres, Quantity::from_int(720).unwrap());
    assert_eq!(AreaUnit::Ares.from_square_metres(metres), Ok(ares));
    assert_eq!(AreaUnit::SquareMetres.to_square_metres(metres), Ok(metres));
}

proptest! {
    #![proptest_config(crate::same_cases())]

    #[test]
    fn reading_hosts_never_panics(text in any::<String>(), near in "[a-zа-я.-]{0,30}") {
        for text in [&text, &near] {
            if let Ok(host) = HostName::parse(text) {
                prop_assert!(host.as_str().is_ascii());
                prop_assert_eq!(HostName::parse(host.as_str()), Ok(host.clone()));
            }
            let _ = TimeZone::parse(text);
        }
    }

    #[test]
    fn a_due_date_is_never_before_the_end(offset in 0_u64..50_000, day in 1_u8..=28) {
        let first = Period::new(1950, 1).unwrap().first_day() + chrono::Days::new(offset);
        let due = DayOfMonth::new(day).unwrap().on_or_after(first);
        prop_assert!(due >= first && due < first + chrono::Months::new(1));
    }
}
