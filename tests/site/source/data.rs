//! The structure in `dati/norade.json`.

use serde_json::Value as Json;

use super::structure::{Faults, Structure};
use crate::built::{Built, ids, list, qualifier, statements, text};

/// The task that the source document describes.
const TASK: &str = "PU2-10";

pub fn faults(built: &Built, structure: &Structure) -> Vec<String> {
    let mut faults = Faults::default();
    counts(built, structure, &mut faults);
    map(built, structure, &mut faults);
    conditions(built, structure, &mut faults);
    levels_scales_and_roles(built, structure, &mut faults);
    stages(built, structure, &mut faults);
    duties(built, structure, &mut faults);
    abilities_and_resources(built, structure, &mut faults);
    marks(built, &mut faults);
    faults.0
}

fn counts(built: &Built, structure: &Structure, faults: &mut Faults) {
    let of_kind = |kind: &'static str| built.of_kind(kind).count();
    let category = |name: &str| built.of_kind("resource").filter(|r| r["fields"]["category"] == name).count();
    let boxes = built.of_kind("task").map(|task| list(&task["fields"]["applications"]).len()).sum();
    let found = [
        ("tasks", of_kind("task")),
        ("boxes", boxes),
        ("bands", of_kind("task-group")),
        ("groups", of_kind("condition-group")),
        ("conditions", of_kind("condition")),
        ("roles", of_kind("role")),
        ("duties", list(&built.entry(TASK)["relations"]["duties"]).len()),
        ("levels", of_kind("level")),
        ("scales", of_kind("scale")),
        ("stages", of_kind("stage")),
        ("competences", of_kind("competence")),
        ("processes", of_kind("process")),
        ("information", category("informacija")),
        ("technologies", category("tehnologijas")),
    ];
    faults.same("data, counted things", found.len(), structure.counts.len());
    for (what, count) in found {
        faults.same(&format!("data, number of {what}"), Some(&count), structure.counts.get(what));
    }
}

/// Each box with its task, title, practice and band; those of one task in the order of the text.
fn map(built: &Built, structure: &Structure, faults: &mut Faults) {
    for band in &structure.bands {
        let group = built.entry(&band.id);
        let legend = group["fields"]["legend"].as_str().unwrap_or(text(&group["titles"][0]));
        faults.same(&format!("data, legend of {}", band.id), legend, &band.legend);
    }
    for task in built.of_kind("task") {
        let id = text(&task["id"]);
        let of_task = structure.boxes.iter().filter(|other| other.task == id);
        let expected: Vec<_> = of_task
            .map(|b| (b.title.as_str(), b.practice.as_deref().unwrap_or_default(), b.band.as_str()))
            .collect();
        let band = ids(&task["relations"]["group"]).concat();
        let applications = list(&task["fields"]["applications"]).iter();
        let found = applications.map(|b| (text(&b["title"]), text(&b["practice"]), band.as_str())).collect();
        faults.same(&format!("data, boxes of {id}"), found, expected);
    }
}

fn conditions(built: &Built, structure: &Structure, faults: &mut Faults) {
    let found: Vec<_> = built.of_kind("condition-group").map(named).collect();
    let expected: Vec<_> = structure.groups.iter().map(|g| (g.id.as_str(), g.title.as_str())).collect();
    faults.same("data, groups of conditions", found, expected);
    for group in &structure.groups {
        let inside: Vec<&str> = group.conditions.iter().map(|condition| condition.id.as_str()).collect();
        let listed = &built.entry(&group.id)["inverse"]["conditions_in"];
        faults.same(&format!("data, conditions in {}", group.id), ids(listed), inside);
    }
    let all = || structure.groups.iter().flat_map(|group| group.conditions.iter().map(move |c| (group, c)));
    let expected: Vec<_> = all()
        .map(|(group, c)| {
            let points: Vec<&str> = c.points.iter().map(String::as_str).collect();
            (c.id.as_str(), c.title.as_str(), group.id.clone(), points)
        })
        .collect();
    let found: Vec<_> = built
        .of_kind("condition")
        .map(|condition| {
            let (id, title) = named(condition);
            let group = ids(&condition["relations"]["group"]).concat();
            (id, title, group, statements(&condition["fields"]["points"]))
        })
        .collect();
    compare("data, condition", found, expected, faults);
    let listed = ids(&built.entry(TASK)["relations"]["conditions"]);
    faults.same("data, conditions under the task", listed, all().map(|(_, c)| c.id.as_str()).collect());
}

fn levels_scales_and_roles(built: &Built, structure: &Structure, faults: &mut Faults) {
    let expected: Vec<_> = structure.levels.iter().map(|l| (l.id.as_str(), l.title.as_str())).collect();
    faults.same("data, levels", built.of_kind("level").map(named).collect(), expected);
    let expected = structure.scales.iter().map(|s| (s.id.as_str(), s.title.as_str(), s.extent.as_str()));
    let found = built.of_kind("scale").map(|scale| {
        let (id, title) = named(scale);
        (id, title, text(&scale["fields"]["extent"]))
    });
    compare("data, scale", found.collect(), expected.collect(), faults);
    let expected = structure.roles.iter().map(|role| {
        let names: Vec<&str> = role.other_name.iter().map(String::as_str).collect();
        let holders = role.holders.as_deref().unwrap_or_default();
        (role.id.as_str(), role.title.as_str(), role.scale.clone(), names, holders, role.holders.is_none())
    });
    let found = built.of_kind("role").map(|role| {
        let (id, title) = named(role);
        let fields = &role["fields"];
        let names: Vec<&str> = list(&fields["other_names"]).iter().map(text).collect();
        let lost = list(&role["not_told"]).iter().any(|part| part == "holders");
        (id, title, ids(&role["relations"]["scale"]).concat(), names, text(&fields["holders"]), lost)
    });
    compare("data, role", found.collect(), expected.collect(), faults);
    let task = &built.entry(TASK)["relations"];
    faults.same("data, levels of the task", ids(&task["levels"]), of(&structure.levels, |l| l.id.as_str()));
    faults.same("data, scales of the task", ids(&task["scales"]), of(&structure.scales, |s| s.id.as_str()));
    faults.same("data, roles of the task", ids(&task["roles"]), of(&structure.roles, |r| r.id.as_str()));
}

