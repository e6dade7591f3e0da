//! What the splitter has to know of a module.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use wasmparser::{
    CodeSectionReader, DataSectionReader, ElementItems, ElementKind, ExportSectionReader, ExternalKind,
    FunctionBody, GlobalSectionReader, ImportSectionReader, KnownCustom, MemorySectionReader, Name,
    NameSectionReader, Operator, Parser, Payload, TableSectionReader, TypeRef, TypeSectionReader,
};

use super::data::{self, Segment};

/// A module, read.
pub(super) struct Module<'a> {
    pub(super) types: TypeSectionReader<'a>,
    pub(super) imports: ImportSectionReader<'a>,
    /// How many functions are imported; their indices come first.
    pub(super) imported: u32,
    /// The type of each function, of the imported ones too.
    pub(super) type_of: Vec<u32>,
    pub(super) tables: TableSectionReader<'a>,
    /// How many places the table of functions has.
    pub(super) table_size: u32,
    pub(super) memories: MemorySectionReader<'a>,
    pub(super) globals: GlobalSectionReader<'a>,
    pub(super) exports: ExportSectionReader<'a>,
    pub(super) exported: BTreeSet<u32>,
    pub(super) start: Option<u32>,
    /// The functions in the table of functions, by their places.
    pub(super) elements: BTreeMap<u32, u32>,
    /// Functions that are referred to without being called.
    pub(super) referenced: BTreeSet<u32>,
    pub(super) bodies: Vec<FunctionBody<'a>>,
    pub(super) segments: Vec<Segment<'a>>,
    /// For each function of the module's own the numbers in it that could be addresses.
    pub(super) numbers: Vec<BTreeSet<u32>>,
    pub(super) names: BTreeMap<u32, String>,
    /// Which functions each function calls.
    pub(super) calls: BTreeMap<u32, BTreeSet<u32>>,
}

/// The sections of which there must be one.
#[derive(Default)]
struct Sections<'a> {
    types: Option<TypeSectionReader<'a>>,
    imports: Option<ImportSectionReader<'a>>,
    tables: Option<TableSectionReader<'a>>,
    memories: Option<MemorySectionReader<'a>>,
    globals: Option<GlobalSectionReader<'a>>,
    exports: Option<ExportSectionReader<'a>>,
    code: Option<CodeSectionReader<'a>>,
    data: Option<DataSectionReader<'a>>,
    start: Option<u32>,
    type_of: Vec<u32>,
    elements: BTreeMap<u32, u32>,
    names: BTreeMap<u32, String>,
}

