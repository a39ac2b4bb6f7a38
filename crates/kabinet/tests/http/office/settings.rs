//! `/office/settings`: the portal's rules by its keeper, and what each organisation tells and shows.

use axum::http::StatusCode;
use domain::portal::Preset;
use store::both;

use crate::client::Client;
use crate::harness::{Place, TestApp};
use crate::html::{attributes, text_of};

const PAGE: &str = "/office/settings";
/// What a housing manager's portal begins with.
const HOUSING: &[(&str, &str)] = &[
    ("self_registration", "yes"),
    ("sign_up", "user_name"),
    ("prefix", ""),
    ("least", "8"),
    ("hinted_most", ""),
    ("finding", "cascade"),
    ("captcha", "yes"),
    ("proofs", "receipt"),
    ("proofs", "meter"),
    ("proofs", "code"),
    ("proofs", "approval"),
];
const REGISTER: &str =
    "Отделение;Дом;Квартира;ЛС;ФИО;К оплате\r\nЗаречное;ул. Садовая, д. 12;1;101;Соколова Нина;100,00\r\n";
const CHANGES: &str = "SELECT after FROM audit WHERE kind = 'portal_changed' AND actor = 'person' ORDER BY at, id";

/// The form with other values; a field that is named in `change` stands there alone.
fn with(change: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = HOUSING.iter().filter(|(name, _)| !change.iter().any(|(other, _)| other == name));
    kept.chain(change.iter().filter(|(_, value)| !value.is_empty())).copied().collect()
}

async fn housing(test: &TestApp) -> (Place, Client) {
    let place = test.portal("zhkh", Preset::Housing).await;
    test.operators(&place, "").await;
    let office = test.logged_in(place.host(), "administrator").await;
    (place, office)
}

