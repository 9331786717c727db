//! Files compressed ahead, so that a server need not do it for each reader, and can do it better.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;

use super::types::TEXTS;
use crate::output::Output;

/// A `.gz` and a `.br` for each file of text that they are smaller than.
pub fn compressed(outputs: &[Output]) -> Vec<Output> {
    let files = outputs.par_iter().filter(|output| {
        let extension = output.path.rsplit_once('.').map_or("", |(_, extension)| extension);
        TEXTS.iter().any(|known| extension.eq_ignore_ascii_case(known))
    });
    let both = files.flat_map_iter(|output| {
        let beside = |extension: &str, bytes: Vec<u8>| {
            let path = format!("{}.{extension}", output.path);
            (bytes.len() < output.bytes.len()).then_some(Output { path, bytes, tier: output.tier })
        };
        [beside("gz", gzip(&output.bytes)), beside("br", brotli(&output.bytes))].into_iter().flatten()
    });
    both.collect()
}

/// No name and no time stand in the header, so that the same text gives the same bytes.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing into memory succeeds")
}

fn brotli(mut bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut bytes, &mut out, &parameters).expect("writing into memory succeeds");
    out
}
