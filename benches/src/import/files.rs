//! Files of any length, as a board writes them: a register of plots and a month of readings that agree with their costs.

use std::io::{BufWriter, Write as _};
use std::path::Path;

/// A register.
pub fn write_register(file: &Path, rows: usize) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    writeln!(out, "№ участка;Улица;Площадь, кв. м;Электричество;ФИО;Телефон")?;
    for plot in 1..=rows {
        let (street, area, phone) = (plot % 40 + 1, 400 + plot % 900, 1_000_000 + plot);
        writeln!(out, "{plot};{street}-я Садовая;{area};да;Садоводов Пётр Иванович;8 916 {phone}")?;
    }
    out.flush()
}

/// Readings of May 2022, all sixteen columns, prices 5.93, 6.82 and 2.65.
pub fn write_readings(file: &Path, rows: usize) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    write!(out, "№ участка;Период с;Период по;Начало: День;Начало: Ночь;Начало: Сумма;Конец: День;Конец: Ночь;")?;
    write!(out, "Конец: Сумма;Расход: День;Расход: Ночь;Расход: Всего;К оплате (однотарифный учет), руб.;")?;
    write!(out, "К оплате (двухтарифный учет), руб.: День;К оплате (двухтарифный учет), руб.: Ночь;")?;
    writeln!(out, "К оплате (двухтарифный учет), руб.: Всего")?;
    for plot in 1..=rows {
        let (day, night) = (1000 + plot % 30_000, 500 + plot % 17_000);
        let (used_day, used_night) = (plot % 311, plot % 127);
        let used = used_day + used_night;
        let (end_day, end_night) = (day + used_day, night + used_night);
        let rub = |kopecks: usize| format!("{},{:02}", kopecks / 100, kopecks % 100);
        let (cost_day, cost_night) = (used_day * 682, used_night * 265);
        write!(out, "{plot};01.05.2022;01.06.2022;{day};{night};{};", day + night)?;
        write!(out, "{end_day};{end_night};{};{used_day};{used_night};{used};", end_day + end_night)?;
        writeln!(out, "{};{};{};{}", rub(used * 593), rub(cost_day), rub(cost_night), rub(cost_day + cost_night))?;
    }
    out.flush()
}
