-- Files of charges and payments; a file of charges says what stood on a day.
ALTER TABLE import DROP CONSTRAINT import_kind_check;
ALTER TABLE import ADD CONSTRAINT import_kind_check CHECK (length(kind) BETWEEN 1 AND 40);
ALTER TABLE import ADD COLUMN as_of DATE;
