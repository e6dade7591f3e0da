CREATE TABLE settings (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    document TEXT NOT NULL
) /*sqlite: STRICT */;

CREATE TABLE users (
    -- The full-text index refers to it; it must not change when the database is compacted.
    number BIGSERIAL PRIMARY KEY,
    id UUID NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    display_name TEXT NOT NULL,
    display_name_key TEXT COLLATE "C" NOT NULL,
    user_principal_name TEXT NOT NULL,
    user_principal_name_key TEXT COLLATE "C" NOT NULL UNIQUE,
    primary_email TEXT NOT NULL,
    language TEXT,
    dial_in_enabled BIGINT NOT NULL,
    provider TEXT NOT NULL,
    conference_id BIGINT,
    -- The ID, or 0: what a list is sorted by cannot be missing.
    conference_id_key BIGINT NOT NULL,
    conference_id_since BIGINT,
    undo_conference_id BIGINT,
    undo_until BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- Folded; without the ID, which changes more often than the rest and has indexes of its own.
    search_text TEXT NOT NULL
) /*sqlite: STRICT */;

CREATE INDEX users_by_display_name ON users (display_name_key, id);
CREATE INDEX users_by_principal_name ON users (user_principal_name_key, id);
CREATE INDEX users_by_conference_id ON users (conference_id_key, id);
CREATE INDEX users_by_updated_at ON users (updated_at, id);
CREATE INDEX users_by_dial_in ON users (dial_in_enabled, display_name_key, id);
-- Any four digits or more within an ID are a range in one of these (and in users_by_conference_id).
CREATE INDEX users_by_last_six_digits ON users ((conference_id % 1000000));
CREATE INDEX users_by_last_five_digits ON users ((conference_id % 100000));
CREATE INDEX users_by_last_four_digits ON users ((conference_id % 10000));

-- The ledger: which IDs cannot be drawn. Its primary key decides who gets an ID.
CREATE TABLE conference_ids (
    bridge BIGINT NOT NULL DEFAULT 1,
    conference_id BIGINT NOT NULL CHECK (conference_id BETWEEN 1000000 AND 9999999),
    user_id UUID NOT NULL REFERENCES users (id),
    quarantined_until BIGINT,
    PRIMARY KEY (bridge, conference_id)
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE UNIQUE INDEX conference_ids_one_for_each_user ON conference_ids (bridge, user_id)
    WHERE quarantined_until IS NULL;
CREATE INDEX conference_ids_in_quarantine ON conference_ids (bridge, quarantined_until)
    WHERE quarantined_until IS NOT NULL;

-- The history: who had which ID from when to when.
CREATE TABLE assignments (
    id UUID PRIMARY KEY NOT NULL,
    bridge BIGINT NOT NULL DEFAULT 1,
    conference_id BIGINT NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id),
    began_at BIGINT NOT NULL,
    began TEXT NOT NULL,
    began_by TEXT NOT NULL,
    ended_at BIGINT,
    ended TEXT,
    ended_by TEXT,
    reason TEXT
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX assignments_by_conference_id ON assignments (bridge, conference_id);
CREATE INDEX assignments_by_user ON assignments (user_id);

-- The outbox.
CREATE TABLE mails (
    id UUID PRIMARY KEY NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id),
    recipient TEXT NOT NULL,
    event TEXT NOT NULL,
    language TEXT NOT NULL,
    conference_id BIGINT,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT,
    due_at BIGINT,
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    subject TEXT,
    body_text TEXT,
    body_html TEXT
) /*sqlite: STRICT */;

CREATE INDEX mails_by_user ON mails (user_id, id);
CREATE INDEX mails_by_state ON mails (state, id);
CREATE INDEX mails_by_due_at ON mails (due_at, id) WHERE state IN ('queued', 'sending');

CREATE TABLE audit_entries (
    id UUID PRIMARY KEY NOT NULL,
    happened_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    user_id UUID,
    user_display_name TEXT,
    detail TEXT
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX audit_entries_by_user ON audit_entries (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX audit_entries_by_action ON audit_entries (action, id);

CREATE TABLE imports (
    id UUID PRIMARY KEY NOT NULL,
    created_at BIGINT NOT NULL,
    document TEXT NOT NULL,
    source TEXT NOT NULL
) /*sqlite: STRICT */;

CREATE TABLE administrators (
    id UUID PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    failed_attempts BIGINT NOT NULL,
    locked_until BIGINT
) /*sqlite: STRICT */;

CREATE TABLE sessions (
    secret BYTEA PRIMARY KEY NOT NULL,
    administrator_id UUID NOT NULL REFERENCES administrators (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX sessions_by_expires_at ON sessions (expires_at);

CREATE TABLE tokens (
    secret BYTEA PRIMARY KEY NOT NULL,
    id UUID NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE TABLE set_up_links (
    secret BYTEA PRIMARY KEY NOT NULL,
    expires_at BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE TABLE idempotent_answers (
    scope TEXT COLLATE "C" NOT NULL,
    idempotency_key TEXT COLLATE "C" NOT NULL,
    request BYTEA NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (scope, idempotency_key)
) /*sqlite: STRICT */;

CREATE INDEX idempotent_answers_by_created_at ON idempotent_answers (created_at);
