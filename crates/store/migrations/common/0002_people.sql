-- Who logs in, what they may see, and what stands against guessers.
CREATE TABLE person (
    id            UUID PRIMARY KEY,
    portal_id     UUID NOT NULL REFERENCES portal (id),
    login         TEXT NOT NULL CHECK (length(login) BETWEEN 1 AND 64),
    login_key     TEXT NOT NULL CHECK (length(login_key) BETWEEN 1 AND 64),
    password_hash TEXT NOT NULL CHECK (length(password_hash) BETWEEN 1 AND 300),
    full_name     TEXT NOT NULL DEFAULT '' CHECK (length(full_name) <= 300),
    email         TEXT CHECK (length(email) <= 254),
    language      TEXT CHECK (language IN ('ru', 'kk', 'en')),
    created_at    TIMESTAMPTZ NOT NULL,
    blocked_at    TIMESTAMPTZ,
    UNIQUE (portal_id, login_key),
    UNIQUE (id, portal_id)
);

-- What an operator may do in the back office of one organisation.
CREATE TABLE operator_role (
    person_id       UUID NOT NULL,
    portal_id       UUID NOT NULL,
    organisation_id UUID NOT NULL,
    role            TEXT NOT NULL CHECK (role IN ('administrator', 'accountant', 'editor')),
    granted_at      TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (person_id, organisation_id, role),
    FOREIGN KEY (person_id, portal_id) REFERENCES person (id, portal_id),
    FOREIGN KEY (organisation_id, portal_id) REFERENCES organisation (id, portal_id)
);

-- A person reaches an account only through a link. Both stand in the portal that is named here.
CREATE TABLE link (
    person_id       UUID NOT NULL,
    account_id      UUID NOT NULL,
    portal_id       UUID NOT NULL,
    organisation_id UUID NOT NULL,
    level           TEXT NOT NULL CHECK (level IN ('basic', 'full')),
    role            TEXT NOT NULL CHECK (role IN ('owner', 'payer', 'viewer')),
    proof           TEXT NOT NULL CHECK (proof IN ('operator', 'register_email', 'trusted')),
    since           TIMESTAMPTZ NOT NULL,
    until           TIMESTAMPTZ,
    PRIMARY KEY (person_id, account_id),
    FOREIGN KEY (person_id, portal_id) REFERENCES person (id, portal_id),
    FOREIGN KEY (organisation_id, portal_id) REFERENCES organisation (id, portal_id),
    FOREIGN KEY (account_id, organisation_id) REFERENCES account (id, organisation_id)
);
CREATE INDEX link_account ON link (account_id);

-- The token itself is known to the browser alone; here stands its SHA-256.
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
    person_id  UUID NOT NULL REFERENCES person (id),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX session_person ON session (person_id);
CREATE INDEX session_expiry ON session (expires_at);

-- A browser that has logged in before: its guesses are counted apart, so that a stranger can't lock the owner out.
CREATE TABLE known_device (
    token_hash TEXT NOT NULL CHECK (length(token_hash) = 64),
    person_id  UUID NOT NULL REFERENCES person (id),
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (token_hash, person_id)
);

CREATE TABLE login_failure (
    portal_id         UUID NOT NULL REFERENCES portal (id),
    bucket            TEXT NOT NULL CHECK (length(bucket) <= 120),
    failures          BIGINT NOT NULL CHECK (failures >= 0),
    window_started_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (portal_id, bucket)
);
