-- A file on its way in: staged, compared with what stands, applied by whole accounts, undoable.
CREATE TABLE import (
    id              UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    kind            TEXT CHECK (kind IN ('register', 'readings')),
    file_name       TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    file_size       BIGINT NOT NULL CHECK (file_size >= 0),
    file_hash       TEXT NOT NULL CHECK (length(file_hash) = 64),
    state           TEXT NOT NULL CHECK (state IN
                        ('received', 'checked', 'applying', 'applied', 'undoing', 'undone', 'refused', 'cancelled')),
    mapping         TEXT,
    form            TEXT,
    period_from     DATE,
    period_to       DATE,
    rows_total      BIGINT NOT NULL DEFAULT 0,
    rows_added      BIGINT NOT NULL DEFAULT 0,
    rows_changed    BIGINT NOT NULL DEFAULT 0,
    rows_unchanged  BIGINT NOT NULL DEFAULT 0,
    rows_refused    BIGINT NOT NULL DEFAULT 0,
    rows_applied    BIGINT NOT NULL DEFAULT 0,
    totals          TEXT,
    cursor_account  UUID,
    created_by      UUID REFERENCES person (id),
    created_at      TIMESTAMPTZ NOT NULL,
    decided_by      UUID REFERENCES person (id),
    finished_at     TIMESTAMPTZ
);
CREATE INDEX import_organisation ON import (organisation_id, created_at);
-- One import of an organisation goes in or out at a time.
CREATE UNIQUE INDEX import_at_work ON import (organisation_id) WHERE state IN ('applying', 'undoing');

-- Staging: a row of the file, what it means and what it would do.
CREATE TABLE import_row (
    import_id  UUID NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    row_number BIGINT NOT NULL CHECK (row_number >= 1),
    number     TEXT,
    account_id UUID,
    span_from  DATE,
    span_to    DATE,
    verdict    TEXT NOT NULL CHECK (verdict IN ('added', 'changed', 'unchanged', 'refused')),
    payload    TEXT,
    stands     TEXT,
    raw        TEXT,
    PRIMARY KEY (import_id, row_number)
);
CREATE INDEX import_row_account ON import_row (import_id, account_id, row_number);
CREATE INDEX import_row_verdict ON import_row (import_id, verdict, row_number);

-- What is wrong or odd; row 0 means the file as a whole.
CREATE TABLE import_problem (
    import_id    UUID NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    row_number   BIGINT NOT NULL CHECK (row_number >= 0),
    position     BIGINT NOT NULL CHECK (position >= 0),
    severity     TEXT NOT NULL CHECK (severity IN ('warning', 'refused', 'fatal')),
    kind         TEXT NOT NULL CHECK (length(kind) <= 40),
    column_title TEXT,
    value        TEXT,
    expected     TEXT,
    other        TEXT,
    PRIMARY KEY (import_id, row_number, position)
);

-- What stood before a changed thing; an added thing has NULL here or bears the import's id itself (readings).
CREATE TABLE import_before (
    import_id  UUID NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    account_id UUID NOT NULL,
    item       TEXT NOT NULL CHECK (length(item) BETWEEN 1 AND 100),
    image      TEXT,
    PRIMARY KEY (import_id, account_id, item)
);

-- Work for the worker: the row commits with what caused it and carries ids only.
CREATE TABLE job (
    id          UUID PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    subject_id  UUID NOT NULL,
    run_at      TIMESTAMPTZ NOT NULL,
    attempts    BIGINT NOT NULL DEFAULT 0,
    lease_until TIMESTAMPTZ,
    last_error  TEXT CHECK (length(last_error) <= 1000),
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
    created_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX job_waiting ON job (run_at) WHERE state = 'waiting';

-- Letters to send: a row of ids, written in the transaction that caused it; the worker writes the letter out, sends it
-- and keeps what it sent.
CREATE TABLE outbox_letter (
    id          UUID PRIMARY KEY,
    portal_id   UUID NOT NULL REFERENCES portal (id),
    kind        TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    subject_id  UUID NOT NULL,
    recipient   TEXT NOT NULL CHECK (length(recipient) BETWEEN 3 AND 254),
    language    TEXT CHECK (language IN ('ru', 'kk', 'en')),
    created_at  TIMESTAMPTZ NOT NULL,
    run_at      TIMESTAMPTZ NOT NULL,
    attempts    BIGINT NOT NULL DEFAULT 0,
    lease_until TIMESTAMPTZ,
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead')),
    last_error  TEXT CHECK (length(last_error) <= 1000),
    sent_at     TIMESTAMPTZ,
    title       TEXT CHECK (length(title) <= 300),
    body_text   TEXT,
    body_html   TEXT
);
CREATE INDEX outbox_letter_waiting ON outbox_letter (run_at) WHERE state = 'waiting';
