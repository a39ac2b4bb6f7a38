-- Who changed what. Rows are only added: no statement of the program changes or deletes one (a test looks).
-- What is named by id or number bears no key: it may be gone, and the row stays. The list of kinds grows with the program,
-- so it stands in the program alone.
CREATE TABLE audit (
    id              UUID PRIMARY KEY,
    portal_id       UUID NOT NULL REFERENCES portal (id),
    organisation_id UUID REFERENCES organisation (id),
    actor           TEXT NOT NULL CHECK (actor IN ('person', 'command_line')),
    person_id       UUID,
    kind            TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    subject_kind    TEXT NOT NULL CHECK (length(subject_kind) BETWEEN 1 AND 40),
    subject         TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 100),
    title           TEXT NOT NULL CHECK (length(title) <= 300),
    address         TEXT CHECK (length(address) BETWEEN 1 AND 45),
    at              TIMESTAMPTZ NOT NULL,
    before          TEXT CHECK (length(before) <= 20000),
    after           TEXT CHECK (length(after) <= 20000),
    CHECK ((actor = 'person') = (person_id IS NOT NULL))
);
CREATE INDEX audit_organisation ON audit (organisation_id, at);
CREATE INDEX audit_portal ON audit (portal_id, at);

-- What a person is called, as it is searched (domain::search); the last time they logged in.
ALTER TABLE person ADD COLUMN search_name TEXT NOT NULL DEFAULT '' CHECK (length(search_name) <= 1000);
ALTER TABLE person ADD COLUMN last_login_at TIMESTAMPTZ;
UPDATE person SET search_name = lower(full_name);
ALTER TABLE person_details ADD COLUMN search_name TEXT NOT NULL DEFAULT '' CHECK (length(search_name) <= 1000);
UPDATE person_details SET search_name = lower(owner_name || ' ' || contact_name);
CREATE INDEX person_portal ON person (portal_id, created_at);
