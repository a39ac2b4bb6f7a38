//! What the board decided and what was changed is told by a letter, in the reader's language.

use gateways::mail::Letter;
use store::both;

use super::{community, confirmed, decision, declare, registered, secret_of};
use crate::harness::TestApp;

/// The text of a letter, white space squeezed.
fn told(letter: &Letter) -> String {
    letter.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const FOOT: &str = "Письмо отправлено автоматически, отвечать на него не нужно.";

both! {
    async fn the_boards_decision_is_told(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        test.operators(&place, "").await;
        let mut member = confirmed(&test, &place, "8", "vosem@example.ru").await;
        declare(&mut member, "7,8").await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        for how in ["refuse", "approve"] {
            let path = decision(&mut office, how).await;
            office.post(&path, &[]).await;
            test.advance(1);
        }
        let letters = test.deliver().await;
        let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
        assert_eq!(to, ["vosem@example.ru", "vosem@example.ru"]);
        assert_eq!(
            told(&letters[0]),
            format!("Портал «snt» · личный кабинет Участок 7 не подтверждён Здравствуйте! Правление не подтвердило, что участок 7 ваш, \
                     поэтому его данных в кабинете нет. Проверьте номер участка в своих данных. Если он верный, обратитесь в правление \
                     с документами на участок. Проверить номера участков: http://snt.example.ru/my/registration/edit \
                     Вы не указывали этот участок? Смените пароль кабинета. {FOOT}")
        );
        assert_eq!(
            told(&letters[1]),
            format!("Портал «snt» · личный кабинет Участок 8 открыт в вашем кабинете Здравствуйте! Правление подтвердило, что участок 8 \
                     ваш. Его начисления, оплаты и показания теперь видны в личном кабинете. Открыть кабинет: http://snt.example.ru/my \
                     Участок не ваш? Сообщите об этом в правление. {FOOT}")
        );
        for (letter, link) in letters.iter().zip(["/my/registration/edit\"", "/my\""]) {
            assert!(letter.html.contains(&format!("href=\"http://snt.example.ru{link}")), "{}", letter.html);
            assert!(letter.html.contains(&format!("<h1>{}</h1>", letter.subject)), "{}", letter.html);
        }
    }

    async fn a_new_password_is_told_to_those_whose_address_is_known(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut member = confirmed(&test, &place, "7", "sem@example.ru").await;
        let mut typed = registered(&test, &place, "8", "vosem@example.ru").await;
        test.deliver().await;
        let change = [("current", "sad-2022"), ("password", "novy-sad"), ("again", "novy-sad")];
        for client in [&mut member, &mut typed] {
            assert_eq!(client.post("/my/access/password", &change).await.location(), "/my/registration");
        }
        let letters = test.deliver().await;
        assert_eq!(letters.len(), 1, "an address that is only typed is told nothing");
        assert_eq!(letters[0].to, "sem@example.ru");
        assert_eq!(
            told(&letters[0]),
            format!("Портал «snt» · личный кабинет Пароль изменён Здравствуйте! У кабинета с логином 7 теперь новый пароль, на других \
                     устройствах кабинет закрыт. Если пароль сменили вы, ничего делать не нужно. Восстановить пароль: \
                     http://snt.example.ru/recover Вы этого не делали? Сразу задайте новый пароль кнопкой выше и позвоните нам. {FOOT}")
        );
        // Set anew by a letter's link, it is told as well.
        member.post("/recover", &[("email", "sem@example.ru")]).await;
        let (path, _) = secret_of(&test.deliver().await[0]);
        member.post(&path, &[("password", "drugoy-sad"), ("again", "drugoy-sad")]).await;
        let subjects: Vec<String> = test.deliver().await.into_iter().map(|letter| letter.subject).collect();
        assert_eq!(subjects, ["Пароль изменён"]);
    }

    async fn the_letters_speak_kazakh_and_english(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        test.operators(&place, "").await;
        let mut member = confirmed(&test, &place, "8", "vosem@example.ru").await;
        declare(&mut member, "7,8").await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        for how in ["refuse", "approve"] {
            let path = decision(&mut office, how).await;
            office.post(&path, &[]).await;
            test.advance(1);
        }
        let change = [("current", "sad-2022"), ("password", "novy-sad"), ("again", "novy-sad")];
        member.post("/my/access/password", &change).await;
        let mut subjects = Vec::new();
        for language in ["UPDATE outbox_letter SET language = 'kk', state = 'waiting'", "UPDATE outbox_letter SET language = 'en', state = 'waiting'"] {
            test.run(language).await;
            let letters = test.deliver().await;
            assert!(letters.iter().all(|letter| !letter.text.contains("Unknown") && !letter.html.contains("Unknown")));
            subjects.extend(letters.into_iter().map(|letter| letter.subject));
        }
        assert_eq!(subjects, [
            "7 учаскесі расталмады", "8 учаскесі кабинетіңізде ашылды", "Құпиясөз өзгертілді",
            "Plot 7 was not confirmed", "Plot 8 is open in your account", "Your password was changed",
        ]);
    }
}
