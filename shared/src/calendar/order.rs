//! Putting things in order.
//!
//! Every kind of element that is sorted brings its own copy of the sorting code, some 6 KB of a page's program. So
//! everything here is sorted by way of one kind: pairs of a key and an index.

use super::report::Patch;

/// Sorts pairs by their first number, then by their second.
#[inline(never)]
pub(super) fn sort(pairs: &mut [[usize; 2]]) {
    pairs.sort_unstable();
}

/// Patches in the order of the input.
pub(super) fn patches_in_order<'patch>(patches: &[&'patch Patch]) -> Vec<&'patch Patch> {
    let mut pairs: Vec<[usize; 2]> =
        patches.iter().enumerate().map(|(index, patch)| [patch.range.start, index]).collect();
    sort(&mut pairs);
    pairs.iter().filter_map(|[_, index]| patches.get(*index).copied()).collect()
}

/// Fewer and larger patches: those near each other become one, with the bytes of the input between them. Every
/// patch takes more memory than it changes bytes, and a big calendar has many.
pub(super) fn joined(input: &[u8], patches: &[&Patch]) -> Vec<Patch> {
    const NEAR: usize = 24;
    let mut result: Vec<Patch> = Vec::new();
    for patch in patches {
        if let Some(last) = result.last_mut()
            && let Some(between) = input.get(last.range.end..patch.range.start)
            && between.len() <= NEAR
        {
            last.bytes.extend_from_slice(between);
            last.bytes.extend_from_slice(&patch.bytes);
            last.range.end = patch.range.end;
        } else {
            result.push((*patch).clone());
        }
    }
    for patch in &mut result {
        patch.bytes.shrink_to_fit();
    }
    result
}
