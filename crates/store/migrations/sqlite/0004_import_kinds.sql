-- Files of charges and payments; a file of charges says what stood on a day. SQLite can't change a CHECK: the table is made
-- anew. Foreign keys are off meanwhile, or dropping the old one would take its rows along; a second run ends the same.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;
DROP TABLE IF EXISTS import_anew;
CREATE TABLE import_anew (
    id              UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    kind            TEXT CHECK (length(kind) BETWEEN 1 AND 40),
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
    finished_at     TIMESTAMPTZ,
    as_of           DATE
);
INSERT INTO import_anew (id, organisation_id, kind, file_name, file_size, file_hash, state, mapping, form, period_from,
                         period_to, rows_total, rows_added, rows_changed, rows_unchanged, rows_refused, rows_applied, totals,
                         cursor_account, created_by, created_at, decided_by, finished_at)
SELECT id, organisation_id, kind, file_name, file_size, file_hash, state, mapping, form, period_from, period_to, rows_total,
       rows_added, rows_changed, rows_unchanged, rows_refused, rows_applied, totals, cursor_account, created_by, created_at,
       decided_by, finished_at FROM import;
DROP TABLE import;
ALTER TABLE import_anew RENAME TO import;
CREATE INDEX import_organisation ON import (organisation_id, created_at);
CREATE UNIQUE INDEX import_at_work ON import (organisation_id) WHERE state IN ('applying', 'undoing');
COMMIT;
PRAGMA foreign_keys = ON;
