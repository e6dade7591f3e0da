//! Imports.

use shared::{Import, ImportCounts, ImportId, ImportOptions, ImportState};

use super::fixture::{identifier, second};
use crate::{Application, ImportRecord};

fn record(created: u64) -> ImportRecord {
    ImportRecord {
        import: Import {
            id: ImportId::from_uuid(identifier()),
            state: ImportState::Previewed,
            options: ImportOptions { enable: true, send_email: Some(false) },
            counts: ImportCounts { new: 1, changed: 2, unchanged: 3, refused: 4, enabled: 5 },
            done: 0,
            error: None,
            created_at: second(created),
            finished_at: None,
        },
        source: "Display name;…\r\n\"Åsa, \"\"x\"\"\"\r\n".into(),
    }
}

/// An import comes back whole; replacing it leaves the file.
pub async fn imports_are_kept_and_updated(application: Application) {
    let check = application.in_transaction(|transaction| {
        Box::pin(async move {
            let first = record(1);
            transaction.insert_import(&first).await?;
            let id = first.import.id;
            assert_eq!(transaction.import(id).await?.as_ref(), Some(&first.import));
            assert_eq!(transaction.import_source(id).await?.as_ref(), Some(&first.source));
            let states =
                [ImportState::Previewed, ImportState::Applying, ImportState::Applied, ImportState::Failed];
            for state in states {
                let import = Import {
                    state,
                    options: ImportOptions { enable: false, send_email: None },
                    done: 7,
                    error: Some("it failed".into()),
                    finished_at: Some(second(9)),
                    ..first.import.clone()
                };
                transaction.update_import(&import).await?;
                assert_eq!(transaction.import(id).await?, Some(import));
                assert_eq!(transaction.import_source(id).await?.as_ref(), Some(&first.source));
            }
            Ok(())
        })
    });
    check.await.expect("imports can be written and read");
}

/// Only imports that were made before the moment are removed.
pub async fn old_imports_are_removed(application: Application) {
    let check = application.in_transaction(|transaction| {
        Box::pin(async move {
            let (old, new) = (record(1), record(2));
            transaction.insert_import(&old).await?;
            transaction.insert_import(&new).await?;
            transaction.delete_imports_before(second(2)).await?;
            assert_eq!(transaction.import(old.import.id).await?, None);
            assert_eq!(transaction.import_source(old.import.id).await?, None);
            assert_eq!(transaction.import(new.import.id).await?, Some(new.import.clone()));
            assert_eq!(transaction.import_source(new.import.id).await?, Some(new.source));
            Ok(())
        })
    });
    check.await.expect("imports can be removed");
}
