//! Identities of rows: `UUIDv7` made by the program, each kind a type of its own, so that one cannot stand for another.

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The UUID, as columns hold it.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+ };
}

ids! {
    /// A portal: its host names, look, rules and people.
    PortalId,
    /// An organisation that bills: СНТ, управляющая компания, supplier.
    OrganisationId,
    /// A flat or a plot.
    PremisesId,
    /// A лицевой счёт, договор or участок.
    AccountId,
    /// Who logs in.
    PersonId,
    /// The tie of a person to an account.
    LinkId,
    /// A meter.
    MeterId,
    /// A batch of imported rows.
    ImportId,
    /// An item of the budget.
    ItemId,
    /// A log-in that lasts.
    SessionId,
    /// Something to be sent.
    OutboxId,
}
