//! What the manifest says before each step of a build (the argument is in [`crate::write`]).
//!
//! In: the plan, and the manifest that the folder had. Out: manifests. It never touches a disk.

use super::manifest::{Manifest, Standing};
use super::plan::Plan;

/// Before files come: old and new ones are ours; pages lead to the old ones only.
pub(super) fn with_new(plan: &Plan, ours: &Manifest) -> Manifest {
    let mut manifest = ours.clone();
    manifest.folders.extend(plan.missing.iter().map(|folder| folder.to_string()));
    for output in &plan.fresh {
        manifest.files.entry(output.path.clone()).or_insert(Standing::Loose);
    }
    // What is left are files that were there with the right bytes and are ours from now on.
    for path in &plan.outputs {
        manifest.files.entry(path.to_string()).or_insert(Standing::Linked);
    }
    manifest
}

/// Before files change: old and new ones are ours; pages may lead to all of them.
pub(super) fn with_outputs_linked(plan: &Plan, ours: &Manifest) -> Manifest {
    let mut manifest = with_new(plan, ours);
    manifest.files.extend(plan.outputs.iter().map(|path| (path.to_string(), Standing::Linked)));
    manifest
}

/// Before files go: old and new ones are ours; pages lead to the new ones only.
pub(super) fn with_the_rest_loose(plan: &Plan, ours: &Manifest) -> Manifest {
    let mut manifest = with_outputs_linked(plan, ours);
    for (path, standing) in &mut manifest.files {
        if !plan.outputs.contains(path.as_str()) {
            *standing = Standing::Loose;
        }
    }
    manifest
}

/// At the end: the outputs, and of the folders that hold them those that builds have made. An old folder that could not
/// be removed holds something of somebody else's, and is theirs from now on.
pub(super) fn with_outputs_only(plan: &Plan, ours: &Manifest) -> Manifest {
    let files = plan.outputs.iter().map(|path| (path.to_string(), Standing::Linked));
    let kept = ours.folders.iter().map(String::as_str).filter(|folder| plan.needed.contains(folder));
    let folders = plan.missing.iter().copied().chain(kept);
    Manifest { files: files.collect(), folders: folders.map(str::to_owned).collect() }
}
