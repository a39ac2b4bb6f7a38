-- Who logged in, when, from where and with what: for «Устройства и входы» and the letter about a new device. Kept for 90 days.
CREATE TABLE log_in (
    id         UUID PRIMARY KEY,
    person_id  UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL CHECK (length(token_hash) = 64),
    began_at   TIMESTAMPTZ NOT NULL,
    address    TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 45),
    agent      TEXT NOT NULL CHECK (length(agent) <= 100),
    new_device BOOLEAN NOT NULL
);
CREATE INDEX log_in_person ON log_in (person_id, began_at);
CREATE INDEX log_in_began ON log_in (began_at);
