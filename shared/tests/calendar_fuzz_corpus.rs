//! Replays the corpus that fuzzing has kept, so that what once was found never comes back.

#[path = "../../fuzz/fuzz_targets/invariants.rs"]
mod invariants;

use std::path::Path;

#[test]
fn the_kept_corpus_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/mend");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus is part of the repository") {
        let input = std::fs::read(entry.unwrap().path()).unwrap();
        invariants::check(&input);
        count += 1;
    }
    assert!(count >= 20, "{count} files in the corpus");
}
