//! «Личные данные»: subscriptions, a copy of one's data, the end of a profile (catalogue B9, C7).

mod archive;
mod delete;
mod others;
mod subscriptions;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use crate::client::Answer;

/// The password of whoever registers.
const PASSWORD: &str = "sad-2022";

/// The files of an archive.
fn opened(answer: &Answer) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(&answer.body[..])).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.insert(name, text);
    }
    files
}
