//! Keys and signatures: Ed25519 (RFC 8032), in the files that OpenSSL writes and reads.
//!
//! The only user of ed25519-dalek. In: key files in PEM, PKCS#8 for the private one and SPKI for the public one. Out:
//! signatures of 64 bytes, nothing around them. It never tells a key.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::diag::Word;
use crate::failure::Failure;

/// How many bytes of a key file are read; such a key has about a hundred.
const MOST: u64 = 16 * 1024;

/// A key that signs.
pub struct PrivateKey(SigningKey);

/// A key by which signatures are checked.
pub struct PublicKey(VerifyingKey);

impl PrivateKey {
    /// Reads a key file.
    ///
    /// # Errors
    ///
    /// The machine's refusal, or that it is no private key of this kind.
    pub fn read(file: &Path) -> Result<PrivateKey, Failure> {
        let pem = text(file)?;
        let word =
            if pem.contains("BEGIN ENCRYPTED PRIVATE KEY") { Word::KeyEncrypted } else { Word::NoPrivateKey };
        let key = SigningKey::from_pkcs8_pem(pem.trim());
        key.map(PrivateKey).map_err(|_| Failure::refused(word.with("file", file.display())))
    }

    pub fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        self.0.sign(bytes).to_vec()
    }
}

impl PublicKey {
    /// Reads a key file.
    ///
    /// # Errors
    ///
    /// The machine's refusal, or that it is no public key of this kind.
    pub fn read(file: &Path) -> Result<PublicKey, Failure> {
        let pem = text(file)?;
        let word = if pem.contains("PRIVATE KEY") { Word::KeyIsPrivate } else { Word::NoPublicKey };
        let key = VerifyingKey::from_public_key_pem(pem.trim());
        key.map(PublicKey).map_err(|_| Failure::refused(word.with("file", file.display())))
    }

    /// Whether the key's owner has signed these very bytes.
    pub fn fits(&self, bytes: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.0.verify_strict(bytes, &signature).is_ok())
    }
}

fn text(file: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|opened| opened.take(MOST).read_to_end(&mut bytes));
    read.map_err(|error| Failure::io("read", file, error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
