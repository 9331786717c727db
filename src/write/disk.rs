//! The few ways in which the writer changes a disk, behind a trait so that a test can stop the world after any one of
//! them.
//!
//! None of them follows a symbolic link in the last part of a path; the survey has seen to the parts before it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Every change that the writer makes to an output folder, once it is locked.
pub(crate) trait Disk: Sync {
    /// Refuses when a file that is there could not be replaced or removed now: Windows allows neither while another
    /// program has it open, unless that program has agreed to it. Changes nothing.
    fn probe(&self, at: &Path) -> io::Result<()>;
    /// Makes one folder in a folder that exists.
    fn make_folder(&self, at: &Path) -> io::Result<()>;
    /// Writes a file that must not exist yet. A kill may leave it torn.
    fn write_new(&self, at: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Moves a file, or a whole folder, in one step that happens or does not. Replaces a file that is there.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, at: &Path) -> io::Result<()>;
    /// Removes a folder, if it is empty.
    fn remove_folder(&self, at: &Path) -> io::Result<()>;
    /// Removes a folder with all it holds. A kill may leave some of it.
    fn clear(&self, at: &Path) -> io::Result<()>;
}

/// The disk of the machine.
pub(crate) struct Machine;

impl Disk for Machine {
    #[cfg(windows)]
    fn probe(&self, at: &Path) -> io::Result<()> {
        use std::os::windows::fs::OpenOptionsExt;
        /// The right to rename or remove (learn.microsoft.com/windows/win32/secauthz/standard-access-rights).
        const DELETE: u32 = 0x0001_0000;
        /// A folder is opened too, and a link itself (learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createfilew):
        /// `FILE_FLAG_BACKUP_SEMANTICS` and `FILE_FLAG_OPEN_REPARSE_POINT`.
        const AS_IT_IS: u32 = 0x0200_0000 | 0x0020_0000;
        match fs::OpenOptions::new().access_mode(DELETE).custom_flags(AS_IT_IS).open(at) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    #[cfg(not(windows))]
    fn probe(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn make_folder(&self, at: &Path) -> io::Result<()> {
        fs::create_dir(at)
    }

    fn write_new(&self, at: &Path, bytes: &[u8]) -> io::Result<()> {
        File::create_new(at)?.write_all(bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, at: &Path) -> io::Result<()> {
        fs::remove_file(at)
    }

    fn remove_folder(&self, at: &Path) -> io::Result<()> {
        fs::remove_dir(at)
    }

    fn clear(&self, at: &Path) -> io::Result<()> {
        fs::remove_dir_all(at)
    }
}
