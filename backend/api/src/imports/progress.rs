//! How far the imports have come that are being applied.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use shared::ImportId;

/// How far the imports have come that are being applied. It is known in this process only: what happens inside
/// a transaction is nobody else's to see.
#[derive(Clone, Debug, Default)]
pub struct ImportProgress(Arc<Mutex<HashMap<ImportId, Arc<AtomicU64>>>>);

/// An import that is being applied, until this is dropped.
#[derive(Debug)]
pub(super) struct RunningImport {
    progress: ImportProgress,
    import: ImportId,
    done: Arc<AtomicU64>,
}

impl ImportProgress {
    /// Whether no import is being applied, so that the process can stop without losing work.
    pub fn is_idle(&self) -> bool {
        self.running().is_empty()
    }

    /// Begins to apply an import; `None` if it is being applied already.
    pub(super) fn begin(&self, import: ImportId) -> Option<RunningImport> {
        let mut running = self.running();
        if running.contains_key(&import) {
            return None;
        }
        let done = Arc::default();
        running.insert(import, Arc::clone(&done));
        Some(RunningImport { progress: self.clone(), import, done })
    }

    /// How many rows of the import are done, while it is being applied.
    pub(super) fn done(&self, import: ImportId) -> Option<u64> {
        self.running().get(&import).map(|done| done.load(Ordering::Relaxed))
    }

    fn running(&self) -> MutexGuard<'_, HashMap<ImportId, Arc<AtomicU64>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RunningImport {
    /// Notes how many rows are done.
    pub(super) fn note(&self) -> impl Fn(u64) + Send + Sync + use<> {
        let noted = Arc::clone(&self.done);
        move |done| noted.store(done, Ordering::Relaxed)
    }
}

impl Drop for RunningImport {
    fn drop(&mut self) {
        self.progress.running().remove(&self.import);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_runs_once_at_a_time() {
        let progress = ImportProgress::default();
        let import: ImportId = "0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b".parse().unwrap();
        let running = progress.begin(import).unwrap();
        assert!(progress.begin(import).is_none());
        running.note()(7);
        assert_eq!(progress.done(import), Some(7));
        drop(running);
        assert!(progress.is_idle());
        assert!(progress.begin(import).is_some());
    }
}
