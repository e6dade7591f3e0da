//! Jobs: long work in small steps.

mod act;
mod list;
mod rows;
mod rows_csv;
mod show;

pub(crate) use act::*;
pub(crate) use list::*;
pub(crate) use rows::*;
pub(crate) use rows_csv::*;
pub(crate) use show::*;
