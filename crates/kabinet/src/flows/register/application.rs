//! The sign-up form read by the portal's scheme: typed texts in, an applicant or the fields to mend out.

use domain::account::{Identifier, IdentifierKind};
use domain::email::Email;
use domain::person::{Applicant, Login, PasswordFault, PasswordRules, SignUp};
use domain::portal::Language;
use domain::tax_number::TaxNumber;
use store::portals::Portal;

use crate::flows::begin_session::Origin;

/// The longest name, in characters.
const LONGEST_NAME: usize = 300;

/// The form, as typed. A scheme reads the fields that it asks for.
#[derive(Clone, Copy, Debug)]
pub struct Application<'a> {
    /// Who signs up, where the scheme asks.
    pub applicant: Applicant,
    /// «Номер участка (логин)», «Имя пользователя».
    pub login: &'a str,
    /// «Номер договора», «Лицевой счёт».
    pub number: &'a str,
    /// «Наименование компании», the full name.
    pub name: &'a str,
    /// «ИИН / БИН».
    pub tax_number: &'a str,
    /// «Получать счёт-извещение на email».
    pub bill_by_email: bool,
    /// «Адрес электронной почты».
    pub email: &'a str,
    /// «Пароль».
    pub password: &'a str,
    /// «Подтвердить пароль».
    pub again: &'a str,
    /// The box is ticked.
    pub consent: bool,
    /// Where it comes from.
    pub origin: Origin<'a>,
    /// In which language it was filled in.
    pub language: Language,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No login.
    LoginMissing,
    /// Not a plot's number, not a user name.
    LoginOdd,
    /// Somebody has this user name.
    LoginTaken,
    /// No name.
    NameMissing,
    /// Longer than a name is.
    NameLong,
    /// No tax number.
    TaxNumberMissing,
    /// Its check digit or its length is wrong.
    TaxNumberOdd,
    /// No account or contract.
    NumberMissing,
    /// Not the number of one.
    NumberOdd,
    /// No address.
    EmailMissing,
    /// Not an address.
    EmailOdd,
    /// No password.
    PasswordMissing,
    /// A password that the portal refuses.
    Password(PasswordFault),
    /// The second is not the first.
    AgainDiffers,
    /// The box is not ticked.
    ConsentMissing,
}

/// A form without a fault.
#[derive(Clone, Debug)]
pub(super) struct Applied {
    /// The login they want.
    pub login: Login,
    /// Where letters go.
    pub email: Email,
    /// Their account or contract, and what they say of themselves, where the scheme asks.
    pub account: Option<AppliedAccount>,
}

/// What stands on a bill, as the applicant copied it.
#[derive(Clone, Debug)]
pub(super) struct AppliedAccount {
    pub applicant: Applicant,
    pub kind: IdentifierKind,
    pub number: Identifier,
    pub name: String,
    pub tax_number: TaxNumber,
    pub bill_by_email: bool,
}

/// Reads the form.
pub(super) fn read(portal: &Portal, form: &Application<'_>) -> Result<Applied, Vec<Fault>> {
    let mut faults = Vec::new();
    let account = match &portal.rules.sign_up {
        SignUp::Contract { .. } => account_of(form, &mut faults).map(Some),
        SignUp::PlotNumber | SignUp::UserName | SignUp::Email => Some(None),
    };
    let email = email_of(form.email);
    let login = match (&portal.rules.sign_up, &account, &email) {
        (SignUp::PlotNumber, ..) => plot_of(form.login).map(Some),
        (SignUp::UserName, ..) => user_name_of(form.login).map(Some),
        (scheme @ SignUp::Contract { .. }, Some(Some(account)), _) => {
            scheme.login_of(account.applicant, &account.number).map(Some).ok_or(Fault::NumberOdd)
        }
        (SignUp::Email, _, Ok(email)) => Login::parse(email.as_str()).map(Some).map_err(|_| Fault::EmailOdd),
        // The field from which it follows has its own fault.
        (SignUp::Contract { .. } | SignUp::Email, ..) => Ok(None),
    };
    faults.extend(login.as_ref().err());
    faults.extend(email.as_ref().err());
    faults.extend(password_faults(portal.rules.password, form.password, form.again));
    if !form.consent {
        faults.push(Fault::ConsentMissing);
    }
    match (login, email, account) {
        (Ok(Some(login)), Ok(email), Some(account)) if faults.is_empty() => Ok(Applied { login, email, account }),
        _ => Err(faults),
    }
}

fn account_of(form: &Application<'_>, faults: &mut Vec<Fault>) -> Option<AppliedAccount> {
    let name = form.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        faults.push(Fault::NameMissing);
    } else if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        faults.push(Fault::NameLong);
    }
    let tax_number = match form.tax_number.trim() {
        "" => Err(Fault::TaxNumberMissing),
        text => TaxNumber::parse(text).map_err(|_| Fault::TaxNumberOdd),
    };
    let number = match form.number.trim() {
        "" => Err(Fault::NumberMissing),
        // «нет», a street: no number without a digit.
        text => Identifier::parse(text).ok().filter(|n| has_digit(n.as_str())).ok_or(Fault::NumberOdd),
    };
    faults.extend(tax_number.as_ref().err());
    faults.extend(number.as_ref().err());
    let kind = form.applicant.identifier();
    Some(AppliedAccount {
        applicant: form.applicant,
        kind,
        number: number.ok()?,
        name,
        tax_number: tax_number.ok()?,
        bill_by_email: form.bill_by_email,
    })
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

/// A plot's number has a digit; an address would be somebody's other login.
fn plot_of(text: &str) -> Result<Login, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::LoginMissing);
    }
    let is_plot = has_digit(text) && !text.contains('@') && Identifier::parse(text).is_ok();
    Login::parse(text).ok().filter(|_| is_plot).ok_or(Fault::LoginOdd)
}

fn user_name_of(text: &str) -> Result<Login, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::LoginMissing);
    }
    Login::parse(text).ok().filter(|_| SignUp::is_user_name(text)).ok_or(Fault::LoginOdd)
}

/// An address, or what is wrong with it.
pub(in crate::flows) fn email_of(text: &str) -> Result<Email, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::EmailMissing);
    }
    Email::parse(text).map_err(|_| Fault::EmailOdd)
}

/// What is wrong with a new password typed twice.
pub(in crate::flows) fn password_faults(rules: PasswordRules, password: &str, again: &str) -> Vec<Fault> {
    match rules.check(password) {
        _ if password.is_empty() => vec![Fault::PasswordMissing],
        Err(fault) => vec![Fault::Password(fault)],
        Ok(()) if crate::passwords::is_common(password) => vec![Fault::Password(PasswordFault::Common)],
        Ok(()) if password != again => vec![Fault::AgainDiffers],
        Ok(()) => Vec::new(),
    }
}
