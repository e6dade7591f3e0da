-- Finds any part of three letters or more. It keeps no copy of the text. The text is folded already.
-- The store keeps it up to date itself: with triggers, SQLite would write the index out after every single user.
CREATE VIRTUAL TABLE users_search USING fts5(
    search_text, content = 'users', content_rowid = 'number', columnsize = 0, tokenize = 'trigram case_sensitive 1'
);
