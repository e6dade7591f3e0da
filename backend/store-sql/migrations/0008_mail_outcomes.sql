-- Whether an attempt ended without an answer when the whole email had been written, so that it may have left.
ALTER TABLE mails ADD COLUMN may_have_left BIGINT NOT NULL DEFAULT 0;
