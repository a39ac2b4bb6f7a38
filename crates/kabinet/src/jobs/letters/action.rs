//! Letters with something to do: confirm an address, set a new password; and what was done.

use askama::Template;
use domain::person::ChallengePurpose;
use store::challenges::{Challenge, ChallengeLetter};
use store::outbox::Written;

use super::write_out::Frame;
use crate::app::App;
use crate::flows::recover_password::is_by_contract;
use crate::flows::{Failure, letter, secret};
use crate::i18n::Translator;

/// What a letter says between its title and its foot.
pub(super) struct Letter {
    pub(super) text: String,
    pub(super) action: Option<Action>,
    pub(super) not_you: String,
}

/// The one thing to do.
pub(super) struct Action {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) until: String,
    pub(super) code: Option<Code>,
}

/// For those whose link doesn't open.
pub(super) struct Code {
    pub(super) page: String,
    pub(super) digits: String,
}

#[derive(Template)]
#[template(path = "letters/action.html")]
struct ActionHtml<'a> {
    t: Translator,
    lang: &'static str,
    title: &'a str,
    portal: &'a str,
    phone: &'a str,
    brand: String,
    brand_dark: String,
    letter: &'a Letter,
}

#[derive(Template)]
#[template(path = "letters/action.txt", escape = "none")]
struct ActionText<'a> {
    t: Translator,
    title: &'a str,
    portal: &'a str,
    phone: &'a str,
    letter: &'a Letter,
}

impl Frame<'_> {
    /// The letter about a challenge.
    pub(super) fn secret(&self, app: &App, kind: &str, about: &ChallengeLetter) -> Result<Written, Failure> {
        let t = self.t;
        let challenge = &about.challenge;
        match kind {
            letter::CONFIRM_EMAIL if about.held => {
                let letter = Letter {
                    text: t.s("letter-held-text").into(),
                    action: Some(self.leading_to("/recover", t.s("letter-held-action").into())),
                    not_you: t.s("letter-held-not-you").into(),
                };
                self.action(&t.s("letter-held-title"), &letter)
            }
            letter::CONFIRM_EMAIL => {
                let (page, digits) = (self.link("/confirm"), secret::code(app, challenge)?);
                let code = Code { page, digits: format!("{} {}", &digits[..3], &digits[3..]) };
                let registers = challenge.purpose == ChallengePurpose::ConfirmEmail;
                let letter = Letter {
                    text: if registers {
                        t.s1("letter-confirm-text", "login", &about.login)
                    } else {
                        t.s1("letter-confirm-change", "login", &about.login)
                    },
                    action: Some(self.secret_link(
                        app,
                        challenge,
                        "/confirm",
                        t.s("confirm-submit").into(),
                        Some(code),
                    )?),
                    not_you: t.s("letter-confirm-not-you").into(),
                };
                self.action(&t.s("letter-confirm-title"), &letter)
            }
            letter::RECOVER if is_by_contract(self.portal) => self.contract_recovery(app, challenge),
            letter::RECOVER => {
                let letter = Letter {
                    text: t.s1("letter-recover-text", "login", &about.login),
                    action: Some(self.secret_link(
                        app,
                        challenge,
                        "/recover",
                        t.s("letter-recover-action").into(),
                        None,
                    )?),
                    not_you: t.s("letter-recover-not-you").into(),
                };
                self.action(&t.s("letter-recover-title"), &letter)
            }
            letter::EMAIL_CHANGED => {
                let letter = Letter {
                    text: t.s1("letter-changed-text", "login", &about.login),
                    action: None,
                    not_you: t.s("letter-changed-not-you").into(),
                };
                self.action(&t.s("letter-changed-title"), &letter)
            }
            _ => {
                let letter = Letter {
                    text: t.s1("letter-login-text", "login", &about.login),
                    action: Some(self.leading_to("/login", t.s("frame-login").into())),
                    not_you: t.s("letter-login-not-you").into(),
                };
                self.action(&t.s("letter-login-title"), &letter)
            }
        }
    }

    /// «Вы запросили ваши регистрационные данные» (catalogue C4); the profile's number and login stay out of the letter.
    fn contract_recovery(&self, app: &App, challenge: &Challenge) -> Result<Written, Failure> {
        let t = self.t;
        let control = secret::control(app, challenge)?;
        let digits = format!("{} {} {}", &control[..4], &control[4..8], &control[8..]);
        let code = Code { page: self.link("/recover/change"), digits };
        let letter = Letter {
            text: t.s("letter-control-text").into(),
            action: Some(self.secret_link(app, challenge, "/recover", t.s("recover-change").into(), Some(code))?),
            not_you: t.s("letter-recover-not-you").into(),
        };
        self.action(&t.s("letter-control-title"), &letter)
    }

    /// The office gave a person another login.
    pub(super) fn login_set(&self, login: &str) -> Result<Written, Failure> {
        let t = self.t;
        let letter = Letter {
            text: t.s1("letter-login-set-text", "login", login),
            action: Some(self.leading_to("/login", t.s("frame-login").into())),
            not_you: t.s("letter-login-not-you").into(),
        };
        self.action(&t.s("letter-login-title"), &letter)
    }

    pub(super) fn leading_to(&self, path: &str, label: String) -> Action {
        Action { label, href: self.link(path), until: String::new(), code: None }
    }

    fn secret_link(
        &self,
        app: &App,
        challenge: &Challenge,
        path: &str,
        label: String,
        code: Option<Code>,
    ) -> Result<Action, Failure> {
        let href = self.link(&format!("{path}/{}/{}", challenge.id, secret::link(app, challenge)?));
        let until = self.t.moment(challenge.expires_at, self.portal.time_zone);
        Ok(Action { label, href, until, code })
    }

    pub(super) fn action(&self, title: &str, letter: &Letter) -> Result<Written, Failure> {
        let t = self.t;
        let (brand, brand_dark) = self.brand();
        let (portal, phone) = (self.portal.title.as_str(), self.portal.phone.as_str());
        let lang = t.language().code();
        let html = ActionHtml { t, lang, title, portal, phone, brand, brand_dark, letter };
        let text = ActionText { t, title, portal, phone, letter };
        let render = |outcome: askama::Result<String>| outcome.map_err(|error| Failure::Data(error.to_string()));
        Ok(Written { text: render(text.render())?, html: render(html.render())?, title: title.to_owned() })
    }
}
