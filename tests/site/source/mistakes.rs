//! What is compared with the source document can also fail: each mistake below, made in a copy of the
//! first edition, is found in the data and on the pages.

use super::{faults, folder};
use crate::built::{Built, files, write};

/// A copy of the first edition with one text replaced by another, in every file where it stands.
fn with_mistake(changes: &[(&str, &str)]) -> Vec<String> {
    let copy = tempfile::tempdir().expect("a temporary folder");
    let mut changed = 0;
    for (path, bytes) in files(&folder().join("site")) {
        let text = String::from_utf8(bytes).expect("content is UTF-8");
        let after = changes.iter().fold(text.clone(), |text, (old, new)| text.replace(old, new));
        changed += usize::from(after != text);
        write(&copy.path().join(path), after.as_bytes());
    }
    assert!(changed > 0, "the mistake changes nothing");
    faults(&Built::of(copy.path()))
}

/// Asserts that faults of the data and of a page say all these words.
#[track_caller]
fn found(faults: &[String], words: &[&str], page: &str) {
    for (what, start) in [("the data", "data, "), ("the page", page)] {
        let told =
            faults.iter().any(|fault| fault.starts_with(start) && words.iter().all(|w| fault.contains(w)));
        assert!(told, "{what}: the mistake is not found:\n{}", faults.join("\n"));
    }
}

#[test]
fn two_duties_swapped_are_found() {
    let (owner, resource) =
        ("Koordinē ar konkrētu pakalpojumu saistītās", "Koordinē ar konkrētu resursu saistītās");
    let faults = with_mistake(&[(owner, "§"), (resource, owner), ("§", resource)]);
    found(
        &faults,
        &["pakalpojuma-saimnieks", "resursu"],
        "uzdevumi/pu2-10.html: duties of pakalpojuma-saimnieks",
    );
    found(&faults, &["resursa-saimnieks"], "uzdevumi/pu2-10.html: duties of resursa-saimnieks");
    found(&faults, &["resursu"], "lomas/pakalpojuma-saimnieks.html");
}

#[test]
fn two_statements_of_one_duty_swapped_are_found() {
    let first =
        "- Koordinē ar iestādes pakalpojumiem saistīto citu iestāžu darbības un pārrobežu sadarbību\n";
    let mark = "tostarp ar pakalpojumu saņēmējiem un pakalpojumu sniegšanā un nodrošināšanā iesaistītajiem partneriem\n\"\"\"\n\n[[duties]]\nrole = \"pakalpojuma-saimnieks\"";
    let after = mark.replace("partneriem\n", &format!("partneriem\n{first}"));
    let faults = with_mistake(&[(first, ""), (mark, &after)]);
    found(&faults, &["iestades-pakalpojumu-kopuma-saimnieks"], "uzdevumi/pu2-10.html: duties");
}

#[test]
fn a_condition_in_another_group_is_found() {
    let faults = with_mistake(&[("N5-2", "N6-3")]);
    found(&faults, &["N5"], "uzdevumi/pu2-10.html: condition N5-2");
    found(&faults, &[], "nosacijumi/n6.html: conditions: 3");
}

#[test]
fn a_wrong_responsibility_is_found() {
    let row = "role = \"pakalpojuma-sniedzejs\"\nresponsibility = ";
    let faults = with_mistake(&[(&format!("{row}\"A\""), &format!("{row}\"L\""))]);
    found(&faults, &["\"L\""], "uzdevumi/pu2-10.html: duties of pakalpojuma-sniedzejs");
    found(&faults, &["\"L\""], "lomas/pakalpojuma-sniedzejs.html");
}

#[test]
fn a_dropped_sub_point_is_found() {
    let faults = with_mistake(&[("- Uzticamība\n", "")]);
    found(&faults, &["N10-1"], "uzdevumi/pu2-10.html: condition N10-1: sub-points");
    found(&faults, &["N10-1"], "nosacijumi/n10.html: condition N10-1: sub-points");
}

#[test]
fn a_box_with_the_practice_of_another_is_found() {
    let faults =
        with_mistake(&[("practice = \"Incidentu pārvaldība\"", "practice = \"Problēmu pārvaldība\"")]);
    found(&faults, &["PU2-21"], "uzdevumu-karte.html: box PU2-21");
    found(&faults, &["PU2-21"], "uzdevumi/pu2-10.html: box PU2-21");
}

#[test]
fn a_role_at_another_scale_is_found() {
    let row = "title = \"Resursa lietotājs\"\nscale = ";
    let faults = with_mistake(&[(&format!("{row}\"resurss\""), &format!("{row}\"iestade\""))]);
    found(&faults, &["resursa-lietotajs"], "uzdevumi/pu2-10.html: roles by scale");
}
