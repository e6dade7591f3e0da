-- Finds users by one or two letters where a word of the search text begins; longer parts have an index of their own.
-- `word_beginnings.rs` fills it.
CREATE TABLE user_word_beginnings (
    beginning TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL REFERENCES users (number),
    PRIMARY KEY (beginning, number)
) /*sqlite: STRICT, WITHOUT ROWID */;