impl<'a> Module<'a> {
    pub(super) fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut found = Sections::default();
        let mut imported_types = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(section) => found.types = Some(section),
                Payload::ImportSection(section) => {
                    for import in section.clone().into_imports() {
                        match import?.ty {
                            TypeRef::Func(of) => imported_types.push(of),
                            _ => bail!("the module imports something that is no function"),
                        }
                    }
                    found.imports = Some(section);
                }
                Payload::FunctionSection(section) => {
                    found.type_of = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::TableSection(section) => found.tables = Some(section),
                Payload::MemorySection(section) => found.memories = Some(section),
                Payload::GlobalSection(section) => found.globals = Some(section),
                Payload::ExportSection(section) => found.exports = Some(section),
                Payload::StartSection { func, .. } => found.start = Some(func),
                Payload::ElementSection(section) => {
                    for element in section {
                        read_element(&element?, &mut found.elements)?;
                    }
                }
                Payload::CodeSectionStart { range, .. } => {
                    found.code = Some(CodeSectionReader::new(wasmparser::BinaryReader::new(
                        &wasm[range.clone()],
                        range.start,
                    ))?);
                }
                Payload::DataSection(section) => found.data = Some(section),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(section) = section.as_known() {
                        read_names(section, &mut found.names)?;
                    }
                }
                Payload::TagSection(_) => {
                    bail!("the module has exceptions, which the splitter does not know")
                }
                _ => {}
            }
        }
        Self::of(found, imported_types)
    }

    fn of(found: Sections<'a>, mut type_of: Vec<u32>) -> Result<Self> {
        let imported = u32::try_from(type_of.len())?;
        type_of.extend(found.type_of);
        let tables = found.tables.context("the module has no table")?;
        let first_table = tables.clone().into_iter().next().context("the module has no table")??;
        let exports = found.exports.context("the module exports nothing")?;
        let mut exported: BTreeSet<u32> = found.start.into_iter().collect();
        for export in exports.clone() {
            let export = export?;
            if export.kind == ExternalKind::Func {
                exported.insert(export.index);
            }
        }
        let bodies: Vec<FunctionBody<'a>> =
            found.code.context("the module has no code")?.into_iter().collect::<Result<_, _>>()?;
        let (mut calls, mut referenced) = (BTreeMap::new(), BTreeSet::new());
        for (index, body) in (imported..).zip(&bodies) {
            let mut callees = BTreeSet::new();
            for operator in body.get_operators_reader()? {
                match operator? {
                    Operator::Call { function_index } => {
                        callees.insert(function_index);
                    }
                    Operator::RefFunc { function_index } | Operator::ReturnCall { function_index } => {
                        referenced.insert(function_index);
                    }
                    _ => {}
                }
            }
            calls.insert(index, callees);
        }
        Ok(Self {
            types: found.types.context("the module has no types")?,
            imports: found.imports.context("the module imports nothing")?,
            imported,
            type_of,
            table_size: u32::try_from(first_table.ty.initial)?,
            tables,
            memories: found.memories.context("the module has no memory")?,
            globals: found.globals.context("the module has no globals")?,
            exports,
            exported,
            start: found.start,
            elements: found.elements,
            referenced,
            numbers: bodies.iter().map(data::numbers).collect::<Result<_>>()?,
            bodies,
            segments: data::segments(found.data)?,
            names: found.names,
            calls,
        })
    }

    pub(super) fn function_count(&self) -> usize {
        self.type_of.len()
    }

    /// The functions that call each function.
    pub(super) fn callers(&self) -> Vec<Vec<u32>> {
        let mut callers = vec![Vec::new(); self.function_count()];
        for (caller, callees) in &self.calls {
            for callee in callees {
                callers[*callee as usize].push(*caller);
            }
        }
        callers
    }

    /// Where in the table a function is.
    pub(super) fn slot(&self, function: u32) -> Option<u32> {
        self.elements.iter().find(|(_, found)| **found == function).map(|(slot, _)| *slot)
    }

    /// Whether a function may be called by others than those that name it.
    pub(super) fn is_reachable_otherwise(&self, function: u32) -> bool {
        self.exported.contains(&function)
            || self.referenced.contains(&function)
            || self.slot(function).is_some()
    }
}

pub(super) fn read_element(
    element: &wasmparser::Element<'_>,
    elements: &mut BTreeMap<u32, u32>,
) -> Result<()> {
    let ElementKind::Active { table_index, offset_expr } = &element.kind else {
        bail!("the module has functions that are in no table from the beginning");
    };
    let offset = match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } if table_index.unwrap_or_default() == 0 => u32::try_from(value)?,
        _ => bail!("the module's functions are not in its first table, or at a place that is not known"),
    };
    let ElementItems::Functions(functions) = element.items.clone() else {
        bail!("the module's table holds something else than functions");
    };
    for (slot, function) in (offset..).zip(functions) {
        elements.insert(slot, function?);
    }
    Ok(())
}

fn read_names(section: NameSectionReader<'_>, names: &mut BTreeMap<u32, String>) -> Result<()> {
    for subsection in section {
        if let Name::Function(functions) = subsection? {
            for naming in functions {
                let naming = naming?;
                names.insert(naming.index, super::without_marks(naming.name));
            }
        }
    }
    Ok(())
}
