//! Letters: written by the worker, in the reader's language, with the portal's canonical host; none is lost.
#![allow(clippy::unwrap_used, missing_docs)]

use chrono::TimeDelta;
use domain::email::Email;
use domain::person::{Login, Role};
use domain::portal::{HostName, Language, Preset};
use gateways::mail::{Mailer, Recording, Smtp};
use kabinet::app::App;
use kabinet::clock::Clock;
use kabinet::config::Config;
use kabinet::entropy::Entropy;
use kabinet::flows::audit::Actor;
use kabinet::flows::begin_session::Origin;
use kabinet::flows::grant_role::grant_role;
use kabinet::flows::import_file::{self, ReceivedFile};
use kabinet::flows::register::{Application, Outcome, register};
use kabinet::flows::register_person::{Registration, register_person};
use kabinet::flows::register_portal::{register_portal, suggestion};
use kabinet::jobs::{Post, run_all_due};
use store::scope::OrganisationScope as _;
use store::testing::TestDb;
use store::{both, imports, outbox, people, sessions};

async fn app(test: &TestDb) -> App {
    let config = Config {
        database_url: Some(test.url.clone()),
        data: test.folder().join("data"),
        secret_key: Some("a test knows no secrets, this is it".into()),
        ..Config::default()
    };
    App::open(config, Clock::held("2022-06-02T06:00:00Z".parse().unwrap()), Entropy::seeded(7)).await.unwrap()
}

fn post(mailer: Option<Mailer>) -> Post {
    Post { mailer, from: "kabinet@anikino.example".into(), scheme: "https", port: None, in_flight: 1 }
}

/// An operator loads a register; the letter about it is due.
async fn loaded_register(app: &App) {
    let mut portal = suggestion(app.id(), "snt", HostName::parse("snt.example.ru").unwrap(), Preset::Snt).unwrap();
    portal.title = "СНТ «Аникино»".into();
    let organisation = register_portal(app, &portal).await.unwrap();
    let (login, email) = (Login::parse("pravlenie").unwrap(), Email::parse("pravlenie@anikino.example").unwrap());
    let person = Registration {
        portal: portal.id,
        login: &login,
        password: "zagruzka",
        full_name: "Иванова О. В.",
        email: Some(&email),
    };
    let person = register_person(app, &person).await.unwrap();
    grant_role(app, Actor::CommandLine, person, portal.id, organisation, Role::Administrator).await.unwrap();
    let now = app.clock.now();
    let begun: store::Result<()> =
        store::write!(app.db, |tx| sessions::insert(tx, &"0".repeat(64), person, now, now + TimeDelta::days(1)).await);
    begun.unwrap();
    let mut handle = app.db.read().await.unwrap();
    let session = sessions::find(&mut handle, portal.id, &"0".repeat(64), now).await.unwrap().unwrap();
    let office = people::offices(&mut handle, &session.scope).await.unwrap().remove(0);
    drop(handle);
    assert_eq!(office.scope.person(), Some(person));

    let file = app.config.data.join("uchastki.csv");
    std::fs::write(&file, "№ участка;Электрификация;Площадь, м²\n1;Да;720\n2;Нет;600\n3;что;1\n").unwrap();
    let received = ReceivedFile { path: &file, name: "uchastki.csv", kind: None, as_of: None, sheet: None };
    let id = import_file::receive(app, &office.scope, received).await.unwrap();
    run_all_due(app, &post(None)).await.unwrap();
    import_file::decide(app, &office.scope, Actor::CommandLine, id, true).await.unwrap();
    run_all_due(app, &post(None)).await.unwrap();
    let import = imports::find(&mut app.db.read().await.unwrap(), &office.scope, id).await.unwrap().unwrap();
    assert_eq!((import.counts.applied, import.counts.refused), (2, 1));
}

