//! Writes the modules that one was split into.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, DataCountSection, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, GlobalSection, ImportSection, Instruction, MemorySection,
    Module as Written, NameMap, NameSection, StartSection, TableSection, TypeSection,
};
use wasmparser::Operator;

use super::read::Module;
use super::{Plan, data};

/// Under which name a piece imports from the first module.
pub(crate) const FIRST: &str = "first";

/// Writes functions with new indices, and calls into other pieces through the table.
struct Writer<'a> {
    module: &'a Module<'a>,
    plan: &'a Plan,
    piece: Option<usize>,
    /// The new indices of the functions that are there.
    index_of: BTreeMap<u32, u32>,
}

impl Reencode for Writer<'_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        self.index_of.get(&function).copied().ok_or(Error::InvalidConstExpr)
    }
}

impl Writer<'_> {
    /// The functions that are written here.
    fn own(&self) -> impl Iterator<Item = u32> {
        let (module, plan, piece) = (self.module, self.plan, self.piece);
        let all = module.imported..u32::try_from(module.function_count()).unwrap_or_default();
        all.filter(move |index| plan.piece_of[*index as usize] == piece)
    }

    fn types(&mut self) -> Result<TypeSection> {
        let mut types = TypeSection::new();
        self.parse_type_section(&mut types, self.module.types.clone())?;
        Ok(types)
    }

    fn functions(&self) -> FunctionSection {
        let mut functions = FunctionSection::new();
        for index in self.own() {
            functions.function(self.module.type_of[index as usize]);
        }
        functions
    }

    fn code(&mut self) -> Result<CodeSection> {
        let own: Vec<u32> = self.own().collect();
        let mut code = CodeSection::new();
        for index in own {
            let body = &self.module.bodies[(index - self.module.imported) as usize];
            let mut function = self.new_function_with_parsed_locals(body)?;
            self.body(&mut function, body)?;
            code.function(&function);
        }
        Ok(code)
    }

    fn body(&mut self, function: &mut Function, body: &wasmparser::FunctionBody<'_>) -> Result<()> {
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } if !self.index_of.contains_key(&function_index) => {
                    let slot = self.plan.slots.get(&function_index).context("a call leads nowhere")?;
                    function.instruction(&Instruction::I32Const(i32::try_from(*slot)?));
                    function.instruction(&Instruction::CallIndirect {
                        type_index: self.module.type_of[function_index as usize],
                        table_index: 0,
                    });
                }
                operator => {
                    function.instruction(&self.instruction(operator)?);
                }
            }
        }
        Ok(())
    }

    /// The last sections: also the names, so that one can see where the bytes go (wasm-opt takes them out).
    fn code_and_data(&mut self, written: &mut Written) -> Result<()> {
        let mut data = DataSection::new();
        for (start, bytes) in data::joined(&self.module.segments, &self.plan.data, self.piece) {
            data.active(0, &ConstExpr::i32_const(start.cast_signed()), bytes);
        }
        let mut functions = NameMap::new();
        let mut named: Vec<(u32, &str)> = Vec::new();
        for (function, index) in &self.index_of {
            if let Some(name) = self.module.names.get(function) {
                named.push((*index, name));
            }
        }
        named.sort_unstable();
        for (index, name) in named {
            functions.append(index, name);
        }
        let mut section = NameSection::new();
        section.functions(&functions);
        written.section(&DataCountSection { count: data.len() }).section(&self.code()?);
        written.section(&data).section(&section);
        Ok(())
    }

    /// What of the table is filled here.
    fn elements(&self) -> ElementSection {
        let mut places: BTreeMap<u32, u32> = self.module.elements.clone();
        places.extend(self.plan.slots.iter().map(|(function, slot)| (*slot, *function)));
        places.retain(|_, function| self.plan.piece_of[*function as usize] == self.piece);
        let mut elements = ElementSection::new();
        let mut run: Vec<u32> = Vec::new();
        let mut places = places.into_iter().peekable();
        while let Some((slot, function)) = places.next() {
            run.push(self.index_of[&function]);
            if places.peek().is_none_or(|(next, _)| *next != slot + 1) {
                let start = i64::from(slot) + 1 - i64::try_from(run.len()).unwrap_or_default();
                let start = ConstExpr::i32_const(i32::try_from(start).unwrap_or_default());
                elements.active(None, &start, Elements::Functions(std::mem::take(&mut run).into()));
            }
        }
        elements
    }
}

