//! Text that a spreadsheet would take for a formula and run.

/// Begins like a formula and is neither a number nor signs and figures alone, as a phone is.
pub(crate) fn looks_like_formula(text: &str) -> bool {
    let text = text.trim();
    let mut rest = text.chars();
    match rest.next() {
        Some('=' | '@') => rest.next().is_some(),
        Some('+' | '-') => text.chars().any(char::is_alphabetic) && !is_power(text),
        _ => false,
    }
}

/// `-1,5E+3`: a number all the same.
fn is_power(text: &str) -> bool {
    let is_figure = |part: &str| {
        let part = part.trim_start_matches(['+', '-']);
        !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    text.split_once(['e', 'E']).is_some_and(|(mantissa, exponent)| is_figure(mantissa) && is_figure(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_run() {
        for text in ["=1+1", "=cmd|' /C calc'!A0", "@SUM(1+9)", "+7000-cmd", "-2+3+cmd|' /C notepad'!A1", " =A1"] {
            assert!(looks_like_formula(text), "{text}");
        }
        for text in ["+7 (974) 160-84-09", "-15", "-1,5E+3", "-", "=", "—", "Иванов", "", "ул. А = Б", "8-974"]
        {
            assert!(!looks_like_formula(text), "{text}");
        }
    }
}
