//! An instruction: a Markdown text of the repository, typeset for printing.

mod blocks;

use domain::Date;
use serde_json::json;

use crate::press::Sheets;
use crate::{DocumentError, Press};

/// What an instruction says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction<'a> {
    /// Its heading.
    pub title: &'a str,
    /// Whose cabinet it is about.
    pub portal: &'a str,
    /// Where the cabinet is.
    pub address: &'a str,
    /// Markdown, its headings beginning with `##`.
    pub text: &'a str,
    /// Code of its language.
    pub language: &'a str,
    /// The day of the instruction.
    pub date: Date,
    /// The day as people read it.
    pub day: &'a str,
}

/// The instruction as a tagged PDF (PDF/UA-1). Some 100 ms of work: call it off the async threads.
///
/// # Errors
/// [`DocumentError`] as its variants say.
pub fn render(press: &Press, instruction: &Instruction<'_>) -> Result<Vec<u8>, DocumentError> {
    let data = json!({
        "title": instruction.title,
        "portal": instruction.portal,
        "address": instruction.address,
        "lang": instruction.language,
        "date": instruction.day,
        "blocks": blocks::of(instruction.text),
    });
    press.print_instruction(Sheets { data: &data, codes: Vec::new(), date: instruction.date })
}
