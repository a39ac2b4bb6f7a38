//! Names of people as documents write them.

/// «Соколова Нина Петровна» as «Соколова Н. П.». What is no surname with one or two names after it (a firm, a name in
/// quotation marks, a single word) stays as it is.
pub fn with_initials(full_name: &str) -> String {
    let words: Vec<&str> = full_name.split_whitespace().collect();
    let whole = || words.join(" ");
    let is_name = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) && !is_abbreviation(word);
    match words.as_slice() {
        [surname, names @ ..] if (1..=2).contains(&names.len()) && words.iter().all(is_name) => {
            let initials = names.iter().filter_map(|name| name.chars().next()).map(|letter| format!(" {letter}."));
            std::iter::once((*surname).to_owned()).chain(initials).collect()
        }
        _ => whole(),
    }
}

/// «ООО», «СНТ»; an initial with its point is none.
fn is_abbreviation(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::with_initials;

    #[test]
    fn surnames_with_initials() {
        let table = [
            ("Соколова Нина Петровна", "Соколова Н. П."),
            ("Соколова  Нина", "Соколова Н."),
            ("Соколова Н. П.", "Соколова Н. П."),
            ("Іңкәрбекова Әсел Һарунқызы", "Іңкәрбекова Ә. Һ."),
            ("Мамедов Али Гусейн оглы", "Мамедов Али Гусейн оглы"),
            ("Соколова", "Соколова"),
            ("ООО Ромашка", "ООО Ромашка"),
            ("Фонд «Добро»", "Фонд «Добро»"),
            ("", ""),
        ];
        for (full, short) in table {
            assert_eq!(with_initials(full), short);
        }
    }
}
