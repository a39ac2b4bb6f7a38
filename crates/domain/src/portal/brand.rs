//! The one colour an operator picks.

use std::fmt;

/// A hue outside 0 to 359.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hue is a whole number from 0 to 359")]
pub struct BrandHueError;

/// The hue of a portal's brand, in degrees 0 to 359. Its lightness follows from it, so that contrast holds whatever is
/// picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct BrandHue(u16);

impl BrandHue {
    /// A hue in degrees.
    ///
    /// # Errors
    /// [`BrandHueError`] above 359.
    pub const fn new(degrees: u16) -> Result<Self, BrandHueError> {
        if degrees < 360 { Ok(Self(degrees)) } else { Err(BrandHueError) }
    }

    /// The hue in degrees.
    pub const fn degrees(self) -> u16 {
        self.0
    }

    /// The lightness in per cent at which white text on the colour stays readable: yellow to cyan need a darker one
    /// (`DESIGN.md`, «Brand»).
    pub const fn lightness(self) -> u8 {
        match self.0 {
            30..=205 => 24,
            _ => 30,
        }
    }
}

impl TryFrom<u16> for BrandHue {
    type Error = BrandHueError;
    fn try_from(degrees: u16) -> Result<Self, Self::Error> {
        Self::new(degrees)
    }
}

impl From<BrandHue> for u16 {
    fn from(hue: BrandHue) -> Self {
        hue.0
    }
}

impl std::str::FromStr for BrandHue {
    type Err = BrandHueError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map_err(|_| BrandHueError).and_then(Self::new)
    }
}

impl fmt::Display for BrandHue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
