//! E-mail addresses, national domains among them (`support@смородина.онлайн`).

use std::fmt;

/// A text that is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address")]
pub struct EmailError;

/// An e-mail address. The domain is kept in lower case and in its national letters, whichever way it was written; the
/// part before `@` as written. Two addresses are the same if their [`Email::key`]s are, and compare so.
#[derive(Debug, Clone)]
pub struct Email {
    address: String,
    /// Where `@` stands in `address`.
    at: usize,
}

/// The longest address that mail can carry (RFC 5321), in bytes.
const MAX_BYTES: usize = 254;
/// The longest part before `@`, in bytes.
const MAX_LOCAL_BYTES: usize = 64;

impl Email {
    /// Reads an address. Quoted parts, comments and addresses by number (`a@[1.2.3.4]`) are refused: people do not have
    /// them.
    ///
    /// # Errors
    /// [`EmailError`] for any other text.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(EmailError)?;
        if text.len() > MAX_BYTES || !is_local_part(local) {
            return Err(EmailError);
        }
        let address = format!("{local}@{}", national_domain(domain)?);
        if address.len() > MAX_BYTES { Err(EmailError) } else { Ok(Self { address, at: local.len() }) }
    }

    /// The address as people read it.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// The part before `@`, as written.
    pub fn local_part(&self) -> &str {
        &self.address[..self.at]
    }

    /// The domain in its national letters.
    pub fn domain(&self) -> &str {
        &self.address[self.at + 1..]
    }

    /// The domain in the letters that DNS and SMTP carry (`xn--…`).
    pub fn ascii_domain(&self) -> String {
        // It came out of this very function's inverse, so it goes back.
        idna::domain_to_ascii(self.domain()).unwrap_or_else(|_| self.domain().to_owned())
    }

    /// Lower case of the whole: an address is unique by it, since no mail service tells `Ivan@` from `ivan@`.
    pub fn key(&self) -> String {
        key_of(&self.address)
    }
}

/// [`Email::key`] of an address that was parsed before it was kept.
pub fn key_of(address: &str) -> String {
    address.to_lowercase()
}

/// Dot-separated words of letters of any alphabet, digits and the signs that RFC 5321 allows unquoted.
fn is_local_part(local: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local.len() <= MAX_LOCAL_BYTES && local.split('.').all(|word| !word.is_empty() && word.chars().all(allowed))
}

/// The domain in lower case and national letters: at least two labels, the last not a number.
fn national_domain(domain: &str) -> Result<String, EmailError> {
    let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| EmailError)?;
    let last = ascii.rsplit_once('.').map(|(_, last)| last).ok_or(EmailError)?;
    if last.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(EmailError);
    }
    let (national, valid) = idna::domain_to_unicode(&ascii);
    valid.map(|()| national).map_err(|_| EmailError)
}

impl PartialEq for Email {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Email {}

impl std::hash::Hash for Email {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.address)
    }
}

text_form!(Email, EmailError);

/// «n•••@example.ru»: enough to know one's own people by, too little to write to.
pub fn masked(email: &str) -> String {
    let Some((name, domain)) = email.split_once('@') else { return "—".to_owned() };
    let first: String = name.chars().take(1).collect();
    format!("{first}•••@{domain}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_masked_address_tells_its_own_people_only() {
        assert_eq!(super::masked("nina.sokolova@pochta.example"), "n•••@pochta.example");
        assert_eq!(super::masked(""), "—");
    }
}
