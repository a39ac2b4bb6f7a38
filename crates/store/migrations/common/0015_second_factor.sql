-- A second factor of one's own choice: codes of an application with recovery codes, passkeys, and the half-way state of a
-- log-in after a right password.

-- The seed is encrypted under a key that derives from the server's: the database alone makes no codes.
CREATE TABLE totp (
    person_id    UUID PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    seed         TEXT NOT NULL CHECK (length(seed) BETWEEN 1 AND 300),
    created_at   TIMESTAMPTZ NOT NULL,
    confirmed_at TIMESTAMPTZ,
    -- The latest step of thirty seconds whose code was used: none works twice.
    last_step    BIGINT NOT NULL DEFAULT 0 CHECK (last_step >= 0)
);

-- Hashes under the server's key.
CREATE TABLE recovery_code (
    person_id UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL CHECK (length(code_hash) = 64),
    used_at   TIMESTAMPTZ,
    PRIMARY KEY (person_id, code_hash)
);

-- What is public of a key, as the library writes it; the key itself never leaves its owner's device.
CREATE TABLE passkey (
    id            UUID PRIMARY KEY,
    person_id     UUID NOT NULL,
    portal_id     UUID NOT NULL,
    credential_id TEXT NOT NULL CHECK (length(credential_id) BETWEEN 2 AND 2046),
    data          TEXT NOT NULL CHECK (length(data) BETWEEN 2 AND 20000),
    name          TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    created_at    TIMESTAMPTZ NOT NULL,
    last_used_at  TIMESTAMPTZ,
    UNIQUE (portal_id, credential_id),
    FOREIGN KEY (person_id, portal_id) REFERENCES person (id, portal_id) ON DELETE CASCADE
);
CREATE INDEX passkey_person ON passkey (person_id, created_at);

-- Whether a passkey is asked for after the password.
ALTER TABLE person ADD COLUMN passkey_asked BOOLEAN NOT NULL DEFAULT FALSE;

-- A question put to an authenticator; answered once.
CREATE TABLE passkey_ceremony (
    id         UUID PRIMARY KEY,
    portal_id  UUID NOT NULL REFERENCES portal (id),
    person_id  UUID REFERENCES person (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('add', 'log_in')),
    state      TEXT NOT NULL CHECK (length(state) BETWEEN 2 AND 100000),
    expires_at TIMESTAMPTZ NOT NULL,
    CHECK ((kind = 'add') = (person_id IS NOT NULL))
);
CREATE INDEX passkey_ceremony_expiry ON passkey_ceremony (expires_at);

-- The password was right and the second factor is due. The browser holds the token, here stands its SHA-256.
CREATE TABLE login_step (
    token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
    person_id  UUID NOT NULL,
    portal_id  UUID NOT NULL,
    remember   BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    tries      BIGINT NOT NULL DEFAULT 0 CHECK (tries >= 0),
    FOREIGN KEY (person_id, portal_id) REFERENCES person (id, portal_id) ON DELETE CASCADE
);
CREATE INDEX login_step_person ON login_step (person_id);
CREATE INDEX login_step_expiry ON login_step (expires_at);
