//! Splits the page's WebAssembly: what every page needs comes first, the rest in pieces that are loaded when they
//! are shown.
//!
//! A piece is made of the functions whose names mention its modules, and of those that only they call. It is a module
//! of its own which imports memory, tables, globals and functions of the first one, so there is one program as
//! before, only later. A call into a piece goes through the table, where the piece puts its functions when it comes.
//! Such a call must not come sooner: `frontend/src/pages/later.rs` sees to that. Functions that somebody else calls
//! by any other way than through there stay in the first module.
//!
//! Names must be right for that, so the compiler must not merge functions that are equal (`-Zmerge-functions`);
//! wasm-opt does it afterwards in each module.

mod data;
mod read;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use read::Module;
#[cfg(test)]
pub(crate) use write::FIRST;

/// What belongs into a piece.
pub(crate) struct Rule {
    /// Names the piece, here and in `frontend/src/pages/later.rs`.
    pub(crate) name: &'static str,
    /// The modules that are in it. One that is within another piece's module is not of that piece. Functions of
    /// theirs that are called `enter` are the ways into the piece.
    pub(crate) modules: &'static [&'static str],
}

/// The modules that were made of one.
pub(crate) struct Split {
    pub(crate) first: Vec<u8>,
    /// One for each rule, in their order.
    pub(crate) pieces: Vec<Vec<u8>>,
}

/// Splits a module.
pub(crate) fn split(wasm: &[u8], rules: &[Rule]) -> Result<Split> {
    let module = Module::read(wasm)?;
    let plan = Plan::new(&module, rules)?;
    let first = write::first(&module, &plan)?;
    let pieces = (0..rules.len()).map(|piece| write::piece(&module, &plan, piece)).collect::<Result<_>>()?;
    Ok(Split { first, pieces })
}

/// Where every function goes.
struct Plan {
    /// For each function the index of its piece; the first module's have none.
    piece_of: Vec<Option<usize>>,
    /// Where in the table functions of pieces are that others call.
    slots: BTreeMap<u32, u32>,
    /// How many places the table gets beyond its own.
    new_slots: u32,
    /// Functions of the first module that pieces call.
    shared: BTreeSet<u32>,
    /// For each segment of data the index of its piece.
    data: Vec<Option<usize>>,
}

impl Plan {
    fn new(module: &Module<'_>, rules: &[Rule]) -> Result<Self> {
        let mut piece_of = vec![None; module.function_count()];
        let mut is_entry = vec![false; piece_of.len()];
        for (index, name) in &module.names {
            let index = *index as usize;
            if index < module.imported as usize {
                continue;
            }
            piece_of[index] = piece_by_name(rules, name);
            is_entry[index] = piece_of[index].is_some() && name.ends_with(ENTRY);
        }
        // What the browser calls by name is there from the beginning.
        for &function in &module.exported {
            piece_of[function as usize] = None;
        }
        let callers = module.callers();
        stay(&mut piece_of, &is_entry, &callers);
        follow(&mut piece_of, module, &callers);

        let mut plan = Self {
            piece_of,
            slots: BTreeMap::new(),
            new_slots: 0,
            shared: BTreeSet::new(),
            data: Vec::new(),
        };
        plan.find_ways(module)?;
        let pieces = plan.piece_of.iter().skip(module.imported as usize).copied();
        let uses: Vec<_> = pieces.zip(module.numbers.iter().cloned()).collect();
        plan.data = data::place(&module.segments, &uses);
        for (piece, rule) in rules.iter().enumerate() {
            if !plan.piece_of.contains(&Some(piece)) {
                bail!(
                    "the piece {} is empty: xtask/src/pieces.rs names modules that are not there",
                    rule.name
                );
            }
        }
        Ok(plan)
    }

    /// Finds out which calls go from one module to another.
    fn find_ways(&mut self, module: &Module<'_>) -> Result<()> {
        for (caller, callees) in &module.calls {
            let from = self.piece_of[*caller as usize];
            for &callee in callees {
                let to = self.piece_of[callee as usize];
                if to.is_none() && from.is_some() {
                    self.shared.insert(callee);
                }
                if to.is_some() && from != to && !self.slots.contains_key(&callee) {
                    let slot = module.slot(callee).unwrap_or_else(|| {
                        self.new_slots += 1;
                        module.table_size + self.new_slots - 1
                    });
                    self.slots.insert(callee, slot);
                }
            }
        }
        for &function in &module.referenced {
            if self.piece_of[function as usize].is_some() {
                bail!("a function of a piece is referred to where the splitter cannot follow");
            }
        }
        Ok(())
    }
}

/// Functions that others call than those of their piece, and not as entries, stay in the first module, and so does
/// what only becomes common by that.
fn stay(piece_of: &mut [Option<usize>], is_entry: &[bool], callers: &[Vec<u32>]) {
    loop {
        let mut changed = false;
        for index in 0..piece_of.len() {
            let piece = piece_of[index];
            if piece.is_some()
                && !is_entry[index]
                && callers[index].iter().any(|caller| piece_of[*caller as usize] != piece)
            {
                piece_of[index] = None;
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// Functions that only those of one piece call go with them.
fn follow(piece_of: &mut [Option<usize>], module: &Module<'_>, callers: &[Vec<u32>]) {
    loop {
        let mut changed = false;
        for index in module.imported as usize..piece_of.len() {
            let piece = callers[index].first().and_then(|caller| piece_of[*caller as usize]);
            if piece_of[index].is_none()
                && piece.is_some()
                && !module.is_reachable_otherwise(u32::try_from(index).unwrap_or_default())
                && callers[index].iter().all(|caller| piece_of[*caller as usize] == piece)
            {
                piece_of[index] = piece;
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// What stands at the end of the name of a function through which a piece is entered.
const ENTRY: &str = "::enter";

/// The piece of a function, by the modules that its name mentions. What mentions two is for both.
fn piece_by_name(rules: &[Rule], name: &str) -> Option<usize> {
    let mut longest: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (piece, rule) in rules.iter().enumerate() {
        for module in rule.modules {
            for start in mentions(name, module) {
                let found = longest.entry(start).or_default();
                *found = (*found).max((module.len(), piece));
            }
        }
    }
    let pieces: BTreeSet<usize> = longest.into_values().map(|(_, piece)| piece).collect();
    pieces.first().copied().filter(|_| pieces.len() == 1)
}

/// Where a path stands in a name as whole words.
fn mentions(name: &str, path: &str) -> impl Iterator<Item = usize> {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    name.match_indices(path).map(|(start, _)| start).filter(move |start| {
        !name[..*start].ends_with(is_word) && !name[start + path.len()..].starts_with(is_word)
    })
}

/// A function's name without the marks by which the compiler tells versions of a crate apart, as in `core[1f2e]`.
fn without_marks(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(start) = rest.find('[') {
        let is_mark = |text: &str| text.len() > 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let end = rest[start..].find(']').map(|length| start + length);
        match end {
            Some(end) if is_mark(&rest[start + 1..end]) => {
                plain.push_str(&rest[..start]);
                rest = &rest[end + 1..];
            }
            _ => {
                plain.push_str(&rest[..=start]);
                rest = &rest[start + 1..];
            }
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests;
