//! What the site is built from: the commit, and whether the files are other than it has them.
//!
//! In: the site's folder. Out: what git says of it. Git is asked once, in such a way that nothing in the folder can make
//! it run a program or write: no monitor of files, no bare repository that lies among the files, no index written, nothing
//! fetched. Filters of git's own configuration do run, as for any `git status`; content can choose among them and define
//! none.

use std::path::Path;
use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::diag::{Fact, Word};
use crate::failure::reason;

/// A commit, and whether what was built is just that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commit {
    /// Its hash, whole.
    pub commit: String,
    /// Whether files of the site differ from it or are not in it.
    pub dirty: bool,
}

/// What decides the bytes of a site, in its folder.
const SOURCES: [&str; 3] = ["content", "themes", "site.toml"];

/// The commit that is checked out, `None` where there is no repository or nothing in it yet.
///
/// # Errors
///
/// Why git could not tell, though there is a repository.
pub fn commit(root: &Path) -> Result<Option<Commit>, Fact> {
    let place = root.canonicalize().map_err(|error| reason(&error))?;
    if !place.ancestors().any(|folder| folder.join(".git").exists()) {
        return Ok(None);
    }
    let mut git = Command::new("git");
    git.arg("-C").arg(root);
    git.args(["-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit", "--no-optional-locks"]);
    git.args([
        "status",
        "--porcelain=v2",
        "-z",
        "--branch",
        "--untracked-files=all",
        "--ignored=traditional",
    ]);
    git.args(["--ignore-submodules=dirty", "--no-renames", "--"]).args(SOURCES);
    // A hook of another repository may have started this.
    for inherited in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        git.env_remove(inherited);
    }
    let said = git.env("GIT_NO_LAZY_FETCH", "1").env("LC_ALL", "C").output().map_err(|error| match error
        .kind()
    {
        std::io::ErrorKind::NotFound => Fact::from(Word::NoGit),
        _ => reason(&error),
    })?;
    if !said.status.success() {
        let text = String::from_utf8_lossy(&said.stderr);
        let line = text.lines().next().unwrap_or_default();
        return Err(line.strip_prefix("fatal: ").unwrap_or(line).into());
    }
    Ok(read(&String::from_utf8_lossy(&said.stdout)))
}

/// Reads what `git status --porcelain=v2 -z --branch` has said (git-scm.com/docs/git-status).
fn read(status: &str) -> Option<Commit> {
    let records = || status.split('\0').filter(|record| !record.is_empty());
    let commit = records().find_map(|record| record.strip_prefix("# branch.oid "))?;
    let dirty = records().filter(|record| !record.starts_with('#')).any(is_of_the_site);
    (commit != "(initial)").then(|| Commit { commit: commit.to_owned(), dirty })
}

/// Files that git does not keep count unless no build reads them: those of editors and of the system.
fn is_of_the_site(record: &str) -> bool {
    let Some(path) = record.strip_prefix("? ").or_else(|| record.strip_prefix("! ")) else { return true };
    // Git tells paths from its own folder on, and the site's may be called as it likes.
    let parts: Vec<&str> = path.split('/').collect();
    let inner = parts.iter().rposition(|part| SOURCES.contains(part)).unwrap_or(0);
    !parts[inner..].iter().any(|part| part.starts_with(['.', '~', '#']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_is_read() {
        let clean = "# branch.oid 1f2e\0# branch.head main\0";
        let commit = |dirty| Some(Commit { commit: "1f2e".into(), dirty });
        assert_eq!(read(clean), commit(false));
        assert_eq!(read(&format!("{clean}? content/.a.md.swp\0! themes/.DS_Store\0")), commit(false));
        for record in [
            "? .site/content/a.md",
            "? content/a.md",
            "! content/a.md",
            "1 .M N... 100644 100644 100644 a b .a",
            "u UU",
        ] {
            assert_eq!(read(&format!("{clean}{record}\0")), commit(true), "{record}");
        }
        assert_eq!(read("# branch.oid (initial)\0# branch.head main\0? site.toml\0"), None);
    }
}
