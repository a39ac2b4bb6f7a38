-- What the registers of housing managers, water utilities and suppliers know beside a garden community's: departments and
-- buildings, residents, tax numbers, and what the last receipt said to pay.
CREATE TABLE department (
    id              UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    title           TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    title_key       TEXT NOT NULL CHECK (length(title_key) BETWEEN 1 AND 200),
    UNIQUE (organisation_id, title_key),
    UNIQUE (id, organisation_id)
);

-- A building stands in one department; an organisation without departments has one without a title of its own.
CREATE TABLE building (
    id              UUID PRIMARY KEY,
    organisation_id UUID NOT NULL,
    department_id   UUID NOT NULL,
    title           TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    title_key       TEXT NOT NULL CHECK (length(title_key) BETWEEN 1 AND 500),
    UNIQUE (department_id, title_key),
    UNIQUE (id, organisation_id),
    FOREIGN KEY (department_id, organisation_id) REFERENCES department (id, organisation_id)
);

ALTER TABLE premises ADD COLUMN building_id UUID REFERENCES building (id);
ALTER TABLE premises ADD COLUMN flat TEXT CHECK (length(flat) BETWEEN 1 AND 60);
CREATE INDEX premises_building ON premises (building_id, flat) WHERE building_id IS NOT NULL;

ALTER TABLE account ADD COLUMN residents BIGINT CHECK (residents BETWEEN 0 AND 9999);
ALTER TABLE account ADD COLUMN tax_number TEXT CHECK (length(tax_number) IN (10, 12));
CREATE INDEX account_tax_number ON account (organisation_id, tax_number) WHERE tax_number IS NOT NULL;

-- What the receipt of that day said to pay; below zero is paid ahead. Billing's word, not a ledger of ours.
CREATE TABLE account_balance (
    account_id UUID PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    amount     BIGINT NOT NULL,
    as_of      DATE NOT NULL
);

-- Of a portal over many suppliers: what each delivers, and how its customers find their number.
ALTER TABLE organisation ADD COLUMN service TEXT NOT NULL DEFAULT '' CHECK (length(service) <= 100);
ALTER TABLE organisation ADD COLUMN email TEXT NOT NULL DEFAULT '' CHECK (length(email) <= 254);
ALTER TABLE organisation ADD COLUMN number_digits BIGINT CHECK (number_digits BETWEEN 1 AND 40);
ALTER TABLE organisation ADD COLUMN number_hint TEXT NOT NULL DEFAULT '' CHECK (length(number_hint) <= 500);
-- What the basic version shows (codes by comma): the organisation opens it, one by one.
ALTER TABLE organisation ADD COLUMN basic_shows TEXT NOT NULL DEFAULT '' CHECK (length(basic_shows) <= 200);
