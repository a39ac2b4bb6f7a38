//! Letters that tell what was done about log-in with more than a password.

use store::outbox::Written;

use super::action::Letter;
use super::write_out::Frame;
use crate::flows::{Failure, letter};

impl Frame<'_> {
    /// The second factor is on or off, a recovery code was used, a passkey was added; whoever didn't do it takes their
    /// account back by the button.
    pub(super) fn second_factor(&self, kind: &str, login: &str) -> Result<Written, Failure> {
        let t = self.t;
        let (title, text) = match kind {
            letter::SECOND_FACTOR_ON => (t.s("letter-second-on-title"), t.s1("letter-second-on-text", "login", login)),
            letter::SECOND_FACTOR_OFF => {
                (t.s("letter-second-off-title"), t.s1("letter-second-off-text", "login", login))
            }
            letter::RECOVERY_CODE_USED => {
                (t.s("letter-recovery-code-title"), t.s1("letter-recovery-code-text", "login", login))
            }
            _ => (t.s("letter-passkey-title"), t.s1("letter-passkey-text", "login", login)),
        };
        let letter = Letter {
            text,
            action: Some(self.leading_to("/my/second-factor", t.s("nav-second-factor").into())),
            not_you: t.s("letter-second-not-you").into(),
        };
        self.action(&title, &letter)
    }
}
