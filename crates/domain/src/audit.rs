//! The words of the list «who changed what».

coded! {
    /// What was done.
    pub enum AuditKind {
        /// The rows of a file go in.
        ImportApplied = "import_applied",
        /// They go out again.
        ImportUndone = "import_undone",
        /// A file was laid aside.
        ImportCancelled = "import_cancelled",
        /// The plot is theirs.
        DeclarationApproved = "declaration_approved",
        /// The plot is not theirs.
        DeclarationRefused = "declaration_refused",
        /// A person can't log in any more.
        PersonBlocked = "person_blocked",
        /// They can again.
        PersonUnblocked = "person_unblocked",
        /// Every session of a person was ended by the office.
        SessionsEnded = "sessions_ended",
        /// The letter that confirms an address goes once more.
        ConfirmationSent = "confirmation_sent",
        /// A letter that sets a new password goes out by the office's will.
        RecoverySent = "recovery_sent",
        /// An operator shows a person an account.
        LinkMade = "link_made",
        /// An account no longer shows to a person.
        LinkEnded = "link_ended",
        /// A person linked an account.
        AccountLinked = "account_linked",
        /// The holder ended somebody's link by a letter.
        LinkEndedByHolder = "link_ended_by_holder",
        /// The register names another holder: links to the account ended.
        LinkEndedByRegister = "link_ended_by_register",
        /// An owner opens an account to somebody.
        AccountShared = "account_shared",
        /// The owner takes it back.
        ShareEnded = "share_ended",
        /// A person asked for a PIN or an operator's word.
        ProofAsked = "proof_asked",
        /// An operator gave it.
        ProofApproved = "proof_approved",
        /// An operator did not.
        ProofRefused = "proof_refused",
        /// The office gave a login to its true owner.
        LoginGiven = "login_given",
        /// Whoever proved that the plot is theirs got its login.
        LoginTakenOver = "login_taken_over",
        /// The organisation made a person who can log in.
        PersonMade = "person_made",
        /// Prices from a day on.
        TariffSet = "tariff_set",
        /// Prices from a day on hold no more.
        TariffRemoved = "tariff_removed",
        /// A person may work in the office.
        RoleGranted = "role_granted",
        /// They may no longer.
        RoleRevoked = "role_revoked",
        /// A portal was made.
        PortalMade = "portal_made",
        /// Looks, rules or hosts of a portal.
        PortalChanged = "portal_changed",
        /// What an organisation is called and shows.
        OrganisationSaved = "organisation_saved",
        /// The organisation's bank details.
        BankDetailsChanged = "bank_details_changed",
        /// What a member tells of themselves.
        OwnDataChanged = "own_data_changed",
        /// A member's confirmed address.
        EmailChanged = "email_changed",
        /// A text of the public site was written.
        TextWritten = "text_written",
        /// Everybody sees it now.
        TextShown = "text_shown",
        /// Nobody but the office sees it now.
        TextHidden = "text_hidden",
        /// It is gone.
        TextDeleted = "text_deleted",
        /// What somebody wrote by the contact form is answered.
        RequestAnswered = "request_answered",
        /// A member's password; never the password itself.
        PasswordChanged = "password_changed",
        /// Log-in asks for more than the password from now on.
        SecondFactorOn = "second_factor_on",
        /// It no longer does.
        SecondFactorOff = "second_factor_off",
        /// New recovery codes; never the codes themselves.
        RecoveryCodesMade = "recovery_codes_made",
        /// Somebody came in with one.
        RecoveryCodeUsed = "recovery_code_used",
        /// A person may log in with a passkey.
        PasskeyAdded = "passkey_added",
        /// They may no longer.
        PasskeyRemoved = "passkey_removed",
        /// What a member wants to be written about.
        SubscriptionsChanged = "subscriptions_changed",
        /// A member deleted their profile.
        ProfileDeleted = "profile_deleted",
        /// An operator looks at a cabinet as its person sees it.
        CabinetViewed = "cabinet_viewed",
    }
}

coded! {
    /// What it was done to.
    pub enum AuditSubject {
        /// A file; its id.
        Import = "import",
        /// Who logs in; their id.
        Person = "person",
        /// Prices; their first day.
        Tariff = "tariff",
        /// A portal; its short name.
        Portal = "portal",
        /// An organisation; its id.
        Organisation = "organisation",
        /// A page of the site; its id.
        Page = "page",
        /// An announcement; its id.
        Announcement = "announcement",
        /// What somebody wrote; its id.
        Request = "request",
    }
}

coded! {
    /// What changed, in the values before and after.
    pub enum AuditField {
        /// Numbers of plots.
        Plots = "plots",
        /// The owner's name.
        Owner = "owner",
        /// The contact person.
        Contact = "contact",
        /// A phone.
        Phone = "phone",
        /// An address for letters.
        Email = "email",
        /// A login.
        Login = "login",
        /// A role in the office.
        Role = "role",
        /// The price by the single tariff.
        Single = "single",
        /// The price by day.
        Day = "day",
        /// The price by night.
        Night = "night",
        /// Rows that were added.
        Added = "added",
        /// Rows that were changed.
        Changed = "changed",
        /// Rows that were refused.
        Refused = "refused",
        /// The title of a portal.
        Title = "title",
        /// The line under it.
        Tagline = "tagline",
        /// The first sentence of the home page.
        Headline = "headline",
        /// Where the office is.
        Address = "address",
        /// When the phone is answered.
        Hours = "hours",
        /// The colour.
        Hue = "hue",
        /// Languages on offer.
        Languages = "languages",
        /// The time zone.
        TimeZone = "time_zone",
        /// The host.
        Host = "host",
        /// Further hosts.
        Aliases = "aliases",
        /// The rules of a portal.
        Rules = "rules",
        /// The beginning of a text.
        Text = "text",
        /// A note of the office.
        Note = "note",
        /// Bank details, as they stand on the receipt.
        Details = "details",
        /// How an account was proved.
        Proof = "proof",
        /// What a member wants to be written about, by codes.
        Subscriptions = "subscriptions",
        /// How many digits account numbers have.
        NumberDigits = "number_digits",
        /// Where the number stands on the receipt.
        NumberHint = "number_hint",
        /// What the basic version shows: codes of `BasicPart`.
        BasicShows = "basic_shows",
    }
}
