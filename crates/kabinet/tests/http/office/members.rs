//! Members as the office finds them, and what it may do for them.

use axum::http::StatusCode;
use domain::ids::PersonId;
use store::both;

use crate::client::Client;
use crate::harness::{PASSWORD, Place, TestApp};
use crate::html::{between, text_of};

const REGISTER: &str = "№ участка;Владелец;Телефон;Электрификация\r\n7;Ёлкина Анна Петровна;8 (999) 111-22-33;да\r\n\
    8;Семёнов Пётр;;да\r\n9;Орлов Лев;;да\r\n";

async fn community(test: &TestApp) -> Place {
    let place = test.portal("snt", domain::portal::Preset::Snt).await;
    test.import(&place, "register.csv", REGISTER.as_bytes()).await;
    test.operators(&place, "").await;
    place
}

async fn with_email(test: &TestApp, person: PersonId) {
    test.about_person(
        "UPDATE person SET email = 'k' || login || '@pochta.example', email_key = 'k' || login || '@pochta.example',
             email_confirmed_at = created_at WHERE id = $1",
        person,
    )
    .await;
}

async fn found(office: &mut Client, text: &str) -> Vec<String> {
    let query = crate::client::percent_encoded(text);
    let answer = office.get(&format!("/office/members?q={query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{text}");
    let rows = answer.text().split("scope=\"row\" role=\"rowheader\"><a href=\"/office/members/").skip(1);
    rows.map(|row| between(row, "\">", "</a>").to_owned()).collect()
}

both! {
    async fn a_lost_phone_is_logged_out_and_its_owner_is_not_blocked(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let person = test.member(&place, "7", &["7"]).await;
        let mut phone = test.logged_in(place.host(), "7").await;
        let mut office = test.logged_in(place.host(), "administrator").await;
        let page = format!("/office/members/{person}");
        assert_eq!(office.post(&format!("{page}/sessions/end"), &[]).await.location(), page);
        test.advance(6);
        assert_eq!(phone.get("/my/registration").await.status, StatusCode::SEE_OTHER);
        assert_eq!(phone.try_password("7", PASSWORD).await.location(), "/my");
        assert_eq!(test.texts("SELECT kind FROM audit WHERE kind = 'sessions_ended'").await.len(), 1);
    }

    async fn a_member_is_found_by_plot_name_address_and_phone_in_any_spelling(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let seven = test.member(&place, "dacha", &["7"]).await;
        with_email(&test, seven).await;
        test.member(&place, "8", &["8"]).await;
        let mut member = test.logged_in(place.host(), "8").await;
        member.post("/my/registration/edit", &[("plots", "8"), ("owner", "Щукина Ольга"), ("phone", "89995556677")]).await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        for text in ["7", "№ 7", "ёлкина", "ЕЛКИНА АННА", "kdacha@pochta", "DACHA", "8 999 111 22 33", "+7 (999) 111-22-33"] {
            assert_eq!(found(&mut office, text).await, ["dacha"], "{text}");
        }
        for text in ["щукина", "89995556677", "семенов"] {
            assert_eq!(found(&mut office, text).await, ["8"], "{text}");
        }
        for text in ["100%", "_", "nobody", "9"] {
            assert!(found(&mut office, text).await.is_empty(), "{text}");
        }
        assert_eq!(office.get("/office/members?after=x").await.status, StatusCode::BAD_REQUEST);
    }

    async fn a_blocked_member_is_out_and_is_told_so(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let seven = test.member(&place, "7", &["7"]).await;
        let mut member = test.logged_in(place.host(), "7").await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        let page = format!("/office/members/{seven}");
        assert!(text_of(office.get(&page).await.text()).contains("Последний вход"));
        assert_eq!(office.post(&format!("{page}/block"), &[]).await.location(), page);
        let told = text_of(office.get(&page).await.text());
        assert!(told.contains("Участник вышел из кабинета") && told.contains("Вход закрыт с"), "{told}");
        assert_eq!(member.post("/my/registration/edit", &[]).await.location(), "/login", "the session is over");
        let answer = test.client(place.host()).try_password("7", PASSWORD).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(text_of(answer.text()).contains("Организация закрыла вход"));
        let answer = test.client(place.host()).try_password("7", "guess").await;
        assert!(!text_of(answer.text()).contains("закрыла вход"), "a guesser learns nothing");
        office.post(&format!("{page}/unblock"), &[]).await;
        test.logged_in(place.host(), "7").await;
        let kinds = test.texts("SELECT kind FROM audit WHERE kind LIKE 'person_%blocked' ORDER BY kind").await;
        assert_eq!(kinds, ["person_blocked", "person_unblocked"]);
    }

    async fn an_operator_is_not_blocked_nor_renamed(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let chief = test.operator(&place, "chief", domain::person::Role::Administrator).await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        let page = format!("/office/members/{chief}");
        assert!(!office.get(&page).await.text().contains("/block\""));
        office.post(&format!("{page}/block"), &[]).await;
        office.post(&format!("{page}/login"), &[("login", "nobody")]).await;
        assert_eq!(test.texts("SELECT login FROM person WHERE login = 'chief' AND blocked_at IS NULL").await, ["chief"]);
    }

    async fn the_true_owner_gets_the_login_and_both_get_a_letter(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let squatter = test.person(&place, "7").await;
        with_email(&test, squatter).await;
        let owner = test.person(&place, "owner").await;
        with_email(&test, owner).await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        let page = format!("/office/members/{owner}/login");
        for (typed, says) in [("", "Введите логин"), ("kowner@pochta.example", "Введите логин"), ("editor", "нельзя забрать")] {
            let answer = office.post(&page, &[("login", typed)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            assert!(text_of(answer.text()).contains(says) && answer.text().contains(&format!("value=\"{typed}\"")), "{typed}");
        }
        assert_eq!(office.post(&page, &[("login", "7")]).await.status, StatusCode::SEE_OTHER);
        let letters = test.deliver().await;
        let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
        assert_eq!(to.len(), 2);
        assert!(to.contains(&"k7@pochta.example") && to.contains(&"kowner@pochta.example"), "{to:?}");
        let logins = test.texts("SELECT login FROM person WHERE login LIKE 'k7%' OR login = '7' ORDER BY login").await;
        assert_eq!(logins, ["7", "k7@pochta.example"]);
        let mut client = test.client(place.host());
        client.log_in("7").await;
        let own = text_of(client.get("/my/registration").await.text());
        assert!(own.contains("kowner@pochta.example"), "{own}");
        test.client(place.host()).log_in("k7@pochta.example").await;
        assert_eq!(test.count("SELECT COUNT(*) FROM audit WHERE kind = 'login_given'").await, 2);
    }

    async fn letters_go_again_and_links_end(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let seven = test.member(&place, "7", &["7", "8"]).await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        let page = format!("/office/members/{seven}");
        office.post(&format!("{page}/recovery"), &[]).await;
        assert!(text_of(office.get(&page).await.text()).contains("нет адреса почты"));
        with_email(&test, seven).await;
        office.post(&format!("{page}/recovery"), &[]).await;
        let letters = test.deliver().await;
        assert_eq!((letters.len(), letters[0].to.as_str()), (1, "k7@pochta.example"));
        assert!(letters[0].text.contains("/recover/"));
        let shown = office.get(&page).await;
        let end = format!("{page}/links/{}/end", between(shown.text(), "/links/", "/end"));
        office.post(&end, &[]).await;
        assert_eq!(test.texts("SELECT a.number FROM link l JOIN account a ON a.id = l.account_id WHERE l.until IS NULL").await, ["8"]);
        assert!(text_of(office.get(&page).await.text()).contains("Не показан с"));
        // Whoever gave the plot up doesn't get it back by naming it anew, though the register still has their address.
        test.run(
            "INSERT INTO holder_contact (account_id, kind, value, position)
             SELECT id, 'email', 'k7@pochta.example', 9 FROM account WHERE number = '7'",
        )
        .await;
        let mut seller = test.logged_in(place.host(), "7").await;
        for plots in ["8", "7,8"] {
            assert_eq!(seller.post("/my/registration/edit", &[("plots", plots)]).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(test.texts("SELECT a.number FROM link l JOIN account a ON a.id = l.account_id WHERE l.until IS NULL").await, ["8"]);
        for (odd, status) in [("q=%00%D1%81", 200), ("after=-99999999999999999_00000000-0000-7000-8000-000000000001", 400)] {
            assert_eq!(office.get(&format!("/office/members?{odd}")).await.status, status, "{odd}");
        }
        let absent = office.get("/office/members/00000000-0000-7000-8000-000000000001").await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND);
    }

    async fn a_declared_number_that_no_register_has_is_seen_and_can_only_be_refused(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let person = test.person(&place, "gost").await;
        with_email(&test, person).await;
        test.logged_in(place.host(), "gost").await.post("/my/registration/edit", &[("plots", "777")]).await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        let page = office.get("/office/members").await;
        assert!(text_of(page.text()).contains("777 В реестре такого участка нет"), "{}", text_of(page.text()));
        assert!(!page.text().contains("/approve\""));
        let id = between(page.text(), "/office/declarations/", "/refuse").to_owned();
        let approved = office.post(&format!("/office/declarations/{id}/approve"), &[]).await;
        assert_eq!(approved.status, StatusCode::NOT_FOUND);
        office.post(&format!("/office/declarations/{id}/refuse"), &[]).await;
        assert_eq!(test.texts("SELECT state FROM declared_account").await, ["refused"]);
    }
}
