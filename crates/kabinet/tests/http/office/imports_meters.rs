//! Files of meters: what they bring, what they change, and that it goes out again.

use domain::portal::Preset;
use store::both;

use crate::harness::TestApp;

const REGISTER: &str = "Лицевой счёт;ФИО;Адрес\r\n1001;Иванова Мария;ул. Мира, 1\r\n1002;Ким Вера;ул. Мира, 2\r\n";

const METERS: &str = "Лицевой счёт;Прибор;Заводской номер;Объект;Показание 1;Дата показания;Следующая поверка;Состояние\r\n\
    1001;Холодная вода;11-1;Кухня;00000145.554;25.10.2026;01.02.2030;в работе\r\n\
    1001;Холодная вода;;Ванная;12,5;25.10.2026;;в работе\r\n\
    1001;Холодная вода;;Туалет;;;;в работе\r\n\
    1002;Газ;77;;10;24.10.2026;;снят\r\n";

/// The first is taken down, the second's reading of that day is mended, the fourth works again; a new one.
const LATER: &str = "Лицевой счёт;Прибор;Заводской номер;Объект;Показание 1;Дата показания;Следующая поверка;Состояние\r\n\
    1001;Холодная вода;11-1;Кухня;146;25.11.2026;01.02.2030;снят\r\n\
    1001;Холодная вода;;Ванная;13;25.10.2026;;в работе\r\n\
    1002;Газ;77;;10;24.10.2026;;в работе\r\n\
    1002;Горячая вода;78;;1;24.10.2026;;в работе\r\n";

const STATES: &str = "SELECT COUNT(*) FROM meter WHERE state = 'installed'";
const SUM: &str = "SELECT CAST(SUM(t1) AS BIGINT) FROM reading";

both! {
    async fn a_file_of_meters_goes_in_and_out(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("voda", Preset::Water).await;
        test.import(&place, "abonenty.csv", REGISTER.as_bytes()).await;
        test.import(&place, "pribory.csv", METERS.as_bytes()).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM meter").await, 4, "two without a number stand in two places");
        assert_eq!(test.count("SELECT COUNT(*) FROM meter WHERE digits = 8 AND decimals = 3").await, 1);
        assert_eq!((test.count(STATES).await, test.count(SUM).await), (3, 168_054_000));
        test.import(&place, "again.csv", METERS.as_bytes()).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM import_row WHERE verdict = 'unchanged'").await, 4);
        test.import(&place, "later.csv", LATER.as_bytes()).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM import_row WHERE verdict = 'changed'").await, 3);
        assert_eq!(test.count("SELECT COUNT(*) FROM meter").await, 5, "what the file doesn't name stays");
        assert_eq!((test.count(STATES).await, test.count(SUM).await), (4, 168_054_000 + 500_000 + 146_000_000 + 1_000_000));
        test.undo_latest(&place).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM meter").await, 4);
        assert_eq!((test.count(STATES).await, test.count(SUM).await), (3, 168_054_000), "as it stood before");
        test.undo_latest(&place).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM meter").await, 0);
        assert_eq!(test.count("SELECT COUNT(*) FROM reading").await, 0);
    }

    async fn a_register_leaves_the_meters_alone(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("voda", Preset::Water).await;
        test.import(&place, "abonenty.csv", REGISTER.as_bytes()).await;
        let power = "Лицевой счёт;Прибор;Заводской номер;Зон\r\n1001;Электроэнергия;5;2\r\n1001;Электроэнергия;6;1\r\n";
        test.import(&place, "pribory.csv", power.as_bytes()).await;
        let renamed = REGISTER.replace("Иванова", "Петрова");
        test.import(&place, "abonenty-2.csv", renamed.as_bytes()).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM import_row WHERE verdict = 'changed'").await, 1);
        assert_eq!((test.count("SELECT COUNT(*) FROM meter").await, test.count(STATES).await), (2, 2));
        assert_eq!(test.count("SELECT COUNT(*) FROM meter WHERE serial = '6' AND zones = 1").await, 1);
    }

    async fn a_plots_meter_gets_its_first_number(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        let before = test.count("SELECT COUNT(*) FROM meter").await;
        let file = "№ участка;Прибор;Номер прибора;Дата поверки\r\n7;Электроэнергия;0451;01.02.2020\r\n";
        test.import(&place, "pribory.csv", file.as_bytes()).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM meter").await, before, "no second meter");
        assert_eq!(test.count("SELECT COUNT(*) FROM meter WHERE serial = '0451' AND zones = 2").await, 1);
        test.undo_latest(&place).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM meter WHERE serial IS NOT NULL OR verified_on IS NOT NULL").await, 0);
    }
}
