-- An operator looks at a cabinet as its person sees it. The browser holds the token, here stands its SHA-256. A view ends with
-- the operator's session that it was begun in.
CREATE TABLE view_session (
    token_hash      TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
    session_hash    TEXT NOT NULL UNIQUE REFERENCES session (token_hash) ON DELETE CASCADE,
    operator_id     UUID NOT NULL,
    person_id       UUID NOT NULL,
    portal_id       UUID NOT NULL,
    organisation_id UUID NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    FOREIGN KEY (operator_id, portal_id) REFERENCES person (id, portal_id) ON DELETE CASCADE,
    FOREIGN KEY (person_id, portal_id) REFERENCES person (id, portal_id) ON DELETE CASCADE,
    FOREIGN KEY (organisation_id, portal_id) REFERENCES organisation (id, portal_id)
);
CREATE INDEX view_session_operator ON view_session (operator_id);
CREATE INDEX view_session_person ON view_session (person_id);
CREATE INDEX view_session_expiry ON view_session (expires_at);
