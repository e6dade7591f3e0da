//! Jobs: long work in small steps.

mod act;
mod list;
mod reschedule;
mod rows;
mod rows_csv;
mod scheduled;
mod show;

pub(crate) use act::*;
pub(crate) use list::*;
pub(crate) use reschedule::*;
pub(crate) use rows::*;
pub(crate) use rows_csv::*;
pub(crate) use scheduled::*;
pub(crate) use show::*;
