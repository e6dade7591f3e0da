//! Tables in HTML: which cell stands at the head of a column.

use std::ops::Range;

use super::markup::Tag;

/// The cells of the tables in one text.
#[derive(Debug, Default)]
pub(super) struct Tables {
    cells: Vec<Cell>,
    /// For each table the cells of its first row.
    heads: Vec<Vec<Range<usize>>>,
    open: Vec<Position>,
}

/// Where a cell begins, and where it stands.
#[derive(Debug)]
struct Cell {
    start: usize,
    position: Position,
}

#[derive(Clone, Copy, Debug)]
struct Position {
    table: usize,
    row: usize,
    /// One more than the index of the last cell.
    columns: usize,
}

impl Tables {
    /// Notes a tag at this place of the text.
    pub(super) fn pass(&mut self, tag: &Tag, at: usize) {
        match (tag.name.as_str(), tag.closes) {
            ("table", false) => {
                self.open.push(Position { table: self.heads.len(), row: 0, columns: 0 });
                self.heads.push(Vec::new());
            }
            ("table", true) => {
                self.end_cell(at);
                self.open.pop();
            }
            ("tr", false) => {
                self.end_cell(at);
                if let Some(position) = self.open.last_mut() {
                    position.row += 1;
                    position.columns = 0;
                }
            }
            ("td" | "th", false) => {
                self.end_cell(at);
                let Some(position) = self.open.last_mut() else { return };
                position.columns += 1;
                if position.row <= 1
                    && let Some(heads) = self.heads.get_mut(position.table)
                {
                    heads.push(at..usize::MAX);
                }
                self.cells.push(Cell { start: at, position: *position });
            }
            ("td" | "th" | "tr", true) => self.end_cell(at),
            _ => {}
        }
    }

    /// Ends every cell that is still open.
    pub(super) fn finish(&mut self, end: usize) {
        for head in self.heads.iter_mut().flatten() {
            head.end = head.end.min(end);
        }
    }

    fn end_cell(&mut self, at: usize) {
        if let Some(position) = self.open.last()
            && let Some(head) = self.heads.get_mut(position.table).and_then(|heads| heads.last_mut())
        {
            head.end = head.end.min(at);
        }
    }

    /// The head of the column in which this place stands, and where its cell begins.
    pub(super) fn head_above(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let after = self.cells.partition_point(|cell| cell.start <= at);
        let cell = self.cells.get(after.checked_sub(1)?)?;
        let head = self.heads.get(cell.position.table)?.get(cell.position.columns.checked_sub(1)?)?;
        (cell.position.row > 1 && head.end <= cell.start).then(|| (head.clone(), cell.start))
    }
}
