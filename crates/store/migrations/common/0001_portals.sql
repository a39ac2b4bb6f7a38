-- Portals, their organisations and what the organisations serve. One text for SQLite and PostgreSQL:
-- money and quantities are BIGINT in minor units and 10^-6 units (architecture, rule 1).
CREATE TABLE portal (
    id          UUID PRIMARY KEY,
    slug        TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 40),
    host        TEXT NOT NULL UNIQUE CHECK (length(host) BETWEEN 1 AND 253),
    preset      TEXT NOT NULL CHECK (preset IN ('snt', 'zhkh', 'vodokanal', 'suppliers')),
    title       TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    tagline     TEXT NOT NULL DEFAULT '' CHECK (length(tagline) <= 300),
    phone       TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 20),
    hours       TEXT NOT NULL DEFAULT '' CHECK (length(hours) <= 200),
    brand_hue   BIGINT NOT NULL CHECK (brand_hue BETWEEN 0 AND 359),
    languages   TEXT NOT NULL CHECK (length(languages) BETWEEN 2 AND 40),
    time_zone   TEXT NOT NULL CHECK (length(time_zone) BETWEEN 1 AND 64),
    rules       TEXT NOT NULL CHECK (length(rules) <= 20000),
    created_at  TIMESTAMPTZ NOT NULL
);

-- Other names of a portal: a request to one of them is redirected to the portal's host.
CREATE TABLE portal_alias (
    host      TEXT PRIMARY KEY CHECK (length(host) BETWEEN 1 AND 253),
    portal_id UUID NOT NULL REFERENCES portal (id)
);

CREATE TABLE organisation (
    id         UUID PRIMARY KEY,
    portal_id  UUID NOT NULL REFERENCES portal (id),
    code       TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
    title      TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (portal_id, code),
    UNIQUE (id, portal_id)
);

-- A flat or a plot.
CREATE TABLE premises (
    id              UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    kind            TEXT NOT NULL CHECK (kind IN ('plot', 'flat')),
    street          TEXT CHECK (length(street) <= 200),
    address         TEXT CHECK (length(address) <= 500),
    area            BIGINT CHECK (area >= 0),
    electrified     BOOLEAN,
    new_meter       BOOLEAN,
    UNIQUE (id, organisation_id)
);

CREATE TABLE account (
    id              UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    premises_id     UUID NOT NULL,
    number          TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 40),
    opened_on       DATE,
    created_at      TIMESTAMPTZ NOT NULL,
    UNIQUE (id, organisation_id),
    FOREIGN KEY (premises_id, organisation_id) REFERENCES premises (id, organisation_id)
);
CREATE INDEX account_premises ON account (premises_id);

-- Every number an account is known by; equal numbers of two organisations don't meet.
CREATE TABLE account_identifier (
    organisation_id UUID NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('plot', 'account_number', 'contract', 'els', 'former')),
    value           TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 40),
    account_id      UUID NOT NULL,
    PRIMARY KEY (organisation_id, kind, value),
    FOREIGN KEY (account_id, organisation_id) REFERENCES account (id, organisation_id) ON DELETE CASCADE
);
CREATE INDEX account_identifier_account ON account_identifier (account_id);

CREATE TABLE holder (
    account_id  UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    position    BIGINT NOT NULL CHECK (position >= 0),
    full_name   TEXT NOT NULL CHECK (length(full_name) BETWEEN 1 AND 300),
    search_name TEXT NOT NULL,
    PRIMARY KEY (account_id, position)
);
CREATE INDEX holder_search ON holder (search_name);

-- Phones in E.164, addresses normalised, and what could not be read kept as a note.
CREATE TABLE holder_contact (
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'note')),
    value      TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 300),
    remark     TEXT CHECK (length(remark) <= 300),
    position   BIGINT NOT NULL CHECK (position >= 0),
    PRIMARY KEY (account_id, kind, value)
);

CREATE TABLE meter (
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id         UUID NOT NULL,
    service    TEXT NOT NULL CHECK (service IN ('electricity', 'cold_water', 'hot_water', 'gas', 'heat')),
    serial     TEXT CHECK (length(serial) BETWEEN 1 AND 60),
    zones      BIGINT NOT NULL CHECK (zones BETWEEN 1 AND 3),
    state      TEXT NOT NULL CHECK (state IN ('installed', 'removed')),
    PRIMARY KEY (account_id, id)
);
-- One working meter of a kind without a number, and no number twice on one account.
CREATE UNIQUE INDEX meter_serial ON meter (account_id, service, COALESCE(serial, '')) WHERE state = 'installed';

-- The dial on a day. The consumption of a period is the difference of two readings that follow each other.
CREATE TABLE reading (
    account_id  UUID NOT NULL,
    meter_id    UUID NOT NULL,
    taken_on    DATE NOT NULL,
    t1          BIGINT NOT NULL CHECK (t1 >= 0),
    t2          BIGINT CHECK (t2 >= 0),
    t3          BIGINT CHECK (t3 >= 0),
    source      TEXT NOT NULL CHECK (source IN ('import', 'site', 'operator')),
    received_at TIMESTAMPTZ NOT NULL,
    import_id   UUID,
    PRIMARY KEY (account_id, meter_id, taken_on),
    FOREIGN KEY (account_id, meter_id) REFERENCES meter (account_id, id) ON DELETE CASCADE
);
CREATE INDEX reading_import ON reading (import_id, account_id) WHERE import_id IS NOT NULL;

-- Dated prices of one kWh, 10^-6 of the currency's unit: each holds until the next begins.
CREATE TABLE electricity_tariff (
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    valid_from      DATE NOT NULL,
    single_rate     BIGINT NOT NULL CHECK (single_rate >= 0),
    day_rate        BIGINT NOT NULL CHECK (day_rate >= 0),
    night_rate      BIGINT NOT NULL CHECK (night_rate >= 0),
    PRIMARY KEY (organisation_id, valid_from)
);
