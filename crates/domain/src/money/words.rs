//! Sums in Russian words, as receipts and bank papers write them.

use super::{Currency, Money};

/// Masculine and feminine of one and two; the other words below twenty know no gender.
const ONES: [[&str; 2]; 3] = [["", ""], ["один", "одна"], ["два", "две"]];

const BELOW_TWENTY: [&str; 20] = [
    "",
    "",
    "",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];

const TENS: [&str; 10] =
    ["", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"];

const HUNDREDS: [&str; 10] =
    ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];

/// A noun as it stands behind 1, 2 and 5.
type Forms = [&'static str; 3];

/// The thousands and their powers: 92 quadrillions is the most that fits.
const POWERS: [Forms; 5] = [
    ["тысяча", "тысячи", "тысяч"],
    ["миллион", "миллиона", "миллионов"],
    ["миллиард", "миллиарда", "миллиардов"],
    ["триллион", "триллиона", "триллионов"],
    ["квадриллион", "квадриллиона", "квадриллионов"],
];

/// Major and minor unit. Those of Kazakhstan don't decline.
const fn units(currency: Currency) -> (Forms, Forms) {
    match currency {
        Currency::Rub => (["рубль", "рубля", "рублей"], ["копейка", "копейки", "копеек"]),
        Currency::Kzt => (["тенге", "тенге", "тенге"], ["тиын", "тиын", "тиын"]),
    }
}

/// «семь тысяч двести рублей 00 копеек»: the whole in words, the minor units in two figures.
pub fn in_russian(sum: Money) -> String {
    let (major, minor) = units(sum.currency());
    let magnitude = sum.minor().unsigned_abs();
    let (whole, part) = (magnitude / 100, magnitude % 100);
    let mut words = Vec::new();
    if sum.is_negative() {
        words.push("минус");
    }
    if whole == 0 {
        words.push("ноль");
    }
    for power in (0..=POWERS.len()).rev() {
        let group = whole / 1_000_u64.pow(u32::try_from(power).unwrap_or(0)) % 1_000;
        // A thousand is a woman, the roubles and the greater powers are men.
        push_group(&mut words, group, power == 1);
        if power > 0 && group > 0 {
            words.push(agreed(group, POWERS[power - 1]));
        }
    }
    words.push(agreed(whole, major));
    format!("{} {part:02} {}", words.join(" "), agreed(part, minor))
}

/// The words of a number below a thousand.
fn push_group(words: &mut Vec<&'static str>, group: u64, feminine: bool) {
    let place = |number: u64| usize::try_from(number).unwrap_or(0);
    let (hundreds, rest) = (group / 100, group % 100);
    let (tens, below_twenty) = if rest < 20 { (0, rest) } else { (rest / 10, rest % 10) };
    let last = match ONES.get(place(below_twenty)) {
        Some(forms) => forms[usize::from(feminine)],
        None => BELOW_TWENTY[place(below_twenty)],
    };
    words.extend([HUNDREDS[place(hundreds)], TENS[place(tens)], last].into_iter().filter(|word| !word.is_empty()));
}

/// The noun's form behind `number`.
fn agreed(number: u64, forms: Forms) -> &'static str {
    let [one, few, many] = forms;
    match (number % 100, number % 10) {
        (11..=14, _) => many,
        (_, 1) => one,
        (_, 2..=4) => few,
        _ => many,
    }
}
