//! The registers and meters of the other three kinds of portal go in with their control totals (`shared/data/README.md`, `README-kz.md`).

use serde_json::{Value, json};
use store::both;

use crate::installation::{Imported, Installation, example};

/// Of a report, these figures.
fn totals(imported: &Imported, names: &[&str]) -> Value {
    assert_eq!(imported.code, 0, "{}", imported.report);
    let figures = names.iter().map(|name| ((*name).to_owned(), imported.report["totals"][*name].clone()));
    Value::Object(figures.collect())
}

both! {
    async fn a_housing_managers_accounts(test) {
        let installation = Installation::new(test);
        installation.must(&["portal", "add", "--preset", "zhkh", "--host", "zhkh.example.ru"]);
        let file = example("zhkh/licevye-scheta.xlsx");
        let imported = installation.import_to("zhkh", &file, &[]);
        let wanted = json!({ "rows": 607, "area_m2": "26805.5", "residents": 1372 });
        assert_eq!(totals(&imported, &["rows", "area_m2", "residents"]), wanted);
        for (table, count) in [("department", 3), ("building", 12), ("account", 607)] {
            assert_eq!(installation.count(table).await, count, "{table}");
        }
        assert_eq!(installation.count("(SELECT DISTINCT building_id, flat FROM premises) AS flats").await, 591);
        let again = installation.import_to("zhkh", &file, &[]);
        assert_eq!((&again.report["unchanged"], &again.report["changed"]), (&json!(607), &json!(0)));
        let list = example("zhkh/pribory.xlsx");
        let meters = installation.import_to("zhkh", &list, &[]);
        let wanted = json!({
            "rows": 2267, "zoned": 427, "removed": 18, "nameless": 1, "electricity": "21604842",
            "cold_water": "463972.465", "hot_water": "243380.09", "gas": "57014.314",
        });
        let names = ["rows", "zoned", "removed", "nameless", "electricity", "cold_water", "hot_water", "gas"];
        assert_eq!((totals(&meters, &names), &meters.report["defects"]), (wanted, &json!([])));
        assert_eq!(installation.count("reading").await, 2267);
        assert_eq!(installation.count("(SELECT DISTINCT account_id FROM meter) AS accounts").await, 607);
        let again = installation.import_to("zhkh", &list, &[]);
        assert_eq!((&again.report["unchanged"], &again.report["changed"]), (&json!(2267), &json!(0)));
        let register = installation.import_to("zhkh", &file, &[]);
        assert_eq!((&register.report["unchanged"], &register.report["changed"]), (&json!(607), &json!(0)), "meters are the meters' file's");
        assert_eq!(installation.count("meter WHERE zones = 2 AND service = 'electricity'").await, 427);
        assert_eq!(installation.count("meter WHERE state = 'removed' AND removed_on IS NOT NULL").await, 18);
        assert_eq!(installation.count("meter WHERE serial IS NULL").await, 1);
        assert_eq!(installation.count("meter WHERE state = 'installed' AND verify_by < '2026-11-10'").await, 137);
    }

    async fn a_water_utilitys_contracts_and_people(test) {
        let installation = Installation::new(test);
        installation.must(&["portal", "add", "--preset", "vodokanal", "--host", "vodokanal.example.kz"]);
        let file = example("vodokanal/dogovory.xlsx");
        let contracts = installation.import_to("vodokanal", &file, &[]);
        assert_eq!(totals(&contracts, &["rows"]), json!({ "rows": 60 }));
        assert_eq!(contracts.report["defects"][0]["kind"], "other_sheets");
        let people = installation.import_to("vodokanal", &file, &["--sheet", "Физические лица"]);
        assert_eq!(totals(&people, &["rows"]), json!({ "rows": 400 }));
        assert_eq!(installation.count("account WHERE tax_number IS NOT NULL").await, 460);
        assert_eq!(installation.count("account_balance WHERE as_of = '2026-01-01'").await, 460);
        let sum = |imported: &Imported| {
            let figure = |name: &str| imported.report["totals"][name].as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
            figure("owed") - figure("ahead")
        };
        assert_eq!((sum(&contracts), sum(&people)), (347_782_680, 210_465_932));
        let meters = installation.import_to("vodokanal", &example("vodokanal/vodomery.csv"), &[]);
        let wanted = json!({
            "rows": 748, "removed": 23, "nameless": 17, "cold_water": "102139106.335", "hot_water": "515814.181",
        });
        assert_eq!(totals(&meters, &["rows", "removed", "nameless", "cold_water", "hot_water"]), wanted);
        assert_eq!(installation.count("meter").await, 748);
        assert_eq!(installation.count("meter WHERE digits = 8 AND decimals = 3").await, 735);
        assert_eq!(installation.count("reading").await, 735);
        assert_eq!(installation.count("(SELECT DISTINCT account_id FROM meter) AS accounts").await, 387);
        let of_contracts = "meter m JOIN account_identifier i ON i.account_id = m.account_id AND i.kind = 'contract'";
        assert_eq!(installation.count(of_contracts).await, 138);
        let again = installation.import_to("vodokanal", &example("vodokanal/vodomery.csv"), &[]);
        assert_eq!((&again.report["unchanged"], &again.report["changed"]), (&json!(748), &json!(0)));
        let none = installation.run(&["import", file.to_str().unwrap(), "--portal", "vodokanal", "--sheet", "Лист3"]);
        assert!(!none.status.success());
        assert!(String::from_utf8_lossy(&none.stderr).contains("no sheet «Лист3»"));
    }

    async fn every_suppliers_accounts_from_one_file(test) {
        let installation = Installation::new(test);
        installation.must(&["portal", "add", "--preset", "suppliers", "--host", "suppliers.example.ru"]);
        let list = example("suppliers/postavshchiki.csv");
        let told = installation.must(&["organisation", "import", list.to_str().unwrap(), "--portal", "suppliers"]);
        assert_eq!(told, "8 organisations made, 0 written anew\n");
        let told = installation.must(&["organisation", "import", list.to_str().unwrap(), "--portal", "suppliers"]);
        assert_eq!(told, "0 organisations made, 8 written anew\n");
        assert_eq!(installation.count("bank_details").await, 8);
        let file = example("suppliers/scheta.csv");
        let imported = installation.import_to("suppliers", &file, &["--every-organisation"]);
        assert_eq!(imported.code, 0, "{}", imported.report);
        let of = |code: &str| {
            let reports = imported.report.as_array().unwrap();
            reports.iter().find(|report| report["organisation"] == code).unwrap()["rows"].as_i64().unwrap()
        };
        let counts = ["GAZ", "TEPLO", "ELEC", "TKO", "VODA", "DOMOFON", "FOND", "UK", "suppliers"].map(of);
        assert_eq!(counts, [60, 52, 50, 50, 50, 47, 46, 45, 0]);
        assert_eq!(installation.count("account").await, 400);
        let equal = "(SELECT value FROM account_identifier GROUP BY value HAVING COUNT(*) > 1) AS equal_numbers";
        assert_eq!(installation.count(equal).await, 10, "numbers that two suppliers use are two accounts each");
        assert_eq!(installation.count("account_balance WHERE amount > 0").await, 300);
        assert_eq!(installation.count("account_balance WHERE amount < 0").await, 50);
        let meters = installation.import_to("suppliers", &example("suppliers/pribory.csv"), &["--every-organisation"]);
        assert_eq!(meters.code, 0, "{}", meters.report);
        let reports = meters.report.as_array().unwrap();
        let with_meters = reports.iter().filter(|report| report["rows"] != 0);
        let rows: Vec<_> = with_meters.map(|report| (report["organisation"].as_str().unwrap(), report["rows"].as_i64().unwrap())).collect();
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert!([("GAZ", 48), ("ELEC", 38), ("VODA", 38)].iter().all(|one| rows.contains(one)), "{rows:?}");
        assert_eq!(installation.count("meter").await, 124);
        assert_eq!(installation.count("meter WHERE zones = 2").await, 22);
        assert_eq!(installation.count("meter WHERE state = 'removed'").await, 3);
        assert_eq!(installation.count("meter WHERE verify_by < '2026-11-01'").await, 19);
        let without_codes = installation.file("bez-kodov.csv", "Лицевой счёт;ФИО;Адрес\n777;Иванов Иван;ул. Мира, 1\n");
        let told = installation.run(&["import", without_codes.to_str().unwrap(), "--portal", "suppliers", "--every-organisation"]);
        assert!(!told.status.success() && String::from_utf8_lossy(&told.stderr).contains("no column of the file tells whose"));
        let without_code = installation.file("bez-koda.csv", "Код поставщика;Лицевой счёт;ФИО\n;778;Иванов Иван\n");
        let refused = installation.import_to("suppliers", &without_code, &["--organisation", "GAZ"]);
        assert_eq!((refused.code, &refused.report["defects"][0]["kind"]), (3, &json!("missing_value")));
        assert_eq!(installation.count("account").await, 400, "nobody's rows are nobody's");
        let names = installation.file("nazvaniya.csv", "Код;Поставщик\nGAZ;ООО «Газ Прикамья»\n");
        installation.must(&["organisation", "import", names.to_str().unwrap(), "--portal", "suppliers"]);
        let kept = "organisation WHERE title = 'ООО «Газ Прикамья»' AND service = 'Газ' AND number_digits = 10";
        assert_eq!(installation.count(kept).await, 1, "what the list doesn't say stays");
        assert_eq!(installation.count("audit WHERE kind = 'bank_details_changed'").await, 16, "eight, loaded twice");
    }
}
