//! Who asks. A store function that touches a person's data takes one of these, and only authentication
//! ([`crate::sessions::find`], [`crate::views::find`], [`crate::people::offices`]), the worker's claim and the command line make them.

use domain::ids::{OrganisationId, PersonId, PortalId};

/// A person who has logged in: reaches accounts through links only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerScope {
    pub(crate) person: PersonId,
    pub(crate) portal: PortalId,
    /// While an operator looks: the one organisation whose accounts show.
    pub(crate) only: Option<OrganisationId>,
}

/// An operator at work for one organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficeScope {
    pub(crate) person: PersonId,
    pub(crate) organisation: OrganisationId,
}

/// The worker or the command line, acting for one organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobScope {
    pub(crate) organisation: OrganisationId,
}

/// Whose data may be touched: what [`OfficeScope`] and [`JobScope`] have in common.
pub trait OrganisationScope: Send + Sync {
    /// The organisation.
    fn organisation(&self) -> OrganisationId;
    /// Who asked, if a person did.
    fn person(&self) -> Option<PersonId>;
}

impl OrganisationScope for OfficeScope {
    fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

impl OrganisationScope for JobScope {
    fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    fn person(&self) -> Option<PersonId> {
        None
    }
}

impl CustomerScope {
    /// Of the person themselves.
    pub(crate) const fn of(person: PersonId, portal: PortalId) -> Self {
        Self { person, portal, only: None }
    }

    /// Of an operator who looks at the person's accounts with one organisation.
    pub(crate) const fn viewed(person: PersonId, portal: PortalId, only: OrganisationId) -> Self {
        Self { person, portal, only: Some(only) }
    }

    /// Whether an operator looks, and not the person: nothing may be changed.
    pub const fn is_view(&self) -> bool {
        self.only.is_some()
    }

    /// The person.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The portal they logged in to.
    pub fn portal(&self) -> PortalId {
        self.portal
    }
}

impl JobScope {
    /// For whoever may run the program on the server: the command line. `src/cli` alone calls this (a test looks).
    pub fn of_command_line(organisation: OrganisationId) -> Self {
        Self { organisation }
    }
}
