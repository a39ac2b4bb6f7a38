-- A ledger of the organisation's own (architecture, rule 2): what is charged by item and what was paid to it. Balances are
-- computed, never kept.
CREATE TABLE charge_item (
    id              UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    title           TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    title_key       TEXT NOT NULL CHECK (length(title_key) BETWEEN 1 AND 200),
    created_at      TIMESTAMPTZ NOT NULL,
    UNIQUE (organisation_id, title_key),
    UNIQUE (id, organisation_id)
);

-- An item on an account: charged in all, and paid to it by the day of the board's own list (import.as_of).
CREATE TABLE charge (
    account_id      UUID NOT NULL,
    item_id         UUID NOT NULL,
    organisation_id UUID NOT NULL,
    accrued         BIGINT NOT NULL CHECK (accrued >= 0),
    paid            BIGINT NOT NULL CHECK (paid >= 0),
    last_paid_on    DATE,
    import_id       UUID,
    PRIMARY KEY (account_id, item_id),
    FOREIGN KEY (account_id, organisation_id) REFERENCES account (id, organisation_id) ON DELETE CASCADE,
    FOREIGN KEY (item_id, organisation_id) REFERENCES charge_item (id, organisation_id)
);
CREATE INDEX charge_item_accounts ON charge (item_id);

-- A payment. Two of the same day, sum and purpose are told apart by their number among equals: the same list loaded twice
-- brings nothing new. Electricity has no item; a payment of neither is an advance.
CREATE TABLE payment (
    account_id      UUID NOT NULL,
    paid_on         DATE NOT NULL,
    fingerprint     TEXT NOT NULL CHECK (length(fingerprint) = 32),
    equal_number    BIGINT NOT NULL CHECK (equal_number >= 1),
    organisation_id UUID NOT NULL,
    amount          BIGINT NOT NULL CHECK (amount > 0),
    purpose         TEXT CHECK (length(purpose) <= 500),
    service         TEXT CHECK (service IN ('electricity')),
    item_id         UUID,
    received_at     TIMESTAMPTZ NOT NULL,
    import_id       UUID,
    PRIMARY KEY (account_id, paid_on, fingerprint, equal_number),
    CHECK (service IS NULL OR item_id IS NULL),
    FOREIGN KEY (account_id, organisation_id) REFERENCES account (id, organisation_id) ON DELETE CASCADE,
    FOREIGN KEY (item_id, organisation_id) REFERENCES charge_item (id, organisation_id)
);
CREATE INDEX payment_import ON payment (import_id, account_id) WHERE import_id IS NOT NULL;

-- Which thing of the account a staged row is about: an account may stand in a file of charges once for each item.
ALTER TABLE import_row ADD COLUMN part TEXT;
