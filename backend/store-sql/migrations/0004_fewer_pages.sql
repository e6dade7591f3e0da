-- Each page that a reset changes must be written and waited for. This halves them: what is found together stands
-- together, and what can be computed has no index.

-- A part of an ID is found by ranges in `users_by_conference_id`, wherever in the ID it stands.
DROP INDEX users_by_last_six_digits;
DROP INDEX users_by_last_five_digits;
DROP INDEX users_by_last_four_digits;

-- The periods of a user stand together: a reset ends one and begins another.
CREATE TABLE assignments_by_user_first (
    user_id UUID NOT NULL REFERENCES users (id),
    id UUID NOT NULL,
    bridge BIGINT NOT NULL DEFAULT 1,
    conference_id BIGINT NOT NULL,
    began_at BIGINT NOT NULL,
    began TEXT NOT NULL,
    began_by TEXT NOT NULL,
    ended_at BIGINT,
    ended TEXT,
    ended_by TEXT,
    reason TEXT,
    PRIMARY KEY (user_id, id)
) /*sqlite: STRICT, WITHOUT ROWID */;

INSERT INTO assignments_by_user_first
    (user_id, id, bridge, conference_id, began_at, began, began_by, ended_at, ended, ended_by, reason)
SELECT user_id, id, bridge, conference_id, began_at, began, began_by, ended_at, ended, ended_by, reason
FROM assignments ORDER BY user_id, id;

DROP TABLE assignments;
ALTER TABLE assignments_by_user_first RENAME TO assignments;
CREATE INDEX assignments_by_conference_id ON assignments (bridge, conference_id);

-- A mail has one key, and the text, which is long and seldom read, stands last.
CREATE TABLE mails_by_key (
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
) /*sqlite: STRICT, WITHOUT ROWID */;

INSERT INTO mails_by_key
    (id, user_id, recipient, event, language, conference_id, state, attempts, last_error, due_at, created_at,
     finished_at, subject, body_text, body_html)
SELECT id, user_id, recipient, event, language, conference_id, state, attempts, last_error, due_at, created_at,
       finished_at, subject, body_text, body_html
FROM mails ORDER BY id;

DROP TABLE mails;
ALTER TABLE mails_by_key RENAME TO mails;
CREATE INDEX mails_by_user ON mails (user_id, id);
CREATE INDEX mails_by_state ON mails (state, id);
CREATE INDEX mails_by_due_at ON mails (due_at, id) WHERE state IN ('queued', 'sending');

-- The same for answers under an idempotency key.
CREATE TABLE answers_by_key (
    scope TEXT COLLATE "C" NOT NULL,
    idempotency_key TEXT COLLATE "C" NOT NULL,
    request BYTEA NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (scope, idempotency_key)
) /*sqlite: STRICT, WITHOUT ROWID */;

INSERT INTO answers_by_key (scope, idempotency_key, request, status, body, created_at)
SELECT scope, idempotency_key, request, status, body, created_at FROM idempotent_answers
ORDER BY scope, idempotency_key;

DROP TABLE idempotent_answers;
ALTER TABLE answers_by_key RENAME TO idempotent_answers;
CREATE INDEX idempotent_answers_by_created_at ON idempotent_answers (created_at);