fn stages(built: &Built, structure: &Structure, faults: &mut Faults) {
    let expected = structure.stages.iter().map(|stage| (stage.row.as_str(), stage.title.as_str()));
    let found = built.of_kind("stage").map(|stage| (text(&stage["fields"]["row"]), named(stage).1));
    compare("data, stage", found.collect(), expected.collect(), faults);
}

/// The rows of the task, and the same rows read from each role.
fn duties(built: &Built, structure: &Structure, faults: &mut Faults) {
    let rows = list(&built.entry(TASK)["relations"]["duties"]);
    let expected: Vec<_> = structure
        .duties
        .iter()
        .map(|duty| {
            (
                duty.role.as_str(),
                duty.responsibility.as_str(),
                duty.scale.as_str(),
                of(&duty.statements, String::as_str),
            )
        })
        .collect();
    let found: Vec<_> = rows.iter().map(|row| duty(row, text(&row["id"]))).collect();
    compare("data, duty", found, expected.clone(), faults);
    for role in &structure.roles {
        let rows = list(&built.entry(&role.id)["inverse"]["duties_in"]).iter();
        let found: Vec<_> = rows.filter(|row| row["id"] == TASK).map(|row| duty(row, &role.id)).collect();
        let expected = expected.iter().filter(|(id, ..)| *id == role.id).cloned().collect();
        faults.same(&format!("data, duties of {}", role.id), found, expected);
    }
    faults.check(
        "the structure has duties of other tasks",
        structure.duties.iter().all(|duty| duty.task == TASK),
    );
}

fn duty<'j>(row: &'j Json, role: &'j str) -> (&'j str, &'j str, &'j str, Vec<&'j str>) {
    let [mark, scale, list] = ["responsibility", "scale", "statements"].map(|name| qualifier(row, name));
    (role, text(mark), text(scale), statements(list))
}

fn abilities_and_resources(built: &Built, structure: &Structure, faults: &mut Faults) {
    let competences: Vec<_> = built.of_kind("competence").map(|entry| full_text(entry, "sources")).collect();
    compare("data, competence", competences, of(&structure.competences, |c| c.text.clone()), faults);
    let expected = structure.resources.iter().map(|r| (r.category.as_str(), r.text.clone())).collect();
    let found = built
        .of_kind("resource")
        .map(|r| (text(&r["fields"]["category"]), full_text(r, "including")))
        .collect();
    compare("data, resource", found, expected, faults);
    let task = &built.entry(TASK)["relations"];
    let all = |kind: &'static str| built.of_kind(kind).map(|entry| named(entry).0).collect::<Vec<_>>();
    faults.same("data, competences of the task", ids(&task["competences"]), all("competence"));
    faults.same("data, resources of the task", ids(&task["resources"]), all("resource"));
    faults.same("data, processes of the task", ids(&task["processes"]), Vec::new());
}

/// What colour and arrows said in the source is recorded as not told, and nowhere as a value.
fn marks(built: &Built, faults: &mut Faults) {
    let task = built.entry(TASK);
    let lost: Vec<&str> = list(&task["not_told"]).iter().map(text).collect();
    let marks = [
        ("conditions", "emphasis"),
        ("competences", "acquisition"),
        ("processes", "provision"),
        ("resources", "provision"),
    ];
    for (relation, mark) in marks {
        let set = list(&task["relations"][relation]).iter().any(|row| !qualifier(row, mark).is_null());
        faults.check(format!("data, {relation}.{mark}: a mark that nobody can know"), !set);
        let named = format!("{relation}.{mark}");
        faults.check(format!("data, {named}: not said to be lost"), lost.contains(&named.as_str()));
    }
    for relation in ["stages", "related"] {
        faults.same(&format!("data, {relation}"), ids(&task["relations"][relation]), Vec::new());
        faults.check(format!("data, {relation}: not said to be lost"), lost.contains(&relation));
    }
}

fn named(entry: &Json) -> (&str, &str) {
    (text(&entry["id"]), text(&entry["titles"][0]))
}

fn full_text(entry: &Json, brackets: &str) -> String {
    match entry["fields"][brackets].as_str() {
        Some(more) => format!("{} ({more})", named(entry).1),
        None => named(entry).1.to_owned(),
    }
}

fn of<'s, T, U: 's>(all: &'s [T], part: impl Fn(&'s T) -> U) -> Vec<U> {
    all.iter().map(part).collect()
}

/// Compares two lists item by item, so that a fault names the item.
fn compare<T: PartialEq + std::fmt::Debug>(what: &str, found: Vec<T>, expected: Vec<T>, faults: &mut Faults) {
    faults.same(&format!("{what}, number"), found.len(), expected.len());
    for (index, (found, expected)) in found.into_iter().zip(expected).enumerate() {
        faults.same(&format!("{what} {}", index + 1), found, expected);
    }
}
