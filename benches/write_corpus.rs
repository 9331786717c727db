//! Writes a synthetic site into a folder, to time whole commands on it:
//! `cargo run --release --example write_corpus -- 10000 DIR`.

mod corpus;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [entries, folder] => {
            let entries = entries.parse().map_err(std::io::Error::other)?;
            corpus::write(std::path::Path::new(folder), entries)
        }
        _ => Err(std::io::Error::other("usage: write_corpus ENTRIES DIR")),
    }
}
