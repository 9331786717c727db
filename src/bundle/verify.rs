//! Whether a ZIP or a folder is a whole bundle.
//!
//! In: its path and, where the sender is to be known, a public key. Out: a [`Report`] that names everything that differs
//! from the manifest, is missing or is foreign. Without a signature that was checked, it says only that nothing was
//! damaged on the way: whoever changes a file can change the manifest too.

use std::collections::BTreeSet;
use std::path::Path;

use super::contents::{Contents, Trouble};
use super::{File, MANIFEST, Manifest, PublicKey, SIGNATURE};
use crate::diag::{Said, Word};
use crate::failure::Failure;

/// How large a manifest may be: that of a site of 100,000 files has a fifth of it.
const MANIFEST_MOST: u64 = 64 << 20;

/// How many bytes a signature has.
const SIGNATURE_SIZE: u64 = 64;

/// What was found.
pub struct Report {
    /// `None` when there is none that can be read.
    pub manifest: Option<Manifest>,
    /// What is not as it should be; empty when the bundle is whole.
    pub faults: Vec<Said>,
    pub signature: Signature,
    /// What is wrong with the signature, whole as the files may be.
    pub unproven: Option<Word>,
}

/// What is known of the sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    /// There is none.
    Missing,
    /// There is one, and no key to check it by.
    Unchecked,
    /// The owner of the key has signed the manifest.
    Fits,
    /// Somebody else has, or something else was signed.
    Differs,
}

/// Compares what is there with its manifest.
///
/// # Errors
///
/// The machine's refusal to read it. Whatever is wrong with the bundle is a fault of the report.
pub fn verify(at: &Path, key: Option<&PublicKey>) -> Result<Report, Failure> {
    let mut report =
        Report { manifest: None, faults: Vec::new(), signature: Signature::Missing, unproven: None };
    match report.fill(at, key) {
        Err(Trouble::Machine(failure)) => return Err(failure),
        Err(Trouble::Unfit(told)) => report.faults.push(told),
        Ok(()) => {}
    }
    Ok(report)
}

impl Report {
    fn fill(&mut self, at: &Path, key: Option<&PublicKey>) -> Result<(), Trouble> {
        let mut contents = Contents::open(at)?;
        let bytes = contents.read(MANIFEST, MANIFEST_MOST)?.ok_or(Trouble::Unfit(Word::NoManifest.into()))?;
        (self.signature, self.unproven) = sender(&mut contents, &bytes, key)?;
        let manifest = Manifest::parse(&bytes).map_err(Trouble::Unfit)?;
        for file in &manifest.files {
            self.faults.extend(compare(&mut contents, file)?);
        }
        let listed = manifest.files.iter().map(|file| file.path.as_str());
        let known: BTreeSet<&str> = listed.chain([MANIFEST, SIGNATURE]).collect();
        let foreign = contents.files.iter().filter(|path| !known.contains(path.as_str()));
        self.faults.extend(foreign.map(|path| Word::Foreign.with("path", path)));
        let named = manifest.files.iter().map(|file| &file.path).chain(&contents.files);
        let empty = empty(&contents.folders, named);
        self.faults.extend(empty.into_iter().map(|path| Word::ForeignFolder.with("path", path)));
        self.faults.append(&mut contents.foreign);
        self.manifest = Some(manifest);
        Ok(())
    }
}

/// The folders with nothing in them, neither a file nor a folder.
fn empty<'a>(folders: &'a BTreeSet<String>, files: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let holders = files.chain(folders).filter_map(|path| Some(path.rsplit_once('/')?.0));
    let holders: BTreeSet<&str> = holders.collect();
    folders.iter().map(String::as_str).filter(|folder| !holders.contains(folder)).collect()
}

/// What the signature tells of the sender, and what is wrong with it.
fn sender(
    contents: &mut Contents,
    manifest: &[u8],
    key: Option<&PublicKey>,
) -> Result<(Signature, Option<Word>), Trouble> {
    if !contents.files.contains(SIGNATURE) {
        return Ok((Signature::Missing, key.map(|_| Word::SignatureMissing)));
    }
    let signature = contents.read(SIGNATURE, SIGNATURE_SIZE)?;
    let whole = signature.filter(|signature| signature.len() as u64 == SIGNATURE_SIZE);
    Ok(match (whole, key) {
        (None, _) => (Signature::Differs, Some(Word::NoSignature)),
        (Some(_), None) => (Signature::Unchecked, None),
        (Some(signature), Some(key)) if key.fits(manifest, &signature) => (Signature::Fits, None),
        (Some(_), Some(_)) => (Signature::Differs, Some(Word::SignatureDiffers)),
    })
}

/// What is wrong with a file that the manifest names.
fn compare(contents: &mut Contents, file: &File) -> Result<Option<Said>, Trouble> {
    if !contents.files.contains(&file.path) {
        return Ok(Some(Word::Missing.with("path", &file.path)));
    }
    match contents.digest(&file.path, file.size) {
        Ok(Some(found)) if found.eq_ignore_ascii_case(&file.sha256) => Ok(None),
        Ok(_) => Ok(Some(Word::Differs.with("path", &file.path))),
        // The rest of a damaged archive can still be told.
        Err(Trouble::Unfit(told)) => Ok(Some(told)),
        Err(machine) => Err(machine),
    }
}
