-- Finds any part of three letters or more. It keeps no copy of the text. The text is folded already.
CREATE VIRTUAL TABLE users_search USING fts5(
    search_text, content = 'users', content_rowid = 'number', columnsize = 0, tokenize = 'trigram case_sensitive 1'
);

CREATE TRIGGER users_search_after_insert AFTER INSERT ON users BEGIN
    INSERT INTO users_search (rowid, search_text) VALUES (new.number, new.search_text);
END;

CREATE TRIGGER users_search_after_update AFTER UPDATE OF search_text ON users
WHEN old.search_text <> new.search_text BEGIN
    INSERT INTO users_search (users_search, rowid, search_text) VALUES ('delete', old.number, old.search_text);
    INSERT INTO users_search (rowid, search_text) VALUES (new.number, new.search_text);
END;

CREATE TRIGGER users_search_after_delete AFTER DELETE ON users BEGIN
    INSERT INTO users_search (users_search, rowid, search_text) VALUES ('delete', old.number, old.search_text);
END;
