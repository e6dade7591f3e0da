//! A set of small numbers with constant-time random choice.

const WORD: usize = 64;
/// Bits a block counts: 8 words, one cache line.
const BLOCK: usize = 8 * WORD;
/// Blocks a group counts.
const GROUP: usize = 64;

/// A set of numbers below a bound, that knows its size and its n-th member without a search.
///
/// One bit a number, one `u16` for each 512 numbers and one `u32` for each 32,768: 1.16 MB for nine million.
#[derive(Clone, Debug)]
pub(super) struct Bitmap {
    words: Vec<u64>,
    blocks: Vec<u16>,
    groups: Vec<u32>,
    length: u32,
}

impl Bitmap {
    /// The set of all numbers below `bound`.
    pub(super) fn full(bound: u32) -> Self {
        let bits = bound as usize;
        let blocks = bits.div_ceil(BLOCK);
        let mut bitmap = Self {
            words: vec![0; blocks * BLOCK / WORD],
            blocks: vec![0; blocks],
            groups: vec![0; blocks.div_ceil(GROUP)],
            length: bound,
        };
        for (index, word) in bitmap.words.iter_mut().enumerate() {
            *word = match bits.saturating_sub(index * WORD) {
                0 => 0,
                rest if rest < WORD => (1 << rest) - 1,
                _ => u64::MAX,
            };
        }
        for (block, words) in bitmap.words.chunks(BLOCK / WORD).enumerate() {
            let count: u32 = words.iter().map(|word| word.count_ones()).sum();
            bitmap.blocks[block] = u16::try_from(count).unwrap_or(u16::MAX);
            bitmap.groups[block / GROUP] += count;
        }
        bitmap
    }

    /// How many numbers are in the set.
    pub(super) const fn len(&self) -> u32 {
        self.length
    }

    /// Whether the number is in the set.
    pub(super) fn contains(&self, number: u32) -> bool {
        let number = number as usize;
        self.words[number / WORD] & (1 << (number % WORD)) != 0
    }

    /// Puts the number into the set; says whether it was not there.
    pub(super) fn insert(&mut self, number: u32) -> bool {
        let absent = !self.contains(number);
        if absent {
            let number = number as usize;
            self.words[number / WORD] |= 1 << (number % WORD);
            self.blocks[number / BLOCK] += 1;
            self.groups[number / BLOCK / GROUP] += 1;
            self.length += 1;
        }
        absent
    }

    /// Takes the number out of the set; says whether it was there.
    pub(super) fn remove(&mut self, number: u32) -> bool {
        let present = self.contains(number);
        if present {
            let number = number as usize;
            self.words[number / WORD] &= !(1 << (number % WORD));
            self.blocks[number / BLOCK] -= 1;
            self.groups[number / BLOCK / GROUP] -= 1;
            self.length -= 1;
        }
        present
    }

    /// The member that has `rank` smaller members.
    pub(super) fn select(&self, rank: u32) -> Option<u32> {
        let mut rest = rank;
        let group = self.groups.iter().position(|count| skip(&mut rest, *count))?;
        let first = group * GROUP;
        let block =
            first + self.blocks[first..].iter().position(|count| skip(&mut rest, u32::from(*count)))?;
        let first = block * (BLOCK / WORD);
        let word = first + self.words[first..].iter().position(|word| skip(&mut rest, word.count_ones()))?;
        let mut bits = self.words[word];
        for _ in 0..rest {
            bits &= bits - 1;
        }
        u32::try_from(word * WORD).ok().map(|start| start + bits.trailing_zeros())
    }

    /// How much memory the set takes, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.words.len() * 8 + self.blocks.len() * 2 + self.groups.len() * 4
    }
}

/// Whether the wanted rank lies in a part with `count` members; counts the part off if not.
fn skip(rest: &mut u32, count: u32) -> bool {
    if *rest < count {
        return true;
    }
    *rest -= count;
    false
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn behaves_like_a_sorted_set(bound in 1_u32..100_000, changes in prop::collection::vec(any::<(bool, u32)>(), 0..300)) {
            let mut bitmap = Bitmap::full(bound);
            let mut model: BTreeSet<u32> = (0..bound).collect();
            for (insert, number) in changes {
                let number = number % bound;
                if insert {
                    prop_assert_eq!(bitmap.insert(number), model.insert(number));
                } else {
                    prop_assert_eq!(bitmap.remove(number), model.remove(&number));
                }
            }
            prop_assert_eq!(bitmap.len() as usize, model.len());
            for (rank, number) in (0_u32..).zip(&model).step_by(97) {
                prop_assert_eq!(bitmap.select(rank), Some(*number));
            }
            prop_assert_eq!(bitmap.select(bitmap.len()), None);
        }
    }
}
