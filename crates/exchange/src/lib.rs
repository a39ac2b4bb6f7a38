//! Bytes ↔ rows of the domain: what people upload becomes typed rows, what is downloaded becomes a file.
//!
//! Reading has three layers. A *table* ([`FileForm`]: CSV or a sheet, told by its bytes) is a stream of rows of cells. The *columns*
//! ([`Columns`]) are recognised by synonyms, which are data (`synonyms/*.toml`): no header, sheet name or place of a column stands in the code.
//! *Rows* ([`SourceRow`]) are typed, each fault told at its row and column. A few rows are in memory at a time, however long the file is
//! (of a spreadsheet also its shared texts, within [`Limits`]).
//!
//! A fault of one row is a problem of that row; a fault for which nothing of the file may go in is an error of [`read_rows`] when it is met
//! among the first rows, else a fatal problem of the last row and of [`Summary::fatal`].

mod csv;
mod encoding;
mod fault;
mod open;
mod organisations;
mod reader;
mod recognise;
mod rows;
mod start;
mod table;
pub mod write;
mod xlsx;

pub use organisations::{OrganisationRow, read_organisations};
pub use reader::{ImportReader, ReadOptions, Summary, Survey, read_rows, survey};
pub use recognise::{Column, Columns, Field};
pub use rows::{Outcome, SourceRow, StatedFigure, StatedTotal, TypedRow};
pub use table::{Cell, Encoding, FileForm, Format, Limits, Source};
