//! ZIP files as maps of paths to bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The files of a ZIP.
pub fn unzipped(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let count = archive.len();
    let read = |index: usize| {
        let mut file = archive.by_index(index).expect("a file of the ZIP");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("the file is whole");
        (file.name().expect("a name in UTF-8").into_owned(), bytes)
    };
    (0..count).map(read).collect()
}
