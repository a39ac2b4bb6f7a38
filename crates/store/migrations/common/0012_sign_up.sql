-- Sign-up schemes: which kind of number is declared, and what an applicant says of themselves beside it.
ALTER TABLE declared_account ADD COLUMN kind TEXT NOT NULL DEFAULT 'plot'
    CHECK (kind IN ('plot', 'account_number', 'contract'));
ALTER TABLE person_details ADD COLUMN applicant TEXT CHECK (applicant IN ('individual', 'legal_entity'));
ALTER TABLE person_details ADD COLUMN tax_number TEXT CHECK (length(tax_number) IN (10, 12));
ALTER TABLE person_details ADD COLUMN bill_by_email BOOLEAN NOT NULL DEFAULT FALSE;
