CREATE TABLE settings (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    document TEXT NOT NULL
) /*sqlite: STRICT */;

-- Which key file belongs to the sealed passwords in this database: a keyed hash, from which nobody learns the key.
CREATE TABLE key_fingerprint (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    fingerprint BYTEA NOT NULL
) /*sqlite: STRICT */;

-- There is a row while this database is the copy of another one and not complete yet. Nobody may work with it then.
CREATE TABLE unfinished_copy (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    source TEXT NOT NULL
) /*sqlite: STRICT */;

-- Phone bridges. Numbers, not UUIDs: one stands in the key of every conference ID.
CREATE TABLE bridges (
    id BIGINT PRIMARY KEY CHECK (id > 0),
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    is_default BIGINT NOT NULL,
    -- In days; NULL means as the settings say.
    quarantine_days BIGINT,
    dynamic_quarantine_days BIGINT
) /*sqlite: STRICT */;

CREATE UNIQUE INDEX bridges_one_is_the_default ON bridges (is_default) WHERE is_default = 1;

CREATE TABLE service_numbers (
    number TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    bridge BIGINT NOT NULL REFERENCES bridges (id),
    -- The order in which they were entered.
    place BIGINT NOT NULL,
    formatted TEXT NOT NULL,
    country_code TEXT NOT NULL,
    location TEXT NOT NULL,
    toll_free BIGINT NOT NULL,
    -- Language tags, with blanks between them.
    languages TEXT NOT NULL,
    is_default BIGINT NOT NULL,
    -- While it is being unregistered: what takes its place, and the job that gives that to its users.
    replaced_by TEXT COLLATE "C",
    replaced_in UUID
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX service_numbers_by_bridge ON service_numbers (bridge, place);

-- Numbers that were taken out of use, and which one took their place: meetings may still name them.
CREATE TABLE replaced_numbers (
    number TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    bridge BIGINT NOT NULL REFERENCES bridges (id),
    replacement TEXT COLLATE "C" NOT NULL,
    replaced_at BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

-- How full a bridge was, looked at once a day.
CREATE TABLE bridge_days (
    bridge BIGINT NOT NULL REFERENCES bridges (id),
    day BIGINT NOT NULL CHECK (day >= 0),
    live BIGINT NOT NULL,
    quarantined BIGINT NOT NULL,
    PRIMARY KEY (bridge, day)
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE TABLE users (
    -- The full-text index refers to it; it must not change when the database is compacted.
    number BIGSERIAL PRIMARY KEY,
    id UUID NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    display_name TEXT NOT NULL,
    display_name_key TEXT COLLATE "C" NOT NULL,
    user_principal_name TEXT NOT NULL,
    user_principal_name_key TEXT COLLATE "C" NOT NULL UNIQUE,
    -- Compared without regard to the case of ASCII letters alone, whatever language the database speaks.
    primary_email TEXT COLLATE "C" NOT NULL,
    -- What the directory that users are imported from knows the user by.
    directory_id TEXT COLLATE "C" UNIQUE,
    language TEXT,
    country TEXT,
    dial_in_enabled BIGINT NOT NULL,
    -- A document: a third party's has numbers and a passcode in it.
    provider TEXT NOT NULL,
    third_party BIGINT NOT NULL,
    bridge BIGINT NOT NULL REFERENCES bridges (id),
    -- The numbers of the bridge that the user has as theirs; missing means the bridge's.
    toll_number TEXT COLLATE "C",
    toll_free_number TEXT COLLATE "C",
    may_use_toll_free BIGINT NOT NULL,
    -- Missing means as the organisation has it.
    conference_id_type TEXT,
    conference_id_locked BIGINT NOT NULL,
    -- Where emails go instead, and the tag of another language of theirs.
    mail_address TEXT,
    mail_language TEXT,
    pin_set_at BIGINT,
    conference_id BIGINT,
    -- The ID, or 0: what a list is sorted by cannot be missing.
    conference_id_key BIGINT NOT NULL,
    -- Only for meetings that were planned with it.
    conference_id_kept BIGINT NOT NULL,
    conference_id_since BIGINT,
    undo_conference_id BIGINT,
    undo_until BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- Folded; without the ID, which changes more often than the rest and has an index of its own.
    search_text TEXT COLLATE "C" NOT NULL
) /*sqlite: STRICT */;

CREATE INDEX users_by_display_name ON users (display_name_key, id);
CREATE INDEX users_by_principal_name ON users (user_principal_name_key, id);
-- A part of an ID is found by ranges in it, wherever in the ID it stands.
CREATE INDEX users_by_conference_id ON users (conference_id_key, id);
CREATE INDEX users_by_updated_at ON users (updated_at, id);
CREATE INDEX users_by_dial_in ON users (dial_in_enabled, display_name_key, id);
-- Whoever asks for a link is found by the address.
CREATE INDEX users_by_primary_email ON users (LOWER(primary_email));

-- Few have a provider of their own.
CREATE INDEX users_of_third_parties ON users (display_name_key, id) WHERE third_party = 1;

-- Few keep an ID for a while.
CREATE INDEX users_with_kept_ids ON users (id) WHERE conference_id_kept = 1;

-- Who has a number as theirs is asked before it is unregistered.
CREATE INDEX users_by_toll_number ON users (toll_number, id) WHERE toll_number IS NOT NULL;
CREATE INDEX users_by_toll_free_number ON users (toll_free_number, id) WHERE toll_free_number IS NOT NULL;

-- What no two users can share: a provider, its number and the passcode there.
CREATE TABLE provider_keys (
    key TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id)
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX provider_keys_by_user ON provider_keys (user_id);

-- What is left of users that were removed. The history and the audit log show the name until it is struck out.
CREATE TABLE removed_users (
    id UUID PRIMARY KEY NOT NULL,
    display_name TEXT,
    removed_at BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

-- Finds users by one or two letters where a word of the search text begins; longer parts have an index of their own.
CREATE TABLE user_word_beginnings (
    beginning TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL REFERENCES users (number),
    PRIMARY KEY (beginning, number)
) /*sqlite: STRICT, WITHOUT ROWID */;

-- The ledger: which IDs cannot be drawn. Its primary key decides who gets an ID.
CREATE TABLE conference_ids (
    bridge BIGINT NOT NULL REFERENCES bridges (id),
    conference_id BIGINT NOT NULL CHECK (conference_id BETWEEN 1000000 AND 9999999),
    -- A user, a meeting, a room or a reservation. An ID in quarantine can outlive its owner.
    owner_type TEXT COLLATE "C" NOT NULL,
    owner_id UUID NOT NULL,
    quarantined_until BIGINT,
    PRIMARY KEY (bridge, conference_id)
) /*sqlite: STRICT, WITHOUT ROWID */;

-- A reservation can have many.
CREATE UNIQUE INDEX conference_ids_one_for_each_owner ON conference_ids (bridge, owner_id)
    WHERE quarantined_until IS NULL AND owner_type <> 'reservation';
CREATE INDEX conference_ids_in_quarantine ON conference_ids (bridge, quarantined_until)
    WHERE quarantined_until IS NOT NULL;

-- For whom IDs are kept that belong to nobody yet. The IDs themselves are in the ledger.
CREATE TABLE reservations (
    id UUID PRIMARY KEY NOT NULL,
    bridge BIGINT NOT NULL REFERENCES bridges (id),
    first_id BIGINT NOT NULL,
    last_id BIGINT NOT NULL,
    -- How many IDs between them are the reservation's.
    id_count BIGINT NOT NULL,
    reserved_for TEXT NOT NULL,
    -- The last day, in days since 1970-01-01.
    until_day BIGINT NOT NULL,
    created_at BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX reservations_by_bridge ON reservations (bridge, id);
CREATE INDEX reservations_by_until_day ON reservations (until_day, id);

-- The history: who had which ID from when to when. Each page that a reset changes must be written and waited for, so
-- the periods of an owner stand together: a reset ends one and begins another.
CREATE TABLE assignments (
    owner_id UUID NOT NULL,
    id UUID NOT NULL,
    owner_type TEXT COLLATE "C" NOT NULL,
    bridge BIGINT NOT NULL REFERENCES bridges (id),
    conference_id BIGINT NOT NULL,
    began_at BIGINT NOT NULL,
    began TEXT NOT NULL,
    -- Who did something is a type and an identifier; the name is looked up when it is shown.
    began_by_type TEXT NOT NULL,
    began_by_id UUID,
    -- An import or another job, if it began for many users at once.
    began_with TEXT,
    ended_at BIGINT,
    ended TEXT,
    ended_by_type TEXT,
    ended_by_id UUID,
    reason TEXT,
    PRIMARY KEY (owner_id, id)
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX assignments_by_conference_id ON assignments (bridge, conference_id);

-- The outbox. The text, which is long and seldom read, stands last.
CREATE TABLE mails (
    id UUID PRIMARY KEY NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id),
    recipient TEXT NOT NULL,
    event TEXT NOT NULL,
    language TEXT NOT NULL,
    -- Where whoever sent it wanted it to go, if not where the user's emails go.
    named_recipient TEXT,
    caused_by_type TEXT,
    caused_by_id UUID,
    conference_id BIGINT,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT,
    -- Whether an attempt ended without an answer when the whole email had been written, so that it may have left.
    may_have_left BIGINT NOT NULL,
    due_at BIGINT,
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    subject TEXT,
    body_text TEXT,
    body_html TEXT
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX mails_by_user ON mails (user_id, id);
CREATE INDEX mails_by_state ON mails (state, id);
CREATE INDEX mails_by_due_at ON mails (due_at, id) WHERE state IN ('queued', 'sending');

-- What somebody has written in place of a built-in text. Without a subject and a body it went back.
CREATE TABLE mail_templates (
    language TEXT NOT NULL,
    event TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    subject TEXT,
    body TEXT,
    PRIMARY KEY (language, event)
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE TABLE calendar_connections (
    user_id UUID PRIMARY KEY NOT NULL REFERENCES users (id),
    document TEXT NOT NULL,
    -- Sealed with a key that is not in the database.
    sealed_password BYTEA NOT NULL,
    -- Which hosts may be asked: an organizer must not send Konfid into the organisation's own network.
    reach TEXT NOT NULL
) /*sqlite: STRICT */;

-- The updates of whole calendars: one for each user who has connected one.
CREATE TABLE calendar_updates (
    user_id UUID PRIMARY KEY NOT NULL REFERENCES users (id),
    due_at BIGINT,
    running BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    finished_at BIGINT,
    last_error TEXT
) /*sqlite: STRICT */;

CREATE INDEX calendar_updates_by_due_at ON calendar_updates (due_at, user_id) WHERE due_at IS NOT NULL;

-- The meeting log: what was done to each meeting.
CREATE TABLE meeting_updates (
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
    -- The message to the invitees, where the calendar server tells nobody.
    message TEXT,
    message_conference_id BIGINT,
    UNIQUE (user_id, href)
) /*sqlite: STRICT */;

CREATE INDEX meeting_updates_by_user_and_state ON meeting_updates (user_id, state, id);
CREATE INDEX meeting_updates_by_user ON meeting_updates (user_id, id);
CREATE INDEX meeting_updates_with_data ON meeting_updates (undo_until)
    WHERE data_before IS NOT NULL OR message IS NOT NULL;
CREATE INDEX meeting_updates_with_message ON meeting_updates (user_id, message_conference_id, id)
    WHERE message IS NOT NULL;

-- Planned meetings. One can outlive its organizer: the history names both.
CREATE TABLE meetings (
    id UUID PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    organizer_id UUID NOT NULL,
    subject TEXT NOT NULL,
    -- Start, end, time zone and recurrence, as clocks show them.
    schedule TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    -- The end of the last occurrence; missing for a series without an end.
    ends_at BIGINT,
    cancelled_at BIGINT,
    conference_id_type TEXT NOT NULL,
    -- The ID of its own that is live in the ledger.
    bridge BIGINT,
    conference_id BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX meetings_by_organizer ON meetings (organizer_id, id);
CREATE INDEX meetings_with_an_id_by_organizer ON meetings (organizer_id, id) WHERE conference_id IS NOT NULL;
-- Those that carry their organizer's ID.
CREATE INDEX meetings_without_an_id_of_their_own ON meetings (organizer_id, ends_at)
    WHERE conference_id_type = 'static' AND cancelled_at IS NULL;
-- IDs are retired some time after this.
CREATE INDEX meetings_with_an_id_by_end ON meetings (ends_at, id) WHERE conference_id IS NOT NULL;

CREATE TABLE audit_entries (
    id UUID PRIMARY KEY NOT NULL,
    happened_at BIGINT NOT NULL,
    actor_type TEXT NOT NULL,
    actor_id UUID,
    action TEXT NOT NULL,
    user_id UUID,
    -- The job that did it; the nil UUID for none: what a list is folded by cannot be missing.
    job_key UUID NOT NULL,
    detail TEXT
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX audit_entries_by_job ON audit_entries (job_key, id);
CREATE INDEX audit_entries_by_user ON audit_entries (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX audit_entries_by_action ON audit_entries (action, id);

-- What was counted in the audit log on days that are over: a copy, made afterwards, so that nobody who acts waits for a
-- counter. Days that are missing are counted when somebody asks.
CREATE TABLE day_counts (
    day BIGINT PRIMARY KEY CHECK (day >= 0),
    resets BIGINT NOT NULL,
    enabled BIGINT NOT NULL,
    disabled BIGINT NOT NULL
) /*sqlite: STRICT */;

CREATE TABLE imports (
    id UUID PRIMARY KEY NOT NULL,
    created_at BIGINT NOT NULL,
    document TEXT NOT NULL
) /*sqlite: STRICT */;

-- Long texts in pieces, so that no transaction has to write a whole one: the files of imports, the selections of jobs.
CREATE TABLE pieces (
    owner UUID NOT NULL,
    number BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (owner, number)
) /*sqlite: STRICT */;

-- Long work in small steps. Whoever runs a job has its lease; the rows that are done count on in it.
CREATE TABLE jobs (
    id UUID PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT,
    lease UUID,
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    import_id UUID,
    actor_type TEXT NOT NULL,
    actor_id UUID,
    document TEXT NOT NULL
) /*sqlite: STRICT */;

CREATE INDEX jobs_by_due_at ON jobs (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX jobs_that_wait ON jobs (id) WHERE state IN ('scheduled', 'paused');
CREATE INDEX jobs_by_import ON jobs (import_id) WHERE import_id IS NOT NULL;

-- What became of each row of a job.
CREATE TABLE job_rows (
    job_id UUID NOT NULL REFERENCES jobs (id),
    number BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (job_id, number)
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX job_rows_by_outcome ON job_rows (job_id, outcome, number);

CREATE TABLE administrators (
    id UUID PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL UNIQUE,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    -- Missing until the owner has set one.
    password_hash TEXT,
    created_at BIGINT NOT NULL,
    signed_in_at BIGINT
) /*sqlite: STRICT */;

-- The audit log and the history name those who are gone.
CREATE TABLE removed_administrators (
    id UUID PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    removed_at BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

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

-- A token that was revoked or has expired stays: the audit log names it.
CREATE TABLE tokens (
    secret BYTEA PRIMARY KEY NOT NULL,
    id UUID NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- The account; missing if it was made on the command line. It can outlive the account.
    created_by UUID,
    expires_at BIGINT,
    used_at BIGINT,
    revoked_at BIGINT,
    -- Whether it is of a single command, which nothing names.
    of_command BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

-- Marks: a moment under a key (a hash), by which is counted how often something may be done, such as guessing.
CREATE TABLE marks (
    mark BYTEA PRIMARY KEY NOT NULL,
    until BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX marks_by_until ON marks (until);

-- One-time links by which passwords are set; without an account, one that makes an account.
CREATE TABLE set_up_links (
    secret BYTEA PRIMARY KEY NOT NULL,
    administrator_id UUID REFERENCES administrators (id),
    expires_at BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX set_up_links_by_administrator ON set_up_links (administrator_id);

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

-- Organizer PINs: hashes that need a key which is not in the database, and one-time links. When a PIN was set stands in
-- the user.
CREATE TABLE organizer_pins (
    user_id UUID PRIMARY KEY NOT NULL REFERENCES users (id),
    -- Missing until the link is opened, because the PIN is made then.
    hash TEXT,
    link BYTEA UNIQUE,
    link_created_at BIGINT,
    link_expires_at BIGINT,
    link_opened_at BIGINT
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE TABLE idempotent_answers (
    scope TEXT COLLATE "C" NOT NULL,
    idempotency_key TEXT COLLATE "C" NOT NULL,
    request BYTEA NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (scope, idempotency_key)
) /*sqlite: STRICT, WITHOUT ROWID */;

CREATE INDEX idempotent_answers_by_created_at ON idempotent_answers (created_at);
