CREATE TABLE calendar_connections (
    user_id UUID PRIMARY KEY NOT NULL REFERENCES users (id),
    document TEXT NOT NULL,
    -- Sealed with a key that is not in the database.
    sealed_password BYTEA NOT NULL
) /*sqlite: STRICT */;

CREATE TABLE meeting_updates (
    user_id UUID PRIMARY KEY NOT NULL REFERENCES users (id),
    due_at BIGINT,
    running BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    finished_at BIGINT,
    last_error TEXT
) /*sqlite: STRICT */;

CREATE INDEX meeting_updates_by_due_at ON meeting_updates (due_at, user_id) WHERE due_at IS NOT NULL;

CREATE TABLE meetings (
    id UUID PRIMARY KEY NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id),
    href TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL,
    undo_until BIGINT,
    undo_wanted BIGINT NOT NULL,
    reason TEXT,
    entity_tag_after TEXT,
    document TEXT NOT NULL,
    data_before TEXT,
    UNIQUE (user_id, href)
) /*sqlite: STRICT */;

CREATE INDEX meetings_by_user_and_state ON meetings (user_id, state, id);
CREATE INDEX meetings_by_user ON meetings (user_id, id);
CREATE INDEX meetings_with_data ON meetings (undo_until) WHERE data_before IS NOT NULL;
