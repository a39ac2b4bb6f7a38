//! `/my/payments/receipt`: catalogue A7.

use axum::http::{StatusCode, header};
use store::both;

use crate::client::Answer;
use crate::harness::TestApp;
use crate::html::{attributes, heading, text_of};
use crate::queries::counted;

const ITEM: &str = "/my/payments/receipt?plot=270&item=%D0%A7%D0%BB%D0%B5%D0%BD%D1%81%D0%BA%D0%B8%D0%B5%20%D0%B2%D0%B7%D0%BD%D0%BE%D1%81%D1%8B%202022";

both! {
    async fn a_filled_in_receipt_for_the_difference(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt_until(0).await;
        test.ledger(&place).await;
        test.bank_details(&place).await;
        test.member(&place, "269", &["270", "269"]).await;
        let mut client = test.logged_in(place.host(), "269").await;
        let page = client.get("/my/payments").await;
        let links = attributes(page.text(), "href");
        assert!(links.contains(&ITEM.replace('&', "&amp;").as_str()), "{links:?}");
        let (answer, statements) = counted(client.get(ITEM)).await;
        assert_eq!((answer.status, statements), (StatusCode::OK, 8), "the statement's five and three for the form");
        let page = answer.text();
        assert_eq!(heading(page), "Квитанция на 7 200,00 ₽");
        let told = text_of(page);
        for part in [
            "Участок № 270, Членские взносы 2022: начислено 7 200,00, оплачено 0,00",
            "СНТ «Аникино», ИНН 7702045051, КПП 770201001", "40703810138250123016", "044525225", "ПАО Банк",
            "30101810400000000225", "Членские взносы 2022, участок № 270", "Семь тысяч двести рублей 00 копеек",
        ] {
            assert!(told.contains(part), "{part} is not in {told}");
        }
        assert_eq!(page.matches("<article class=\"pd4\"").count(), 1);
        let pdf = client.get(&ITEM.replace("receipt?", "receipt.pdf?")).await;
        assert_pdf(&pdf, "kvitanciya-270.pdf");
        let all = client.get("/my/payments/receipt").await;
        assert_eq!(heading(all.text()), "Квитанция на 14 400,00 ₽");
        assert_eq!(all.text().matches("<article class=\"pd4\"").count(), 2);
        assert_pdf(&client.get("/my/payments/receipt.pdf").await, "kvitanciya-269-270.pdf");
    }

    async fn what_is_not_owed_or_not_ones_own_has_no_receipt(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("receipts").await;
        test.import(&place, "fees.csv", "№ участка;Статья;Начислено;Оплачено\n7;Взнос;10;10\n8;Взнос;10;0\n".as_bytes()).await;
        test.bank_details(&place).await;
        test.member(&place, "7", &["7"]).await;
        let mut client = test.logged_in(place.host(), "7").await;
        for path in ["/my/payments/receipt", "/my/payments/receipt?plot=7", "/my/payments/receipt?plot=7&item=%D0%92%D0%B7%D0%BD%D0%BE%D1%81"] {
            let answer = client.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(answer.text().contains("Доплачивать нечего"), "{path}");
            let pdf = client.get(&path.replace("receipt", "receipt.pdf")).await;
            assert_eq!((pdf.status, pdf.location()), (StatusCode::SEE_OTHER, path));
        }
        for path in ["plot=8", "plot=999", "plot=7&item=%D0%BD%D0%B5%D1%82", "plot=&item="] {
            for page in ["receipt", "receipt.pdf"] {
                let answer = client.get(&format!("/my/payments/{page}?{path}")).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}?{path}");
            }
        }
    }

    async fn without_bank_details_the_page_says_so(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("receipts").await;
        test.import(&place, "fees.csv", "№ участка;Статья;Начислено;Оплачено\n7;Взнос;10;0\n".as_bytes()).await;
        test.member(&place, "7", &["7"]).await;
        let mut client = test.logged_in(place.host(), "7").await;
        let answer = client.get("/my/payments/receipt").await;
        assert!(answer.text().contains("Реквизиты еще не внесены"), "{}", answer.text());
    }

    async fn a_letter_that_the_fonts_lack_leads_to_the_page_that_prints_itself(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("receipts").await;
        test.import(&place, "fees.csv", "№ участка;Статья;Начислено;Оплачено\n7;Сад 園;10;0\n".as_bytes()).await;
        test.bank_details(&place).await;
        test.member(&place, "7", &["7"]).await;
        let mut client = test.logged_in(place.host(), "7").await;
        let answer = client.get("/my/payments/receipt.pdf?plot=7").await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my/payments/receipt?plot=7"));
        let page = client.get("/my/payments/receipt?plot=7").await;
        assert!(page.text().contains("PDF не получился") && page.text().contains("Сад 園, участок № 7"));
    }
}

fn assert_pdf(answer: &Answer, name: &str) {
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.starts_with(b"%PDF-"));
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/pdf");
    assert_eq!(answer.headers[header::CONTENT_DISPOSITION], format!("inline; filename=\"{name}\""));
}
