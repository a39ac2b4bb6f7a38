//! What an operator's last action came to, shown once on the next page.

use crate::i18n::Translator;
use crate::web::page::{NoticeKind, NoticeView};

/// The notice of a key; nothing for a key that isn't one of the office's.
pub fn told(key: &str, t: Translator) -> Option<NoticeView> {
    use NoticeKind::{Ok, Warn};
    let (kind, title, text) = match key {
        "office-confirmation-sent" => (Ok, t.s("told-office-letter"), t.s("told-office-confirmation-text")),
        "office-recovery-sent" => (Ok, t.s("told-office-letter"), t.s("told-office-recovery-text")),
        "office-letter-waits" => (Warn, t.s("told-office-letter-waits"), t.s("told-office-letter-waits-text")),
        "office-no-address" => (Warn, t.s("told-office-letter-waits"), t.s("told-office-no-address-text")),
        "office-too-many" => (Warn, t.s("told-office-letter-waits"), t.s("told-office-too-many-text")),
        "office-blocked" => (Ok, t.s("told-office-blocked"), t.s("told-office-blocked-text")),
        "office-unblocked" => (Ok, t.s("told-office-unblocked"), t.s("told-office-unblocked-text")),
        "office-link-ended" => (Ok, t.s("told-office-link-ended"), t.s("told-office-link-ended-text")),
        "office-login-given" => (Ok, t.s("told-office-login-given"), t.s("told-office-login-given-text")),
        "office-request-approved" => {
            (Ok, t.s("told-office-request-approved"), t.s("told-office-request-approved-text"))
        }
        "office-request-refused" => (Ok, t.s("told-office-request-refused"), t.s("told-office-request-refused-text")),
        "office-sessions-ended" => (Ok, t.s("told-office-sessions-ended"), t.s("told-office-sessions-ended-text")),
        "office-kept" => (Warn, t.s("told-office-nothing"), t.s("told-office-kept-text")),
        "office-nothing" => (Warn, t.s("told-office-nothing"), t.s("told-office-nothing-text")),
        "office-tariff-set" => (Ok, t.s("told-office-tariff-set"), t.s("told-office-tariff-set-text")),
        "office-tariff-removed" => (Ok, t.s("told-office-tariff-removed"), t.s("told-office-tariff-set-text")),
        "office-role-granted" => (Ok, t.s("told-office-role-granted"), t.s("told-office-role-text")),
        "office-role-revoked" => (Ok, t.s("told-office-role-revoked"), t.s("told-office-role-text")),
        "office-role-last" => (Warn, t.s("told-office-nothing"), t.s("told-office-role-last-text")),
        "office-settings-saved" => (Ok, t.s("told-office-settings"), t.s("told-office-settings-text")),
        "office-organisation-saved" => (Ok, t.s("told-office-settings"), t.s("told-office-organisation-text")),
        _ => return None,
    };
    Some(NoticeView { kind, title: title.into(), text: text.into() })
}
