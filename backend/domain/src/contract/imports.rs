//! Imports.

use shared::{Import, ImportCounts, ImportId, ImportOptions, JobId, JobState};

use super::fixture::{identifier, second};
use super::jobs::job;
use crate::{Application, JobRecord};

fn import(created: u64) -> Import {
    Import {
        id: ImportId::from_uuid(identifier()),
        options: ImportOptions { enable: true, send_email: Some(false), full_directory: false },
        counts: ImportCounts {
            new: 1,
            changed: 2,
            unchanged: 3,
            refused: 4,
            enabled: 5,
            noted: 6,
            blocked: 7,
            missing: 8,
            enabled_before: 9,
        },
        created_at: second(created),
        job: None,
    }
}

/// An import comes back whole, and can be replaced.
pub async fn imports_are_kept_and_updated(application: Application) {
    let check = application.in_transaction(|transaction| {
        Box::pin(async move {
            let first = import(1);
            transaction.insert_import(&first).await?;
            assert_eq!(transaction.import(first.id).await?.as_ref(), Some(&first));
            let started = Import {
                options: ImportOptions { enable: false, send_email: None, full_directory: false },
                job: Some(JobId::from_uuid(identifier())),
                ..first
            };
            transaction.update_import(&started).await?;
            assert_eq!(transaction.import(started.id).await?, Some(started));
            Ok(())
        })
    });
    check.await.expect("imports can be written and read");
}

/// Only imports that were made before the moment are removed, and of those only the ones that no job can still need.
pub async fn old_imports_are_removed(application: Application) {
    let check = application.in_transaction(|transaction| {
        Box::pin(async move {
            let (old, new) = (import(1), import(2));
            transaction.insert_import(&old).await?;
            transaction.insert_import(&new).await?;
            let mut of_jobs = Vec::new();
            for state in JobState::ALL {
                let import = import(1);
                transaction.insert_import(&import).await?;
                let work = shared::JobWork::ImportUsers {
                    import: import.id,
                    options: import.options,
                    disable_proposed: true,
                };
                transaction.insert_job(&JobRecord { state, work, ..job(1) }).await?;
                of_jobs.push((state, import.id));
            }
            transaction.delete_imports_before(second(2)).await?;
            assert_eq!(transaction.import(old.id).await?, None);
            assert_eq!(transaction.import(new.id).await?, Some(new));
            for (state, import) in of_jobs {
                assert_eq!(transaction.import(import).await?.is_none(), state.is_over(), "{state:?}");
            }
            Ok(())
        })
    });
    check.await.expect("imports can be removed");
}
