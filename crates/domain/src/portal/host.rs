//! Host names by which portals are told apart.

use std::fmt;

/// A text that is no host name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a host name (letters, digits, dashes and dots; no port, no path)")]
pub struct HostNameError;

/// A host name without a port. Kept in lower case and in the letters DNS carries (`xn--…`), since browsers send
/// national names so; therefore `смородина.онлайн` and its `xn--` form are one host.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostName(String);

impl HostName {
    /// Reads a host name in either spelling; one trailing dot (the root) is dropped.
    ///
    /// # Errors
    /// [`HostNameError`] for ports, paths, addresses in brackets, empty labels and overlong names.
    pub fn parse(text: &str) -> Result<Self, HostNameError> {
        let text = text.trim();
        let text = text.strip_suffix('.').unwrap_or(text);
        // 253 characters are the most a name can have; more are not worth converting.
        if text.chars().count() > 253 {
            return Err(HostNameError);
        }
        idna::domain_to_ascii_strict(text).map(Self).map_err(|_| HostNameError)
    }

    /// The form that requests and certificates carry.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that people read: national letters.
    pub fn to_unicode(&self) -> String {
        idna::domain_to_unicode(&self.0).0
    }
}

/// The form that requests and certificates carry.
impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(HostName, HostNameError);
