-- What people want to be written about, and by which way.
CREATE TABLE subscription (
    person_id UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    kind      TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
    channel   TEXT NOT NULL CHECK (length(channel) BETWEEN 1 AND 20),
    since     TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (person_id, kind, channel)
);
-- Until now the box of the sign-up form was the only subscription there was.
INSERT INTO subscription (person_id, kind, channel, since)
SELECT person_id, 'bill', 'email', changed_at FROM person_details WHERE bill_by_email;

-- A person who deleted their profile: the row stays without anything that tells who it was, because the ledger refers to it.
ALTER TABLE person ADD COLUMN deleted_at TIMESTAMPTZ;
