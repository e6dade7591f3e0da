-- Organizers sign in with a link from a mail; what stands here are hashes.
CREATE TABLE organizer_secrets (
    kind TEXT COLLATE "C" NOT NULL,
    secret BYTEA NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (kind, secret)
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX organizer_secrets_by_user ON organizer_secrets (user_id, kind);
CREATE INDEX organizer_secrets_by_expires_at ON organizer_secrets (expires_at);

-- The message to the invitees of a meeting that was mended where the calendar server tells nobody.
ALTER TABLE meetings ADD COLUMN message TEXT;
ALTER TABLE meetings ADD COLUMN message_conference_id BIGINT;
DROP INDEX meetings_with_data;
CREATE INDEX meetings_with_data ON meetings (undo_until) WHERE data_before IS NOT NULL OR message IS NOT NULL;
CREATE INDEX meetings_with_message ON meetings (user_id, message_conference_id, id) WHERE message IS NOT NULL;

-- Which hosts may be asked: an organizer must not send Konfid into the organisation's own network.
ALTER TABLE calendar_connections ADD COLUMN reach TEXT NOT NULL DEFAULT 'anywhere';

-- Whoever asks for a link is found by the address.
CREATE INDEX users_by_primary_email ON users (LOWER(primary_email));
