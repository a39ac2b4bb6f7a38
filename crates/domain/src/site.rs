//! The public site of a portal: where a page stands in the menu, and the name in its address.

use std::fmt;

coded! {
    /// Where a page stands in the menu of the site.
    pub enum PagePlace {
        /// «Устав».
        Charter = "charter",
        /// «Правление».
        Board = "board",
        /// Under «Финансы».
        Finances = "finances",
        /// Under «Ещё».
        Other = "other",
    }
}

/// A text that can't stand in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a page's address is Latin letters, figures and hyphens, 60 at most")]
pub struct SlugError;

/// The name of a page in its address: `smeta-2022`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Slug(String);

impl Slug {
    /// The longest, in characters.
    pub const MAX_CHARS: usize = 60;

    /// Reads a name; capitals become small.
    ///
    /// # Errors
    /// [`SlugError`] for anything but Latin letters, figures and hyphens between them.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        let slug = text.trim().to_ascii_lowercase();
        let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_sound = !slug.is_empty() && slug.len() <= Self::MAX_CHARS && slug.bytes().all(known);
        if is_sound && !slug.starts_with('-') && !slug.ends_with('-') { Ok(Self(slug)) } else { Err(SlugError) }
    }

    /// What a title suggests, in Latin letters: «Смета 2022 года» is `smeta-2022-goda`. Nothing when no letter of it is known.
    pub fn of_title(title: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in title.chars().flat_map(char::to_lowercase) {
            match latin(c) {
                Some(letters) => slug.push_str(letters),
                None if c.is_ascii_lowercase() || c.is_ascii_digit() => slug.push(c),
                None if slug.ends_with('-') || slug.is_empty() => {}
                None => slug.push('-'),
            }
        }
        slug.truncate(Self::MAX_CHARS);
        Self::parse(slug.trim_matches('-')).ok()
    }

    /// As it stands in the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Russian and Kazakh letters as people write them in addresses.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'қ' => "q",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' => "u",
        'ф' => "f",
        'х' | 'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "sch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn a_title_becomes_an_address() {
        let made = |title| Slug::of_title(title).map(|slug| slug.to_string());
        assert_eq!(made("Смета 2022 года").as_deref(), Some("smeta-2022-goda"));
        assert_eq!(made(" «Устав СНТ» ").as_deref(), Some("ustav-snt"));
        assert_eq!(made("Қаржы есебі").as_deref(), Some("qarzhy-esebi"));
        assert_eq!(made("№ —"), None);
        assert_eq!(made(&"щ".repeat(60)).map(|slug| slug.len()), Some(60));
    }

    #[test]
    fn an_address_is_latin() {
        assert_eq!(Slug::parse(" Ustav ").map(|slug| slug.to_string()).as_deref(), Ok("ustav"));
        for odd in ["", "устав", "a b", "a/b", "-a", "a-", "..", "a%2f", &"a".repeat(61)] {
            assert!(Slug::parse(odd).is_err(), "{odd}");
        }
    }
}
