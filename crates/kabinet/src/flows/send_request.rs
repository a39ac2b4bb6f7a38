//! Somebody writes by the contact form: kept for the office, and sent to the portal's own address.

use std::net::IpAddr;

use domain::account::Identifier;
use domain::email::Email;
use domain::phone::Phone;
use domain::portal::Language;
use store::organisations;
use store::outbox::{self, NewLetter};
use store::portals::Portal;
use store::requests::{self, NewRequest};
use store::scope::CustomerScope;
use uuid::Uuid;

use super::limits::{self, Limit};
use super::register::CONSENT_VERSION;
use super::write_page::body_of;
use super::{Failure, letter};
use crate::app::App;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 200;
/// The longest message, in characters.
pub const LONGEST_MESSAGE: usize = 4000;

/// The form, as typed.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    /// How to address the writer.
    pub name: &'a str,
    /// E-mail address or phone.
    pub contact: &'a str,
    /// The plot; may be empty.
    pub plot: &'a str,
    /// What is asked.
    pub message: &'a str,
    /// The box is ticked.
    pub consent: bool,
    /// A field that people don't see: what fills it in is a machine.
    pub trap: &'a str,
    /// Where it comes from.
    pub address: IpAddr,
    /// In which language the form stood.
    pub language: Language,
    /// Who has logged in.
    pub writer: Option<CustomerScope>,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No name.
    NameMissing,
    /// Longer than [`LONGEST_NAME`].
    NameLong,
    /// Neither address nor phone.
    ContactMissing,
    /// Not an address and not a phone.
    ContactOdd,
    /// Not a plot's number.
    PlotOdd,
    /// No message.
    MessageMissing,
    /// Longer than [`LONGEST_MESSAGE`].
    MessageLong,
    /// The box is not ticked.
    ConsentMissing,
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is kept, under this key.
    Sent(Uuid),
    /// The fields to mend, in their order.
    Faults(Vec<Fault>),
    /// A machine filled in the field that people don't see.
    Trapped,
    /// Too many requests: wait so many minutes.
    TooMany {
        /// Whole minutes.
        minutes: i64,
    },
    /// The portal has no organisation that could answer.
    Nobody,
}

/// How to reach the writer.
enum Contact {
    Email(Email),
    Phone(Phone),
}

fn contact_of(text: &str) -> Result<Contact, Fault> {
    match text.trim() {
        "" => Err(Fault::ContactMissing),
        text if text.contains('@') => Email::parse(text).map(Contact::Email).map_err(|_| Fault::ContactOdd),
        text => Phone::parse(text).map(Contact::Phone).map_err(|_| Fault::ContactOdd),
    }
}

fn name_of(text: &str) -> Result<String, Fault> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Fault::NameMissing),
        1..=LONGEST_NAME if !name.chars().any(char::is_control) => Ok(name),
        _ => Err(Fault::NameLong),
    }
}

fn plot_of(text: &str) -> Result<Option<Identifier>, Fault> {
    match text.trim() {
        "" => Ok(None),
        text => {
            // One number: several, or words, belong into the message.
            let is_one = |plot: &Identifier| {
                let plot = plot.as_str();
                plot.chars().any(|c| c.is_ascii_digit()) && !plot.contains([' ', ',', ';'])
            };
            Identifier::parse(text).ok().filter(is_one).map(Some).ok_or(Fault::PlotOdd)
        }
    }
}

fn message_of(text: &str) -> Result<String, Fault> {
    let message = body_of(text.trim());
    match message.chars().count() {
        0 => Err(Fault::MessageMissing),
        1..=LONGEST_MESSAGE => Ok(message),
        _ => Err(Fault::MessageLong),
    }
}

/// Keeps the request and queues its letter.
///
/// # Errors
/// The machine's trouble only.
pub async fn send_request(app: &App, portal: &Portal, form: &Form<'_>) -> Result<Outcome, Failure> {
    let (name, contact) = (name_of(form.name), contact_of(form.contact));
    let (plot, message) = (plot_of(form.plot), message_of(form.message));
    let mut faults: Vec<Fault> = name.as_ref().err().copied().into_iter().collect();
    faults.extend(contact.as_ref().err());
    faults.extend(plot.as_ref().err());
    faults.extend(message.as_ref().err());
    if !form.consent {
        faults.push(Fault::ConsentMissing);
    }
    let (Ok(name), Ok(contact), Ok(plot), Ok(message), true) = (name, contact, plot, message, faults.is_empty()) else {
        return Ok(Outcome::Faults(faults));
    };
    if !form.trap.is_empty() {
        return Ok(Outcome::Trapped);
    }
    let mut limits = vec![Limit::address("contact", form.address)];
    limits.extend(form.writer.map(|writer| Limit::writer(writer.person())));
    if let Some(minutes) = limits::take(app, portal, &limits).await? {
        return Ok(Outcome::TooMany { minutes });
    }
    let (now, id, letter): (_, Uuid, Uuid) = (app.clock.now(), app.id(), app.id());
    let (email, phone) = match &contact {
        Contact::Email(email) => (Some(email.as_str()), None),
        Contact::Phone(phone) => (None, Some(phone.as_str())),
    };
    let address = form.address.to_canonical().to_string();
    store::write!(app.db, |tx| {
        let Some(organisation) = organisations::of_portal(tx, portal.id).await?.into_iter().next() else {
            return Ok(Outcome::Nobody);
        };
        let request = NewRequest {
            id,
            portal: portal.id,
            organisation: organisation.id,
            name: &name,
            email,
            phone,
            plot: plot.as_ref().map(Identifier::as_str),
            message: &message,
            person: form.writer.map(|writer| writer.person()),
            language: form.language,
            consent_version: CONSENT_VERSION,
            address: &address,
        };
        requests::insert(tx, &request, now).await?;
        if !portal.email.is_empty() {
            let letter = NewLetter {
                id: letter,
                portal: portal.id,
                kind: letter::CONTACT_REQUEST,
                subject: id,
                recipient: &portal.email,
                language: None,
            };
            outbox::insert(tx, &letter, now).await?;
        }
        Ok::<_, Failure>(Outcome::Sent(id))
    })
}
