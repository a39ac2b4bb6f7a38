//! Letters that tell what was decided or done: a declared plot, a new password, a new device.

use store::log_ins::ToldLogIn;
use store::outbox::Written;

use super::action::Letter;
use super::write_out::Frame;
use crate::flows::{Failure, letter};

impl Frame<'_> {
    /// The board's decision about a declared plot.
    pub(super) fn plot_decided(&self, kind: &str, number: &str) -> Result<Written, Failure> {
        let t = self.t;
        if kind == letter::PLOT_APPROVED {
            let letter = Letter {
                text: t.s1("letter-plot-approved-text", "plot", number),
                action: Some(self.leading_to("/my", t.s("letter-plot-approved-action").into())),
                not_you: t.s("letter-plot-approved-not-you").into(),
            };
            return self.action(&t.s1("letter-plot-approved-title", "plot", number), &letter);
        }
        let letter = Letter {
            text: t.s1("letter-plot-refused-text", "plot", number),
            action: Some(self.leading_to("/my/registration/edit", t.s("letter-plot-refused-action").into())),
            not_you: t.s("letter-plot-refused-not-you").into(),
        };
        self.action(&t.s1("letter-plot-refused-title", "plot", number), &letter)
    }

    /// Somebody set a new password; whoever didn't takes their account back by the button.
    pub(super) fn password_changed(&self, login: &str) -> Result<Written, Failure> {
        let t = self.t;
        let letter = Letter {
            text: t.s1("letter-password-text", "login", login),
            action: Some(self.leading_to("/recover", t.s("letter-held-action").into())),
            not_you: t.s("letter-password-not-you").into(),
        };
        self.action(&t.s("letter-password-title"), &letter)
    }

    /// The last letter: it needs nothing of the person, because nothing is left.
    pub(super) fn profile_deleted(&self) -> Result<Written, Failure> {
        let t = self.t;
        let letter = Letter {
            text: t.s("letter-profile-deleted-text").into(),
            action: None,
            not_you: t.s("letter-profile-deleted-not-you").into(),
        };
        self.action(&t.s("letter-profile-deleted-title"), &letter)
    }

    /// Somebody logged in with a browser that is new to the person.
    pub(super) fn new_device(&self, log_in: &ToldLogIn) -> Result<Written, Failure> {
        let t = self.t;
        let agent = if log_in.agent.is_empty() { t.s("devices-unknown").into() } else { log_in.agent.clone() };
        let when = t.moment(log_in.began_at, self.portal.time_zone);
        let told = t.s2("letter-device-text", "login", &log_in.login, "when", when);
        let from = t.s2("letter-device-from", "address", &log_in.address, "agent", agent);
        let letter = Letter {
            text: format!("{told} {from}"),
            action: Some(self.leading_to("/my/devices", t.s("nav-devices").into())),
            not_you: t.s("letter-device-not-you").into(),
        };
        self.action(&t.s("letter-device-title"), &letter)
    }
}