both! {
    async fn the_keeper_sets_the_portals_rules_and_others_their_own_organisation(test) {
        let test = TestApp::new(test).await;
        let (place, mut office) = housing(&test).await;
        let other = test.organisation(&place, "other").await;
        test.operators(&other, "-other").await;
        let mut second = test.logged_in(place.host(), "administrator-other").await;
        assert!(office.get(PAGE).await.text().contains("action=\"/office/settings\""));
        let page = second.get(PAGE).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains("action=\"/office/settings\"") && page.text().contains("/office/settings/organisation"));
        assert_eq!(second.post(PAGE, &with(&[("least", "12")])).await.status, StatusCode::NOT_FOUND);
        assert!(test.texts(CHANGES).await.is_empty());
        let mut accountant = test.logged_in(place.host(), "accountant").await;
        assert_eq!(accountant.get(PAGE).await.status, StatusCode::NOT_FOUND);
        assert!(!accountant.get("/office").await.text().contains(PAGE), "nor is it in the menu");
        assert!(office.get("/office").await.text().contains(PAGE));
    }

    async fn what_is_saved_works_and_is_written_down(test) {
        let test = TestApp::new(test).await;
        let (place, mut office) = housing(&test).await;
        test.import_as_of(&place, "register.csv", REGISTER.as_bytes(), domain::parse_date("31.05.2022").ok()).await;
        let person = test.person(&place, "sokolova").await;
        test.about_person(
            "UPDATE person SET email = 'n@example.ru', email_key = 'n@example.ru', email_confirmed_at = created_at WHERE id = $1",
            person,
        )
        .await;
        let mut resident = test.logged_in(place.host(), "sokolova").await;
        assert_eq!(office.post(PAGE, HOUSING).await.location(), PAGE);
        assert!(test.texts(CHANGES).await.is_empty(), "what stood already is no change");
        for (finding, field) in [("number", "id=\"number\""), ("cascade", "id=\"department\"")] {
            let answer = office.post(PAGE, &with(&[("finding", finding)])).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, PAGE), "{finding}");
            assert!(text_of(office.get(PAGE).await.text()).contains("Настройки сохранены"));
            test.advance(6);
            let page = resident.get("/my/accounts/add").await;
            assert!(page.text().contains(field), "{finding}: {}", page.text());
        }
        let told = test.texts(CHANGES).await;
        assert_eq!(told.len(), 2);
        assert!(told[0].contains("number") && !told[0].contains("currency"), "only what differs: {}", told[0]);
    }

    async fn faults_stand_beside_their_fields_and_what_was_typed_stays(test) {
        let test = TestApp::new(test).await;
        let (_, mut office) = housing(&test).await;
        for (change, told) in [
            (("least", "4"), "Введите число от 5 до 64"),
            (("least", "x"), "Введите число от 5 до 64"),
            (("hinted_most", "7"), "не меньше наименьшей длины"),
            (("sign_up", "contract"), "строчных латинских букв"),
            (("sign_up", "king"), "Выберите, как люди регистрируются"),
            (("finding", "magic"), "Выберите, как находят лицевой счет"),
        ] {
            let answer = office.post(PAGE, &with(&[change, ("tax_number", "yes")])).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{change:?}");
            assert!(text_of(answer.text()).contains(told), "{change:?}: {}", text_of(answer.text()));
            assert!(answer.text().contains("name=\"tax_number\" value=\"yes\" checked"), "what was ticked stays");
            if matches!(change.0, "least" | "hinted_most") {
                assert!(attributes(answer.text(), "value").contains(&change.1), "{change:?}");
            }
        }
        assert!(test.texts(CHANGES).await.is_empty());
    }

    async fn no_proof_at_all_must_be_meant(test) {
        let test = TestApp::new(test).await;
        let (_, mut office) = housing(&test).await;
        let answer = office.post(PAGE, &with(&[("proofs", "")])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text_of(answer.text()).contains("Отметьте хотя бы одно подтверждение"));
        let meant = with(&[("proofs", ""), ("open_to_anybody", "yes")]);
        assert_eq!(office.post(PAGE, &meant).await.status, StatusCode::SEE_OTHER);
        assert!(test.texts("SELECT rules FROM portal").await[0].contains("\"proofs\":[]"));
        assert_eq!(office.post(PAGE, &with(&[("proofs", ""), ("finding", "declared")])).await.status, StatusCode::SEE_OTHER);
        let page = office.get(PAGE).await;
        assert!(page.text().contains("trust_declarations"), "shown where accounts are declared");
        let trusting = with(&[("finding", "declared"), ("trust_declarations", "yes")]);
        office.post(PAGE, &trusting).await;
        assert!(test.texts("SELECT rules FROM portal").await[0].contains("\"trust_declarations\":true"));
        office.post(PAGE, &with(&[("trust_declarations", "yes")])).await;
        assert!(test.texts("SELECT rules FROM portal").await[0].contains("\"trust_declarations\":false"));
    }

    async fn an_organisation_says_what_the_basic_version_shows(test) {
        let test = TestApp::new(test).await;
        let (place, _) = housing(&test).await;
        let other = test.organisation(&place, "other").await;
        test.operators(&other, "-other").await;
        let mut office = test.logged_in(place.host(), "administrator-other").await;
        let action = format!("{PAGE}/organisation");
        let wrong = [("email", "nobody"), ("number_digits", "0"), ("number_hint", "слева"), ("basic", "debt")];
        let answer = office.post(&action, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = text_of(answer.text());
        assert!(text.contains("Введите адрес почты") && text.contains("Введите число от 1 до 40"), "{text}");
        assert!(attributes(answer.text(), "value").contains(&"слева"));
        let right = [("email", "info@example.ru"), ("number_digits", "7"), ("basic", "address"), ("basic", "debt")];
        assert_eq!(office.post(&action, &right).await.location(), PAGE);
        let kept = "SELECT email || ' ' || CAST(number_digits AS TEXT) || ' ' || basic_shows FROM organisation WHERE code = 'other'";
        assert_eq!(test.texts(kept).await, ["info@example.ru 7 debt,address"]);
        let untouched = "SELECT email || basic_shows FROM organisation WHERE code = 'zhkh'";
        assert_eq!(test.texts(untouched).await, [""]);
        assert_eq!(test.count("SELECT COUNT(*) FROM audit WHERE kind = 'organisation_saved' AND actor = 'person'").await, 1);
    }
}
