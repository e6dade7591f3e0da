//! The database's files: who may read them, who may have them, and what happens when they are gone.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use domain::contract::{application, initial_settings};
use domain::{Actor, Error, Store as _, StoreError};
use konfid_store_sql::{OpenError, SqliteStore};
use shared::AuditAction;
use tempfile::TempDir;

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("konfid.db");
    (folder, path)
}

fn open(path: &Path) -> Result<SqliteStore, OpenError> {
    SqliteStore::open(path, &initial_settings())
}

fn modes(folder: &Path) -> Vec<(String, u32)> {
    let files = fs::read_dir(folder).unwrap().map(Result::unwrap);
    files
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, file.metadata().unwrap().permissions().mode() & 0o777)
        })
        .collect()
}

#[tokio::test]
async fn only_the_owner_reads_any_file() {
    let (folder, path) = place();
    let store = open(&path).unwrap();
    store.check().await.unwrap();
    store.backup_to(&folder.path().join("copy.db")).unwrap();
    let files = modes(folder.path());
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["konfid.db", "konfid.db-wal", "konfid.db-shm", "konfid.db.lock", "copy.db"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(files.iter().all(|(_, mode)| *mode == 0o600), "{files:?}");
}

#[test]
fn what_others_could_read_is_closed_to_them() {
    let (folder, path) = place();
    drop(open(&path).unwrap());
    for name in ["konfid.db", "konfid.db.lock"] {
        fs::set_permissions(folder.path().join(name), Permissions::from_mode(0o644)).unwrap();
    }
    let _store = open(&path).unwrap();
    let files = modes(folder.path());
    assert!(files.iter().all(|(_, mode)| *mode == 0o600), "{files:?}");
}

#[test]
fn one_file_has_one_server_whatever_path_leads_to_it() {
    let (folder, path) = place();
    let store = open(&path).unwrap();
    store.set_lease_note("http://127.0.0.1:8080").unwrap();
    let (soft, hard) = (folder.path().join("soft.db"), folder.path().join("hard.db"));
    symlink(&path, &soft).unwrap();
    fs::hard_link(&path, &hard).unwrap();
    for other in [&soft, &hard] {
        let refused = open(other).err();
        assert!(matches!(refused, Some(OpenError::DatabaseInUse { .. })), "{other:?}: {refused:?}");
    }
    let Some(OpenError::DatabaseInUse { note }) = open(&soft).err() else { panic!("it was opened") };
    assert_eq!(note.as_deref(), Some("http://127.0.0.1:8080"), "who has it is told through a link too");
    drop(store);
    drop(open(&hard).unwrap());
    drop(open(&soft).unwrap());
}

#[tokio::test]
async fn a_file_that_was_moved_or_replaced_is_told() {
    let (folder, path) = place();
    let store = open(&path).unwrap();
    store.check().await.unwrap();
    let aside = folder.path().join("aside.db");
    fs::rename(&path, &aside).unwrap();
    let moved = store.check().await;
    assert!(matches!(moved, Err(Error::Store(StoreError::Unavailable(_)))), "{moved:?}");
    fs::copy(&aside, &path).unwrap();
    assert!(store.check().await.is_err(), "another file is in its place");
    fs::remove_file(&path).unwrap();
    fs::rename(&aside, &path).unwrap();
    store.check().await.unwrap();
}

#[test]
fn a_copy_that_cannot_be_made_leaves_nothing() {
    let (folder, path) = place();
    let store = open(&path).unwrap();
    let there = folder.path().join("there.db");
    fs::write(&there, "something else").unwrap();
    assert!(store.backup_to(&there).is_err());
    assert_eq!(fs::read_to_string(&there).unwrap(), "something else");
    // The target cannot take the copy's place, so the copy is finished and then of no use.
    let target = folder.path().join("missing").join("copy.db");
    assert!(store.backup_to(&target).is_err());
    let names: Vec<String> = modes(folder.path()).into_iter().map(|(name, _)| name).collect();
    assert!(!names.iter().any(|name| name.contains("partial")), "{names:?}");
}

#[tokio::test]
async fn identifiers_go_on_after_a_restart_with_an_earlier_clock() {
    let (_folder, path) = place();
    let mut newest = None;
    for _ in 0..3 {
        // Each process begins at the same moment again, as after a clock that was put back.
        let application = application(open(&path).unwrap());
        application.continue_identifiers().await.unwrap();
        let id = application
            .in_transaction_as(Actor::System, move |transaction, context| {
                Box::pin(async move {
                    context.audit(transaction, AuditAction::SettingsUpdated, None, None).await?;
                    Ok(transaction.newest_identifier().await?)
                })
            })
            .await
            .unwrap();
        assert!(id > newest, "{id:?} follows {newest:?}");
        newest = id;
    }
}
