-- Why a letter was laid aside: the mail server refused it for good, it could not go for days, its link is over.
ALTER TABLE outbox_letter ADD COLUMN dead_reason TEXT CHECK (dead_reason IN ('refused', 'too_late', 'stale'));
UPDATE outbox_letter SET dead_reason = 'refused' WHERE state = 'dead';
CREATE INDEX outbox_letter_dead ON outbox_letter (created_at) WHERE state = 'dead';
