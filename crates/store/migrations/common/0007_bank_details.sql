-- Where an organisation's money goes: what its receipts and their QR codes tell the bank. Check digits are the program's
-- (domain::requisites); a row is whole or not there.
CREATE TABLE bank_details (
    organisation_id       UUID PRIMARY KEY REFERENCES organisation (id),
    payee                 TEXT NOT NULL CHECK (length(payee) BETWEEN 1 AND 160),
    inn                   TEXT NOT NULL CHECK (length(inn) IN (10, 12)),
    kpp                   TEXT NOT NULL CHECK (length(kpp) IN (0, 9)),
    account               TEXT NOT NULL CHECK (length(account) = 20),
    bank                  TEXT NOT NULL CHECK (length(bank) BETWEEN 1 AND 160),
    bik                   TEXT NOT NULL CHECK (length(bik) = 9),
    correspondent_account TEXT NOT NULL CHECK (length(correspondent_account) IN (0, 20)),
    changed_at            TIMESTAMPTZ NOT NULL
);
