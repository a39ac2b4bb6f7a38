//! Whether what somebody typed agrees with what only the receipt or the meter in the flat tells.

use chrono::Months;

use crate::date::Date;

/// What a receipt said to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReceiptTotal {
    /// Minor units.
    pub amount: i64,
    /// The receipt's day.
    pub as_of: Date,
    /// Another account of the organisation has the same total.
    pub is_shared: bool,
}

/// Receipts of so many months are recent.
const RECENT: Months = Months::new(3);

impl ReceiptTotal {
    /// Whether knowing this total tells anything: it is of a recent receipt, there is something to pay, and no neighbour has the
    /// same on theirs.
    pub fn is_telling(&self, today: Date) -> bool {
        self.amount > 0 && !self.is_shared && self.as_of + RECENT >= today
    }
}

/// The last four digits of a meter's number, as people copy them; `None` for anything but four digits.
pub fn last_four(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '№')).collect();
    (digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// Whether a meter of the account has a number with these last four digits; what stands between the digits doesn't matter.
pub fn is_of_meter(last_four: &str, serials: &[String]) -> bool {
    serials.iter().any(|serial| {
        let digits: String = serial.chars().filter(char::is_ascii_digit).collect();
        digits.len() >= 4 && digits.ends_with(last_four)
    })
}

/// Whether some meter could prove the account: it has a number of four digits or more.
pub fn has_telling_meter(serials: &[String]) -> bool {
    serials.iter().any(|serial| serial.chars().filter(char::is_ascii_digit).count() >= 4)
}

/// Whether the register names somebody else now: no holder of before is among those of after. Initials stand for names, a second
/// name may be missing, one slip of the pen in a word is forgiven; another surname is another holder, since a link that stands
/// wrongly shows a stranger's debt and one that ended wrongly costs a proof.
pub fn is_new_holder(before: &[String], after: &[String]) -> bool {
    !before.is_empty() && !after.is_empty() && !before.iter().any(|old| after.iter().any(|new| is_same_name(old, new)))
}

fn is_same_name(old: &str, new: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let key = crate::search::search_key(text);
        key.split([' ', '.', ',']).filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
    };
    let (old, new) = (words(old), words(new));
    let least = old.len().min(new.len());
    let agrees = old.iter().zip(&new).all(|(old, new)| is_same_word(old, new));
    least > 0 && agrees && (least > 1 || old.len() == new.len())
}

fn is_same_word(old: &str, new: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    if a.len() == 1 || b.len() == 1 {
        return a.first() == b.first();
    }
    if a.len() < 4 || b.len() < 4 {
        return a == b;
    }
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let longest = a.len().max(b.len());
    // One letter is another, missing or too many. The last two letters tell a man from a woman: they must agree.
    a.len().abs_diff(b.len()) <= 1 && same_start + same_end + 1 >= longest && (same_end >= 2 || a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(amount: i64, day: &str, is_shared: bool) -> ReceiptTotal {
        ReceiptTotal { amount, as_of: crate::parse_date(day).unwrap(), is_shared }
    }

    #[test]
    fn a_total_tells_when_it_is_recent_and_nobody_elses() {
        let today = crate::parse_date("10.11.2026").unwrap();
        assert!(total(563_611, "31.10.2026", false).is_telling(today));
        assert!(total(563_611, "10.08.2026", false).is_telling(today));
        for (amount, day, is_shared) in
            [(0, "31.10.2026", false), (-1, "31.10.2026", false), (1, "31.10.2026", true), (1, "09.08.2026", false)]
        {
            assert!(!total(amount, day, is_shared).is_telling(today), "{amount} {day} {is_shared}");
        }
    }

    #[test]
    fn four_digits_of_a_meter() {
        assert_eq!(last_four(" 98 03"), Some("9803".to_owned()));
        for bad in ["", "123", "12345", "12a4", "١٢٣٤"] {
            assert_eq!(last_four(bad), None, "{bad}");
        }
        let serials = ["15-452449".to_owned(), "М77-12".to_owned(), "№ 12".to_owned()];
        assert!(is_of_meter("2449", &serials));
        assert!(is_of_meter("7712", &serials));
        assert!(!is_of_meter("0012", &serials));
        assert!(!has_telling_meter(&["12".to_owned()]));
    }

    #[test]
    fn another_holder_is_told_from_another_spelling() {
        let is_new = |before: &str, after: &str| is_new_holder(&[before.to_owned()], &[after.to_owned()]);
        for (before, after) in [
            ("Соколова Нина Петровна", "Соколова Н.П."),
            ("Соколова Н. П.", "СОКОЛОВА Нина Петровна"),
            ("Соколова Нина", "Соколова Нина Петровна"),
            ("Семёнов Пётр Ильич", "Семенов Петр Ильич"),
            ("Соклова Нина Петровна", "Соколова Нина Петровна"),
            ("ООО «Ромашка»", "ООО «Ромашка»"),
        ] {
            assert!(!is_new(before, after), "{before} → {after}");
        }
        for (before, after) in [
            ("Соколова Нина Петровна", "Орлова Нина Петровна"),
            ("Соколова Нина Петровна", "Соколов Пётр Ильич"),
            ("Соколов Иван Петрович", "Соколова Ирина Петровна"),
            ("Ким А. В.", "Кан А. В."),
            ("Соколова", "Соколова Нина Петровна"),
        ] {
            assert!(is_new(before, after), "{before} → {after}");
        }
        let both = ["Ким А. В.".to_owned(), "Ким С. И.".to_owned()];
        assert!(!is_new_holder(&both, &both[1..]), "one of two is still there");
        assert!(!is_new_holder(&[], &both), "nobody was there before");
    }
}
