-- People who register themselves: unconfirmed for a day, letters with a secret, declared plots, consent.
ALTER TABLE person ADD COLUMN email_key TEXT CHECK (length(email_key) <= 254);
ALTER TABLE person ADD COLUMN email_confirmed_at TIMESTAMPTZ;
UPDATE person SET email_key = lower(email);
CREATE INDEX person_email ON person (portal_id, email_key);
-- A confirmed address is one person's; whoever only typed it holds nothing.
CREATE UNIQUE INDEX person_confirmed_email ON person (portal_id, email_key) WHERE email_confirmed_at IS NOT NULL;

-- A person whose address isn't confirmed yet. They hold no login: person.login_key is a placeholder that nobody can type,
-- and the key they want stands here, any number of times.
CREATE TABLE registration (
    person_id  UUID PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    portal_id  UUID NOT NULL REFERENCES portal (id),
    login_key  TEXT NOT NULL CHECK (length(login_key) BETWEEN 1 AND 64),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX registration_login ON registration (portal_id, login_key, created_at);
CREATE INDEX registration_expiry ON registration (expires_at);

-- What a person tells of themselves.
CREATE TABLE person_details (
    person_id    UUID PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    owner_name   TEXT NOT NULL DEFAULT '' CHECK (length(owner_name) <= 300),
    contact_name TEXT NOT NULL DEFAULT '' CHECK (length(contact_name) <= 300),
    phone        TEXT CHECK (length(phone) <= 20),
    changed_at   TIMESTAMPTZ NOT NULL
);

-- Which text was agreed to, when and from where.
CREATE TABLE consent (
    id           UUID PRIMARY KEY,
    person_id    UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL CHECK (kind IN ('personal_data')),
    text_version TEXT NOT NULL CHECK (length(text_version) BETWEEN 1 AND 40),
    language     TEXT NOT NULL CHECK (language IN ('ru', 'kk', 'en')),
    given_at     TIMESTAMPTZ NOT NULL,
    address      TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 45)
);
CREATE INDEX consent_person ON consent (person_id);

-- A letter with a link and a code. Both derive from the server's key and this row: no secret is kept.
CREATE TABLE email_challenge (
    id           UUID PRIMARY KEY,
    person_id    UUID NOT NULL,
    portal_id    UUID NOT NULL,
    purpose      TEXT NOT NULL CHECK (purpose IN ('confirm_email', 'change_email', 'recover')),
    email        TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    created_at   TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ NOT NULL,
    used_at      TIMESTAMPTZ,
    wrong_codes  BIGINT NOT NULL DEFAULT 0 CHECK (wrong_codes >= 0),
    letters      BIGINT NOT NULL DEFAULT 1 CHECK (letters >= 1),
    last_sent_at TIMESTAMPTZ NOT NULL,
    FOREIGN KEY (person_id, portal_id) REFERENCES person (id, portal_id) ON DELETE CASCADE
);
CREATE INDEX email_challenge_person ON email_challenge (person_id, created_at);

-- «Номера ваших участков»: what a person says is theirs. It shows nothing until it is proved or approved.
CREATE TABLE declared_account (
    id          UUID PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    number      TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 40),
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused')),
    declared_at TIMESTAMPTZ NOT NULL,
    decided_by  UUID REFERENCES person (id),
    decided_at  TIMESTAMPTZ,
    UNIQUE (person_id, number)
);
CREATE INDEX declared_account_waiting ON declared_account (number) WHERE state = 'waiting';