both! {
    async fn who_brought_a_file_hears_that_it_is_in(test) {
        let app = app(&test).await;
        loaded_register(&app).await;
        assert_eq!(outbox::counts(&mut app.db.read().await.unwrap()).await.unwrap(), (1, 0), "without a mail server it waits");

        let recording = Recording::default();
        run_all_due(&app, &post(Some(Mailer::Recording(recording.clone())))).await.unwrap();
        run_all_due(&app, &post(Some(Mailer::Recording(recording.clone())))).await.unwrap();
        let letters = recording.letters();
        assert_eq!(letters.len(), 1, "once");
        let letter = &letters[0];
        assert_eq!(letter.to, "pravlenie@anikino.example");
        assert_eq!(letter.from, "\"СНТ «Аникино»\" <kabinet@anikino.example>");
        assert_eq!(letter.subject, "Файл «uchastki.csv» загружен");
        let (text, link) = letter.text.split_once("https://snt.example.ru/office/imports/").unwrap();
        assert_eq!(
            text,
            "СНТ «Аникино» · личный кабинет\n\nФайл «uchastki.csv» загружен\n\nЗагружены 2 строки.\n\
             1 строка не загружена: в ней ошибка. Её можно скачать отдельным файлом.\n\nОткрыть загрузку: "
        );
        assert!(link.contains("Письмо отправлено автоматически"));
        assert!(letter.html.contains("https://snt.example.ru/office/imports/") && letter.html.contains("hsl(146"));
    }

    async fn a_mail_server_that_is_down_loses_nothing(test) {
        let app = app(&test).await;
        loaded_register(&app).await;
        // Nobody listens on port 9 of this machine.
        let down = post(Some(Mailer::Smtp(Smtp::new("smtp://127.0.0.1:9", None).unwrap())));
        run_all_due(&app, &down).await.unwrap();
        assert_eq!(outbox::counts(&mut app.db.read().await.unwrap()).await.unwrap(), (1, 0));
        let recording = Recording::default();
        let up = post(Some(Mailer::Recording(recording.clone())));
        run_all_due(&app, &up).await.unwrap();
        assert!(recording.letters().is_empty(), "not before its time");
        app.clock.advance(TimeDelta::minutes(1));
        run_all_due(&app, &up).await.unwrap();
        assert_eq!(recording.letters().len(), 1);
    }

    async fn a_letter_that_confirms_an_address_says_so_in_three_languages(test) {
        let app = app(&test).await;
        let mut portal = suggestion(app.id(), "snt", HostName::parse("snt.example.ru").unwrap(), Preset::Snt).unwrap();
        portal.title = "СНТ «Аникино»".into();
        register_portal(&app, &portal).await.unwrap();
        for (language, login) in [(Language::Ru, "269"), (Language::Kk, "270"), (Language::En, "271")] {
            let email = format!("{login}@example.ru");
            let form = Application {
                applicant: domain::person::Applicant::Individual,
                number: "",
                name: "",
                tax_number: "",
                bill_by_email: false,
                login, email: &email, password: "sad-2022", again: "sad-2022", consent: true, language,
                origin: Origin { address: [203, 0, 113, 7].into(), agent: "", device: None },
            };
            assert!(matches!(register(&app, &portal, &form).await.unwrap(), Outcome::Welcome { .. }));
            app.clock.advance(TimeDelta::seconds(1));
        }
        let recording = Recording::default();
        run_all_due(&app, &post(Some(Mailer::Recording(recording.clone())))).await.unwrap();
        let letters = recording.letters();
        let masked = |text: &str| {
            let hidden = |word: &str| word.starts_with("https://snt.example.ru/confirm/") || (word.len() == 3 && word.parse::<u32>().is_ok());
            let words = text.split_whitespace().map(|word| if hidden(word) { "…" } else { word });
            words.collect::<Vec<_>>().join(" ")
        };
        let russian = masked(&letters[0].text);
        assert_eq!(
            russian,
            "СНТ «Аникино» · личный кабинет Подтвердите адрес почты Здравствуйте! На этот адрес регистрируют кабинет с логином 269. \
             Нажмите кнопку и подтвердите адрес. Подтвердить адрес: … Действует до 3 июня 2022 в 9:00. Кнопка не открывается? \
             Введите код на странице https://snt.example.ru/confirm … … Вы этого не делали? Ничего не нажимайте: без подтверждения \
             ничего не изменится. Письмо отправлено автоматически, отвечать на него не нужно."
        );
        let titles: Vec<&str> = letters.iter().map(|letter| letter.subject.as_str()).collect();
        assert_eq!(titles, ["Подтвердите адрес почты", "Пошта мекенжайын растаңыз", "Confirm your e-mail address"]);
        for letter in &letters {
            let (_, link) = letter.text.split_once("https://snt.example.ru/confirm/").unwrap();
            let link = link.split_whitespace().next().unwrap();
            assert!(letter.html.contains(&format!("href=\"https://snt.example.ru/confirm/{link}\"")), "{}", letter.html);
        }
    }
}