/// The module that comes first.
pub(super) fn first(module: &Module<'_>, plan: &Plan) -> Result<Vec<u8>> {
    let mut writer = Writer { module, plan, piece: None, index_of: BTreeMap::new() };
    let functions: Vec<u32> = (0..module.imported).chain(writer.own()).collect();
    writer.index_of = functions.into_iter().zip(0..).collect();

    let mut imports = ImportSection::new();
    writer.parse_import_section(&mut imports, module.imports.clone())?;
    let mut tables = TableSection::new();
    for (index, table) in module.tables.clone().into_iter().enumerate() {
        let mut table = writer.table_type(table?.ty)?;
        if index == 0 {
            table.minimum += u64::from(plan.new_slots);
            table.maximum = table.maximum.map(|maximum| maximum + u64::from(plan.new_slots));
        }
        tables.table(table);
    }
    let mut memories = MemorySection::new();
    writer.parse_memory_section(&mut memories, module.memories.clone())?;
    let mut globals = GlobalSection::new();
    writer.parse_global_section(&mut globals, module.globals.clone())?;
    let mut exports = ExportSection::new();
    writer.parse_export_section(&mut exports, module.exports.clone())?;
    for (name, kind, index) in what_pieces_share(module, plan) {
        let index = if kind == ExportKind::Func { writer.index_of[&index] } else { index };
        exports.export(&name, kind, index);
    }

    let mut written = Written::new();
    written.section(&writer.types()?).section(&imports).section(&writer.functions());
    written.section(&tables).section(&memories).section(&globals).section(&exports);
    if let Some(start) = module.start {
        written.section(&StartSection { function_index: writer.index_of[&start] });
    }
    written.section(&writer.elements());
    writer.code_and_data(&mut written)?;
    Ok(written.finish())
}

/// A piece that comes later.
pub(super) fn piece(module: &Module<'_>, plan: &Plan, piece: usize) -> Result<Vec<u8>> {
    let mut writer = Writer { module, plan, piece: Some(piece), index_of: BTreeMap::new() };
    let own: Vec<u32> = writer.own().collect();
    let mut round_trip = RoundtripReencoder;
    let mut imports = ImportSection::new();
    let mut imported = 0;
    for (name, kind, index) in what_pieces_share(module, plan) {
        let entity = match kind {
            ExportKind::Func => {
                writer.index_of.insert(index, imported);
                imported += 1;
                EntityType::Function(module.type_of[index as usize])
            }
            ExportKind::Table => {
                let table =
                    module.tables.clone().into_iter().nth(index as usize).context("no such table")??;
                let mut table = round_trip.table_type(table.ty)?;
                // The first module's table is larger than it was.
                table.maximum = table.maximum.map(|maximum| maximum + u64::from(plan.new_slots));
                EntityType::Table(table)
            }
            ExportKind::Memory => {
                let memory =
                    module.memories.clone().into_iter().nth(index as usize).context("no such memory")??;
                EntityType::Memory(round_trip.memory_type(memory)?)
            }
            _ => {
                let global =
                    module.globals.clone().into_iter().nth(index as usize).context("no such global")??;
                EntityType::Global(round_trip.global_type(global.ty)?)
            }
        };
        imports.import(FIRST, &name, entity);
    }
    writer.index_of.extend(own.into_iter().zip(imported..));
    let mut written = Written::new();
    written.section(&writer.types()?).section(&imports).section(&writer.functions());
    written.section(&writer.elements());
    writer.code_and_data(&mut written)?;
    Ok(written.finish())
}

/// What the first module exports for the pieces: all tables, memories and globals, so that they have the same indices
/// everywhere, and the functions that are called.
fn what_pieces_share(module: &Module<'_>, plan: &Plan) -> Vec<(String, ExportKind, u32)> {
    let of = |kind: ExportKind, letter: &'static str, indices: Vec<u32>| {
        indices
            .into_iter()
            .zip(0..)
            .map(move |(index, number): (u32, u32)| (format!("{letter}{number}"), kind, index))
    };
    let functions = plan.shared.iter().copied().collect();
    of(ExportKind::Table, "t", (0..module.tables.count()).collect())
        .chain(of(ExportKind::Memory, "m", (0..module.memories.count()).collect()))
        .chain(of(ExportKind::Global, "g", (0..module.globals.count()).collect()))
        .chain(of(ExportKind::Func, "f", functions))
        .collect()
}
