-- Links with every proof there is; the list grows with the program, so it stands in the program alone. Nothing refers to a
-- link, so the table can be made anew on both databases.
CREATE TABLE link_anew (
    person_id       UUID NOT NULL,
    account_id      UUID NOT NULL,
    portal_id       UUID NOT NULL,
    organisation_id UUID NOT NULL,
    level           TEXT NOT NULL CHECK (level IN ('basic', 'full')),
    role            TEXT NOT NULL CHECK (role IN ('owner', 'payer', 'viewer')),
    proof           TEXT NOT NULL CHECK (length(proof) BETWEEN 1 AND 20),
    since           TIMESTAMPTZ NOT NULL,
    until           TIMESTAMPTZ,
    shared_by       UUID,
    PRIMARY KEY (person_id, account_id),
    CHECK ((proof = 'shared') = (shared_by IS NOT NULL)),
    FOREIGN KEY (person_id, portal_id) REFERENCES person (id, portal_id),
    FOREIGN KEY (shared_by, portal_id) REFERENCES person (id, portal_id),
    FOREIGN KEY (organisation_id, portal_id) REFERENCES organisation (id, portal_id),
    FOREIGN KEY (account_id, organisation_id) REFERENCES account (id, organisation_id)
);
INSERT INTO link_anew (person_id, account_id, portal_id, organisation_id, level, role, proof, since, until)
SELECT person_id, account_id, portal_id, organisation_id, level, role, proof, since, until FROM link;
DROP TABLE link;
ALTER TABLE link_anew RENAME TO link;
CREATE INDEX link_account ON link (account_id);
CREATE INDEX link_shared ON link (shared_by) WHERE shared_by IS NOT NULL;

-- Whoever can't prove an account at once asks for a PIN or for an operator's word; one open request for an account each.
CREATE TABLE link_request (
    id              UUID PRIMARY KEY,
    person_id       UUID NOT NULL,
    portal_id       UUID NOT NULL,
    organisation_id UUID NOT NULL,
    account_id      UUID NOT NULL,
    proof           TEXT NOT NULL CHECK (proof IN ('pin', 'approval')),
    note            TEXT NOT NULL CHECK (length(note) <= 1000),
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'done', 'refused', 'over')),
    email           TEXT CHECK (length(email) BETWEEN 3 AND 254),
    created_at      TIMESTAMPTZ NOT NULL,
    sent_at         TIMESTAMPTZ,
    expires_at      TIMESTAMPTZ,
    letters         BIGINT NOT NULL DEFAULT 0 CHECK (letters >= 0),
    wrong_codes     BIGINT NOT NULL DEFAULT 0 CHECK (wrong_codes >= 0),
    decided_by      UUID REFERENCES person (id),
    decided_at      TIMESTAMPTZ,
    CHECK (state <> 'sent' OR (email IS NOT NULL AND expires_at IS NOT NULL)),
    FOREIGN KEY (person_id, portal_id) REFERENCES person (id, portal_id),
    FOREIGN KEY (organisation_id, portal_id) REFERENCES organisation (id, portal_id),
    FOREIGN KEY (account_id, organisation_id) REFERENCES account (id, organisation_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX link_request_open ON link_request (person_id, account_id) WHERE state IN ('waiting', 'sent');
CREATE INDEX link_request_queue ON link_request (organisation_id, created_at) WHERE state = 'waiting';
CREATE INDEX link_request_account ON link_request (account_id);
CREATE INDEX link_request_person ON link_request (person_id, created_at);

-- A letter to the holder whom the register knows: somebody linked the account, and the holder may end it.
CREATE TABLE link_notice (
    id         UUID PRIMARY KEY,
    person_id  UUID NOT NULL,
    portal_id  UUID NOT NULL,
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    recipient  TEXT NOT NULL CHECK (length(recipient) BETWEEN 3 AND 254),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ,
    FOREIGN KEY (person_id, portal_id) REFERENCES person (id, portal_id)
);
CREATE INDEX link_notice_account ON link_notice (account_id);

-- Pictures that were answered: each serves once, right or wrong. What stood in them derives from the server's key.
CREATE TABLE spent_captcha (
    id       UUID PRIMARY KEY,
    spent_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX spent_captcha_at ON spent_captcha (spent_at);

-- Whether another account has the same total.
CREATE INDEX account_balance_amount ON account_balance (amount);
-- «Квартира» without a walk through the whole building's rows of other organisations.
CREATE INDEX department_organisation ON department (organisation_id);

-- An owner opens an account to somebody by e-mail. Whoever confirmed that address takes it up; until then nobody learns whether
-- the portal knows the address.
CREATE TABLE share_offer (
    id              UUID PRIMARY KEY,
    account_id      UUID NOT NULL,
    portal_id       UUID NOT NULL,
    organisation_id UUID NOT NULL,
    shared_by       UUID NOT NULL,
    email           TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    email_key       TEXT NOT NULL CHECK (length(email_key) BETWEEN 3 AND 254),
    role            TEXT NOT NULL CHECK (role IN ('payer', 'viewer')),
    until           TIMESTAMPTZ,
    state           TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused', 'withdrawn')),
    person_id       UUID,
    created_at      TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    decided_at      TIMESTAMPTZ,
    CHECK ((state = 'accepted') <= (person_id IS NOT NULL)),
    FOREIGN KEY (shared_by, portal_id) REFERENCES person (id, portal_id),
    FOREIGN KEY (person_id, portal_id) REFERENCES person (id, portal_id),
    FOREIGN KEY (organisation_id, portal_id) REFERENCES organisation (id, portal_id),
    FOREIGN KEY (account_id, organisation_id) REFERENCES account (id, organisation_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX share_offer_open ON share_offer (account_id, email_key) WHERE state = 'open';
CREATE INDEX share_offer_address ON share_offer (portal_id, email_key) WHERE state = 'open';
CREATE INDEX share_offer_account ON share_offer (account_id);
CREATE INDEX share_offer_sharer ON share_offer (shared_by);
CREATE INDEX share_offer_person ON share_offer (person_id) WHERE person_id IS NOT NULL;
