-- Organizers sign in with a link from a mail; what stands here are hashes.
CREATE TABLE organizer_secrets (
    kind TEXT COLLATE "C" NOT NULL,
    secret BYTEA NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id),
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (kind, secret)
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX organizer_secrets_by_user ON organizer_secrets (user_id, kind);
CREATE INDEX organizer_secrets_by_expires_at ON organizer_secrets (expires_at);

-- The message to the invitees of a meeting that was mended where the calendar server tells nobody.
ALTER TABLE meetings ADD COLUMN message TEXT;
DROP INDEX meetings_with_data;
CREATE INDEX meetings_with_data ON meetings (undo_until) WHERE data_before IS NOT NULL OR message IS NOT NULL;
