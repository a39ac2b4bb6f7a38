-- The public site of a portal: its pages, announcements and contacts, and what people write by the contact form.
ALTER TABLE portal ADD COLUMN headline TEXT NOT NULL DEFAULT '' CHECK (length(headline) <= 300);
ALTER TABLE portal ADD COLUMN email TEXT NOT NULL DEFAULT '' CHECK (length(email) <= 254);
ALTER TABLE portal ADD COLUMN address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 300);

-- Markdown as the editor wrote it, and the HTML made of it when it was saved: rendered_by tells by which rules.
CREATE TABLE site_page (
    id              UUID PRIMARY KEY,
    portal_id       UUID NOT NULL,
    organisation_id UUID NOT NULL,
    slug            TEXT NOT NULL CHECK (length(slug) BETWEEN 1 AND 60),
    place           TEXT NOT NULL CHECK (place IN ('charter', 'board', 'finances', 'other')),
    position        BIGINT NOT NULL CHECK (position BETWEEN 0 AND 999),
    title           TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    body            TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 60000),
    body_html       TEXT NOT NULL,
    rendered_by     BIGINT NOT NULL,
    published       BOOLEAN NOT NULL,
    version         BIGINT NOT NULL CHECK (version >= 1),
    changed_at      TIMESTAMPTZ NOT NULL,
    changed_by      UUID REFERENCES person (id),
    UNIQUE (portal_id, slug),
    FOREIGN KEY (organisation_id, portal_id) REFERENCES organisation (id, portal_id)
);
CREATE INDEX site_page_organisation ON site_page (organisation_id);

-- Shown from its day on, once it is published.
CREATE TABLE announcement (
    id              UUID PRIMARY KEY,
    portal_id       UUID NOT NULL,
    organisation_id UUID NOT NULL,
    title           TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    body            TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 60000),
    body_html       TEXT NOT NULL,
    summary         TEXT NOT NULL CHECK (length(summary) <= 300),
    rendered_by     BIGINT NOT NULL,
    published_on    DATE NOT NULL,
    pinned          BOOLEAN NOT NULL,
    published       BOOLEAN NOT NULL,
    version         BIGINT NOT NULL CHECK (version >= 1),
    changed_at      TIMESTAMPTZ NOT NULL,
    changed_by      UUID REFERENCES person (id),
    FOREIGN KEY (organisation_id, portal_id) REFERENCES organisation (id, portal_id)
);
CREATE INDEX announcement_public ON announcement (portal_id, published_on) WHERE published;
CREATE INDEX announcement_organisation ON announcement (organisation_id, published_on);

-- What people write; known to them by its number.
CREATE TABLE contact_request (
    id              UUID PRIMARY KEY,
    portal_id       UUID NOT NULL,
    organisation_id UUID NOT NULL,
    number          BIGINT NOT NULL CHECK (number >= 1),
    name            TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    email           TEXT CHECK (length(email) <= 254),
    phone           TEXT CHECK (length(phone) <= 20),
    plot            TEXT CHECK (length(plot) <= 40),
    message         TEXT NOT NULL CHECK (length(message) BETWEEN 1 AND 4000),
    person_id       UUID REFERENCES person (id) ON DELETE SET NULL,
    language        TEXT NOT NULL CHECK (language IN ('ru', 'kk', 'en')),
    consent_version TEXT NOT NULL CHECK (length(consent_version) BETWEEN 1 AND 40),
    address         TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 45),
    created_at      TIMESTAMPTZ NOT NULL,
    answered_at     TIMESTAMPTZ,
    answered_by     UUID REFERENCES person (id),
    answer_note     TEXT CHECK (length(answer_note) <= 2000),
    UNIQUE (organisation_id, number),
    FOREIGN KEY (organisation_id, portal_id) REFERENCES organisation (id, portal_id)
);
CREATE INDEX contact_request_created ON contact_request (organisation_id, created_at);

-- The last number that was given.
CREATE TABLE contact_counter (
    organisation_id UUID PRIMARY KEY REFERENCES organisation (id),
    last            BIGINT NOT NULL CHECK (last >= 1)
);
