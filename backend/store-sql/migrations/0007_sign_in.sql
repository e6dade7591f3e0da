-- Marks: a moment under a key (a hash), by which is counted how often something may be done, such as guessing.
CREATE TABLE marks (
    mark BYTEA PRIMARY KEY NOT NULL,
    until BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX marks_by_until ON marks (until);

-- Accounts are not locked any more.
ALTER TABLE administrators DROP COLUMN failed_attempts;
ALTER TABLE administrators DROP COLUMN locked_until;

-- Sessions are listed, with names of their own. Nobody knows where the earlier ones were begun, so they end.
DROP TABLE sessions;

CREATE TABLE sessions (
    secret BYTEA PRIMARY KEY NOT NULL,
    id UUID NOT NULL UNIQUE,
    administrator_id UUID NOT NULL REFERENCES administrators (id),
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    browser TEXT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX sessions_by_administrator ON sessions (administrator_id);
CREATE INDEX sessions_by_expires_at ON sessions (expires_at);

-- Tokens are listed with when they were used last.
ALTER TABLE tokens ADD COLUMN used_at BIGINT;
