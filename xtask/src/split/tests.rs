use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, GlobalSection, GlobalType, ImportSection, InstructionSink, MemorySection,
    MemoryType, Module as Written, NameMap, NameSection, RefType, TableSection, TableType, TypeSection,
    ValType,
};

use super::*;

const RULES: [Rule; 2] =
    [Rule { name: "rare", modules: &["app::rare"] }, Rule { name: "rarer", modules: &["app::rare::rarer"] }];

/// Where the constants of the module below are.
const OF_RARE: i32 = 0x0010_0000;
const OF_ALL: i32 = 0x0010_0010;
const BEHIND_RARE: i32 = 0x0010_0020;

/// A module with a main function that enters two pieces.
fn whole() -> Vec<u8> {
    let names = [
        "log",
        "app::main",
        "app[0123456789abcdef]::rare::enter",
        "app::rare::draw",
        "core::only_for_rare",
        "core::for_all",
        "<app::rare::Text as app::Say>::say",
        "app::rare::rarer::enter",
        "core::drop<app::rare::rarer::Props>",
    ];
    let code: [&dyn Fn(&mut InstructionSink<'_>); 8] = [
        &|main| {
            main.i32_const(OF_ALL).drop().call(2).call(5).call(6).call(7);
        },
        &|enter| {
            enter.call(3).call(4).call(0);
        },
        &|draw| {
            draw.i32_const(OF_RARE).drop().i32_const(OF_ALL).drop().call(5);
        },
        &|_| {},
        &|_| {},
        &|_| {},
        &|_| {},
        &|_| {},
    ];
    let mut types = TypeSection::new();
    types.ty().function([], []);
    let mut imports = ImportSection::new();
    imports.import("js", names[0], EntityType::Function(0));
    let mut functions = FunctionSection::new();
    let mut bodies = CodeSection::new();
    for write in code {
        functions.function(0);
        let mut body = Function::new([]);
        write(&mut body.instructions());
        body.instructions().end();
        bodies.function(&body);
    }
    let mut tables = TableSection::new();
    let table = TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 3,
        maximum: Some(3),
        shared: false,
    };
    tables.table(table);
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 17,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    globals.global(
        GlobalType { val_type: ValType::I32, mutable: true, shared: false },
        &ConstExpr::i32_const(OF_RARE),
    );
    let mut exports = ExportSection::new();
    exports.export("main", ExportKind::Func, 1);
    let mut elements = ElementSection::new();
    // Of two pieces, one function is in the table, and one is common to all.
    elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(vec![3, 5].into()));
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(OF_RARE), BEHIND_RARE.to_le_bytes());
    data.active(0, &ConstExpr::i32_const(OF_ALL), *b"for all.");
    data.active(0, &ConstExpr::i32_const(BEHIND_RARE), *b"only for rare");
    let mut map = NameMap::new();
    for (index, name) in (0..).zip(names) {
        map.append(index, name);
    }
    let mut section = NameSection::new();
    section.functions(&map);
    let mut module = Written::new();
    module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories);
    module
        .section(&globals)
        .section(&exports)
        .section(&elements)
        .section(&bodies)
        .section(&data)
        .section(&section);
    module.finish()
}

fn own_names(module: &Module<'_>) -> Vec<String> {
    module
        .names
        .iter()
        .filter(|(index, _)| **index >= module.imported)
        .map(|(_, name)| name.clone())
        .collect()
}

#[test]
fn what_only_a_piece_needs_goes_with_it() {
    let split = split(&whole(), &RULES).unwrap();
    let first = Module::read(&split.first).unwrap();
    // A text of a piece that others say is there from the beginning.
    assert_eq!(own_names(&first), ["app::main", "core::for_all", "<app::rare::Text as app::Say>::say"]);
    assert_eq!(first.segments.len(), 1);
    assert_eq!((first.segments[0].start.cast_signed(), first.segments[0].bytes), (OF_ALL, &b"for all."[..]));
    // Two ways in, one of them where there was room for none.
    assert_eq!(first.table_size, 3 + 2);
    assert_eq!(
        first.elements.values().map(|function| &*first.names[function]).collect::<Vec<_>>(),
        ["core::for_all"]
    );
}

#[test]
fn a_piece_fills_what_the_first_module_left_empty() {
    let split = split(&whole(), &RULES).unwrap();
    let mut data = Vec::new();
    let mut slots = BTreeMap::new();
    for payload in wasmparser::Parser::new(0).parse_all(&split.pieces[0]) {
        match payload.unwrap() {
            wasmparser::Payload::ImportSection(imports) => {
                assert!(imports.into_imports().all(|import| import.unwrap().module == write::FIRST));
            }
            wasmparser::Payload::DataSection(section) => {
                let segments = data::segments(Some(section)).unwrap();
                data = segments
                    .iter()
                    .map(|segment| (segment.start.cast_signed(), segment.bytes.to_vec()))
                    .collect();
            }
            wasmparser::Payload::ElementSection(section) => {
                for element in section {
                    read::read_element(&element.unwrap(), &mut slots).unwrap();
                }
            }
            _ => {}
        }
    }
    let behind = (BEHIND_RARE, b"only for rare".to_vec());
    assert_eq!(data, [(OF_RARE, BEHIND_RARE.to_le_bytes().to_vec()), behind]);
    // Its function that was in the table, and the way in, at the first of the new places.
    assert_eq!(slots.keys().copied().collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn what_is_not_split_stays_whole() {
    let whole = whole();
    let split = split(&whole, &[]).unwrap();
    let (before, after) = (Module::read(&whole).unwrap(), Module::read(&split.first).unwrap());
    assert_eq!(before.names, after.names);
    assert_eq!(before.calls, after.calls);
    assert_eq!(after.table_size, before.table_size);
    assert!(split.pieces.is_empty());
}

#[test]
fn a_piece_that_is_not_there_is_an_error() {
    let rules = [Rule { name: "renamed", modules: &["app::was_renamed"] }];
    assert!(split(&whole(), &rules).is_err());
}

#[test]
fn names_are_taken_as_whole_words() {
    let piece = |name| piece_by_name(&RULES, name);
    assert_eq!(piece("app::rare::draw"), Some(0));
    assert_eq!(piece("core::drop<app::rare::Props>"), Some(0));
    assert_eq!(piece("app::rare::rarer::draw"), Some(1));
    assert_eq!(piece("core::both<app::rare::A, app::rare::rarer::B>"), None);
    for other in ["app::rarely::draw", "my_app::rare::draw", "app::common", ""] {
        assert_eq!(piece(other), None, "{other}");
    }
    assert_eq!(without_marks("<[u8; 3]>::map::<core[e82c2a743b22ca4c]::A>"), "<[u8; 3]>::map::<core::A>");
}
