//! Which constants go with which piece.
//!
//! The linker keeps every constant and every static in a segment of its own (`--no-merge-data-segments`), so what is
//! read together is known. A segment goes with a piece when all that refers to it is of that piece: its functions, or
//! other segments that go with it. Every number in the code that could be an address counts as one, and every aligned
//! word in the data: that may keep something in the first module without need, and never moves what is needed there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Result, bail};
use wasmparser::{DataKind, DataSectionReader, FunctionBody, Operator};

/// A constant or static, with where it is in memory.
pub(super) struct Segment<'a> {
    pub(super) start: u32,
    pub(super) bytes: &'a [u8],
}

impl Segment<'_> {
    fn range(&self) -> Range<u32> {
        self.start..self.start + u32::try_from(self.bytes.len()).unwrap_or(u32::MAX)
    }

    /// The words in it that could be addresses.
    fn words(&self) -> impl Iterator<Item = u32> {
        let unaligned = (4 - self.start as usize % 4) % 4;
        let aligned = self.bytes.get(unaligned..).unwrap_or_default();
        aligned.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
    }
}

/// Reads the segments, in the order of their addresses.
pub(super) fn segments(section: Option<DataSectionReader<'_>>) -> Result<Vec<Segment<'_>>> {
    let mut segments = Vec::new();
    for data in section.into_iter().flatten() {
        let data = data?;
        let DataKind::Active { memory_index: 0, offset_expr } = &data.kind else {
            bail!("the module has data that is not in its memory from the beginning");
        };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
            bail!("the module has data at a place that is not known");
        };
        segments.push(Segment { start: value.cast_unsigned(), bytes: data.data });
    }
    segments.sort_by_key(|segment| segment.start);
    if segments.windows(2).any(|pair| pair[0].range().end > pair[1].start) {
        bail!("the module has data in the same place twice");
    }
    Ok(segments)
}

/// The numbers in a function that could be addresses.
pub(super) fn numbers(body: &FunctionBody<'_>) -> Result<BTreeSet<u32>> {
    let mut numbers = BTreeSet::new();
    for operator in body.get_operators_reader()? {
        let operator = operator?;
        if let Operator::I32Const { value } = operator {
            numbers.insert(value.cast_unsigned());
        } else if let Some(offset) = offset(&operator) {
            numbers.insert(u32::try_from(offset).unwrap_or(u32::MAX));
        }
    }
    Ok(numbers)
}

/// What a load or a store adds to its address.
fn offset(operator: &Operator<'_>) -> Option<u64> {
    macro_rules! offsets {
        ($($name:ident)*) => {
            match operator {
                $(Operator::$name { memarg } => Some(memarg.offset),)*
                _ => None,
            }
        };
    }
    offsets! {
        I32Load I64Load F32Load F64Load I32Load8S I32Load8U I32Load16S I32Load16U I64Load8S I64Load8U I64Load16S
        I64Load16U I64Load32S I64Load32U I32Store I64Store F32Store F64Store I32Store8 I32Store16 I64Store8
        I64Store16 I64Store32
    }
}

/// For each segment the piece that it goes with; the first module's have none. `uses` are the numbers in functions
/// with the functions' pieces.
pub(super) fn place(segments: &[Segment<'_>], uses: &[(Option<usize>, BTreeSet<u32>)]) -> Vec<Option<usize>> {
    let at: BTreeMap<u32, usize> =
        segments.iter().enumerate().map(|(index, segment)| (segment.start, index)).collect();
    let find = |address: u32| {
        let (_, index) = at.range(..=address).next_back()?;
        // What is directly behind counts too: it may be the end of a list.
        (address <= segments[*index].range().end).then_some(*index)
    };
    let mut needed_by: Vec<BTreeSet<Option<usize>>> = vec![BTreeSet::new(); segments.len()];
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    for (piece, numbers) in uses {
        open.extend(numbers.iter().filter_map(|number| find(*number)).map(|index| (index, *piece)));
    }
    while let Some((index, piece)) = open.pop() {
        if needed_by[index].insert(piece) {
            open.extend(segments[index].words().filter_map(find).map(|other| (other, piece)));
        }
    }
    needed_by
        .into_iter()
        .map(|needed_by| match (needed_by.first(), needed_by.len()) {
            (Some(Some(piece)), 1) => Some(*piece),
            _ => None,
        })
        .collect()
}

/// The segments of one piece as few long ones: what is between two that are near each other is zeros, and smaller so
/// than another segment. Where nothing was, the memory is empty anyway, or another piece's: then it is not bridged.
pub(super) fn joined(
    segments: &[Segment<'_>],
    places: &[Option<usize>],
    piece: Option<usize>,
) -> Vec<(u32, Vec<u8>)> {
    const NEAR: u32 = 16;
    let mut runs: Vec<(u32, Vec<u8>)> = Vec::new();
    // Whether something of another piece came since the last run. It must not be overwritten, except in the first
    // module, which comes before all others.
    let mut is_interrupted = false;
    for (segment, place) in segments.iter().zip(places) {
        if *place != piece {
            is_interrupted = piece.is_some();
            continue;
        }
        match runs.last_mut() {
            Some((start, bytes)) if !is_interrupted && segment.start - (*start + len(bytes)) <= NEAR => {
                bytes.resize((segment.start - *start) as usize, 0);
                bytes.extend_from_slice(segment.bytes);
            }
            _ => runs.push((segment.start, segment.bytes.to_vec())),
        }
        is_interrupted = false;
    }
    runs
}

fn len(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}
