//! Enums whose every value has one stable code, used alike in columns, files, JSON and addresses.

/// A code that none of the enum's values bears.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} has no value {code:?}")]
pub struct UnknownCode {
    /// The enum's name, as in `Currency`.
    pub what: &'static str,
    /// The code that was given.
    pub code: String,
}

/// Declares an enum with `ALL`, `code`, `parse`, `Display`, `FromStr` and serde by code.
macro_rules! coded {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$value_meta:meta])* $value:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$value_meta])* #[serde(rename = $code)] $value),+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The stable code: columns, JSON and addresses hold it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$value => $code),+ }
            }

            /// The same as [`Self::code`].
            pub const fn as_str(self) -> &'static str {
                self.code()
            }

            /// Reads a code, exactly as written by [`Self::code`].
            ///
            /// # Errors
            /// [`UnknownCode`](crate::UnknownCode) for any other text.
            pub fn parse(code: &str) -> Result<Self, $crate::UnknownCode> {
                match code {
                    $($code => Ok(Self::$value),)+
                    _ => Err($crate::UnknownCode { what: stringify!($name), code: code.to_owned() }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownCode;
            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::parse(code)
            }
        }
    };
}

/// Serde as text: writes `Display`, reads by `$name::parse`. The type must have both; also gives it `FromStr`.
macro_rules! text_form {
    ($name:ident, $error:ty) => {
        impl std::str::FromStr for $name {
            type Err = $error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}
