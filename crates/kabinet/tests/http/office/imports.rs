//! `/office/imports`: a file from the board's computer to the members' pages.

use axum::http::StatusCode;
use store::both;

use crate::client::Client;
use crate::harness::TestApp;
use crate::html::{between, elements, heading, rows, text_of};
use crate::snt::{example, readings_file};

/// Uploads a file and has the worker check it; the address of its page.
pub async fn checked(test: &TestApp, operator: &mut Client, name: &str, bytes: &[u8]) -> String {
    let answer = operator.upload("/office/imports", "auto", name, bytes).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}: {}", answer.text());
    test.work().await;
    answer.location().to_owned()
}

/// Presses a button of an import's page and has the worker do it.
pub async fn press(test: &TestApp, operator: &mut Client, page: &str, button: &str) {
    let answer = operator.post(&format!("{page}/{button}"), &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page), "{button}");
    test.work().await;
}

/// The word that tells how far an import has come.
pub async fn stage(operator: &mut Client, page: &str) -> String {
    let answer = operator.get(page).await;
    assert_eq!(answer.status, StatusCode::OK, "{page}");
    text_of(between(answer.text(), "<h1>", "<ol")).rsplit("  ").next().unwrap().to_owned()
}

both! {
    async fn a_month_goes_in_and_out_again(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt_until(4).await;
        test.operators(&place, "").await;
        test.member(&place, "269", &["269", "270"]).await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let mut member = test.logged_in(place.host(), "269").await;
        let readings = "SELECT COUNT(*) FROM reading";
        let before = test.count(readings).await;

        let answer = operator.upload("/office/imports", "readings", "Май.csv", &example("snt/pokazaniya-2022-05.csv")).await;
        let page = answer.location().to_owned();
        let reading = operator.get(&page).await;
        assert!(reading.text().contains(&format!("data-poll=\"{page}\"")), "{}", reading.text());
        assert!(stage(&mut operator, &page).await.contains("Читаем файл"));
        test.work().await;

        let check = operator.get(&page).await;
        let said = text_of(check.text());
        for part in ["Май.csv", "windows-1251", "разделитель «;»", "298 строк", "Добавится 298", "С ошибками 0", "Загрузить 298 строк"] {
            assert!(said.contains(part), "no «{part}» in {said}");
        }
        let totals = text_of(between(check.text(), "id=\"s-totals\"", "</section>"));
        for total in ["64 406", "26 998", "91 404", "542 025,72", "439 248,92", "71 544,70", "510 793,62"] {
            assert!(totals.contains(total), "no {total} in {totals}");
        }
        assert_eq!(test.count(readings).await, before, "nothing is in before it is asked for");
        assert!(!member.get("/my/electricity").await.text().contains("01 Июня 2022"));

        operator.post(&format!("{page}/apply"), &[]).await;
        assert!(stage(&mut operator, &page).await.contains("Загружаем"));
        test.work().await;
        let done = operator.get(&page).await;
        assert!(text_of(done.text()).contains("Загружено") && done.text().contains(&format!("{page}/undo")));
        assert_eq!(test.count(readings).await, before + 298, "starts of May are ends of April");
        let shown = member.get("/my/electricity").await;
        assert_eq!(rows(elements(shown.text(), "table")[0])[0].last().map(String::as_str), Some("4 121,45"));

        press(&test, &mut operator, &page, "undo").await;
        assert!(stage(&mut operator, &page).await.contains("Загрузка отменена"));
        assert_eq!(test.count(readings).await, before);
        assert!(!member.get("/my/electricity").await.text().contains("01 Июня 2022"));
        assert_eq!(test.count("SELECT COUNT(*) FROM outbox_letter").await, 0, "an operator without an address gets no letter");
    }

    async fn the_list_shows_what_was_brought_and_nothing_of_others(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        let other = test.organisation(&place, "lesnoe").await;
        test.operators(&place, "").await;
        test.operators(&other, "-lesnoe").await;
        let mut operator = test.logged_in(place.host(), "administrator").await;
        let mut stranger = test.logged_in(place.host(), "administrator-lesnoe").await;
        assert!(stranger.get("/office/imports").await.text().contains("Загрузок ещё не было"));
        for n in 1..=31 {
            let month = format!("01.{:02}.{}", n % 12 + 1, 2030 + n / 12);
            let next = format!("01.{:02}.{}", (n + 1) % 12 + 1, 2030 + (n + 1) / 12);
            let file = readings_file(&[("7", &month, &next, [1, 1, 2, 2])]);
            operator.upload("/office/imports", "auto", &format!("file-{n:02}.csv"), &file).await;
            test.advance(1);
        }
        let first = operator.get("/office/imports").await;
        let listed = rows(between(first.text(), "id=\"past\"", "</section>"));
        assert_eq!(listed.len(), 30);
        assert!(listed[0][0].contains("file-31.csv") && listed[0][4].contains("administrator"), "{:?}", listed[0]);
        let next = crate::html::attributes(first.text(), "href").into_iter().find(|href| href.contains("after=")).unwrap();
        let second = operator.get(&next.replace("&#38;", "&")).await;
        let rest = rows(between(second.text(), "id=\"past\"", "</section>"));
        assert_eq!(rest.len(), 2, "and the register that the command line brought");
        assert!(rest[0][0].contains("file-01.csv") && rest[1][4].contains("командн"), "{rest:?}");
        assert!(!stranger.get("/office/imports").await.text().contains("file-31.csv"));
        let own = stranger.upload("/office/imports", "auto", "own.csv", b"x;y\r\n1;2\r\n").await;
        assert_eq!(stranger.get(own.location()).await.status, StatusCode::OK);
        assert_eq!(operator.get(own.location()).await.status, StatusCode::NOT_FOUND);
        assert_eq!(operator.get("/office/imports?after=x").await.status, StatusCode::BAD_REQUEST);
    }

    async fn a_form_without_a_file_or_with_too_large_a_one(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "administrator").await;
        let before = test.count("SELECT COUNT(*) FROM import").await;
        let large = vec![b'1'; 21 << 20];
        for (name, bytes, status, text) in [
            ("", &b""[..], StatusCode::UNPROCESSABLE_ENTITY, "Выберите файл"),
            ("large.csv", &large, StatusCode::PAYLOAD_TOO_LARGE, "Файл больше 20 МБ"),
        ] {
            let answer = operator.upload("/office/imports", "auto", name, bytes).await;
            assert_eq!(answer.status, status);
            assert_eq!(heading(answer.text()), "Загрузка файлов", "the form stays");
            assert!(text_of(answer.text()).contains(text), "{text}");
        }
        let mut send = async |kind: &str| operator.upload("/office/imports", kind, "x.csv", b"x").await.status;
        assert_eq!(send("nonsense").await, StatusCode::BAD_REQUEST);
        assert_eq!(send(&"x".repeat(1000)).await, StatusCode::BAD_REQUEST);
        assert_eq!(operator.post("/office/imports", &[("kind", "auto")]).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(test.count("SELECT COUNT(*) FROM import").await, before);
    }

    async fn an_editor_has_no_imports(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut editor = test.logged_in(place.host(), "editor").await;
        let before = test.state_of_imports().await;
        assert_eq!(editor.get("/office/imports").await.status, StatusCode::NOT_FOUND);
        assert_eq!(editor.upload("/office/imports", "auto", "x.csv", b"x").await.status, StatusCode::NOT_FOUND);
        assert_eq!(test.state_of_imports().await, before);
        assert!(!editor.get("/").await.text().contains("/office/imports"), "no link leads to a page that is closed");
    }

    async fn a_name_is_shown_as_text_and_keeps_no_path(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "administrator").await;
        for (name, shown) in [("../../etc/passwd", "passwd"), ("C:\\Users\\a\\<b>x</b>.csv", "b>.csv"), ("файл — копия (2).csv", "файл — копия (2).csv")] {
            let page = checked(&test, &mut operator, name, b"x").await;
            let answer = operator.get(&page).await;
            assert!(text_of(answer.text()).contains(shown), "{name}");
            assert!(!answer.text().contains("etc/") && !answer.text().contains("<b>x"), "{name}");
        }
    }
}
