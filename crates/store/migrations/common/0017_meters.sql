-- What files of meters say beside number and service: what the meter is called (the place it stands in), the figures of its dial,
-- its verification, when it was put up and taken down.
ALTER TABLE meter ADD COLUMN title TEXT CHECK (length(title) BETWEEN 1 AND 200);
ALTER TABLE meter ADD COLUMN digits BIGINT CHECK (digits BETWEEN 1 AND 12);
ALTER TABLE meter ADD COLUMN decimals BIGINT CHECK (decimals BETWEEN 0 AND 6);
ALTER TABLE meter ADD COLUMN verified_on DATE;
ALTER TABLE meter ADD COLUMN verify_by DATE;
ALTER TABLE meter ADD COLUMN installed_on DATE;
ALTER TABLE meter ADD COLUMN removed_on DATE;
-- One working meter of a kind without a number in one place, and no number twice on one account.
DROP INDEX meter_serial;
CREATE UNIQUE INDEX meter_serial ON meter
    (account_id, service, COALESCE(serial, ''), (CASE WHEN serial IS NULL THEN COALESCE(title, '') ELSE '' END))
    WHERE state = 'installed';
