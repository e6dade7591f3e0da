//! What the walkthroughs share: the server, the browser and the SMTP server under test.
