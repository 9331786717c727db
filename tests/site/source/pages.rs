//! The structure as the pages show it.

use scraper::ElementRef;

use super::structure::{Box, Duty, Faults, Structure};
use crate::built::{Built, Item, Page, all, anchor, items, normal, text, visible};

const TASK_PAGE: &str = "uzdevumi/pu2-10.html";
const MAP_PAGE: &str = "uzdevumu-karte.html";

pub fn faults(built: &Built, structure: &Structure) -> Vec<String> {
    let mut faults = Faults::default();
    let task = built.page(TASK_PAGE);
    let checker = Checker { built, structure };
    checker.sections(&task, &mut faults);
    checker.on_task(&task, "limeni-merogi-lomas", &mut faults, Checker::roles_by_scale);
    checker.on_task(&task, "posmi", &mut faults, Checker::stages);
    checker.on_task(&task, "pienakumi", &mut faults, Checker::duties);
    checker.on_task(&task, "atkaribas", &mut faults, Checker::map);
    checker.on_task(&task, "nosacijumi", &mut faults, Checker::conditions);
    checker.on_task(&task, "spejas", &mut faults, Checker::competences);
    checker.on_task(&task, "resursi", &mut faults, Checker::resources);
    let map = built.page(MAP_PAGE);
    checker.map(&map, main(&map), &mut faults);
    checker.role_pages(&mut faults);
    checker.condition_pages(&mut faults);
    faults.0
}

fn main<'p>(page: &'p Page) -> ElementRef<'p> {
    page.all("main").first().copied().unwrap_or_else(|| page.root())
}

struct Checker<'a> {
    built: &'a Built,
    structure: &'a Structure,
}

impl Checker<'_> {
    fn on_task(
        &self,
        page: &Page,
        id: &str,
        faults: &mut Faults,
        check: impl Fn(&Self, &Page, ElementRef, &mut Faults),
    ) {
        match page.section(id) {
            Some(section) => check(self, page, section, faults),
            None => faults.0.push(format!("{}: no #{id}", page.path)),
        }
    }

    /// All sections, in order, with their own numbers.
    fn sections(&self, page: &Page, faults: &mut Faults) {
        let ids: Vec<&str> = self.structure.sections.iter().map(|section| section.id.as_str()).collect();
        let found = page.all("[id]").into_iter().filter_map(|element| element.attr("id"));
        let found: Vec<&str> = found.filter(|id| ids.contains(id)).collect();
        faults.same(&format!("{}: sections", page.path), found, ids);
        for section in &self.structure.sections {
            let Some(element) = page.section(&section.id) else { continue };
            let heading = all(element, "h2").first().map(|h2| normal(&visible(*h2))).unwrap_or_default();
            let rest = match section.number {
                Some(number) => heading.strip_prefix(&number.to_string()).unwrap_or_default(),
                None => &heading,
            };
            let rest = rest.trim_start_matches(['.', ')']).trim_end_matches(['#', '¶']);
            faults.same(&format!("{}: heading of #{}", page.path, section.id), rest, &normal(&section.title));
        }
    }

    fn roles_by_scale(&self, page: &Page, section: ElementRef, faults: &mut Faults) {
        let heads = heads(self.structure.scales.iter().map(|scale| (&scale.id, &scale.title)));
        let found = page.outline(section, &heads, |path| self.is_of("role", path));
        let found: Vec<_> = found.iter().map(|item| (item.head.as_deref(), item.path.as_str())).collect();
        let roles = self.structure.roles.iter();
        let expected = roles.map(|role| (Some(role.scale.as_str()), self.built.address(&role.id))).collect();
        faults.same(&format!("{}: roles by scale", page.path), found, expected);
        let text = normal(&visible(section));
        let levels = self.structure.levels.iter().map(|level| level.title.clone());
        let scales =
            self.structure.scales.iter().flat_map(|scale| [scale.title.clone(), scale.extent.clone()]);
        for words in levels.chain(scales) {
            faults.check(format!("{}: no {words}", page.path), text.contains(&normal(&words)));
        }
    }

    fn stages(&self, page: &Page, section: ElementRef, faults: &mut Faults) {
        let rows = self.built.data["model"]["kinds"].as_array().into_iter().flatten();
        let rows = rows
            .filter(|kind| kind["id"] == "stage")
            .flat_map(|kind| kind["fields"][0]["choices"].as_array());
        let heads: Vec<(String, String)> = rows
            .flatten()
            .map(|row| (text(&row["id"]).to_owned(), text(&row["label"]["lv"]).to_owned()))
            .collect();
        let found = page.outline(section, &heads, |path| self.is_of("stage", path));
        let found: Vec<_> =
            found.iter().map(|item| (item.head.as_deref(), normal(&visible(item.element)))).collect();
        let stages = self.structure.stages.iter();
        let expected = stages.map(|stage| (Some(stage.row.as_str()), normal(&stage.title))).collect();
        faults.same(&format!("{}: stages", page.path), found, expected);
    }

    /// Each duty in the row of its role, and nothing else there.
    fn duties(&self, page: &Page, section: ElementRef, faults: &mut Faults) {
        let rows: Vec<ElementRef> =
            all(section, "tr").into_iter().filter(|row| !all(*row, "td").is_empty()).collect();
        faults.same(&format!("{}: rows of duties", page.path), rows.len(), self.structure.duties.len());
        for (row, duty) in rows.iter().zip(&self.structure.duties) {
            let place = format!("{}: duties of {}", page.path, duty.role);
            let roles = page.links(*row).into_iter().map(|(_, path)| path);
            let roles: Vec<String> = roles.filter(|path| self.is_of("role", path)).collect();
            faults.same(&place, roles, vec![self.built.address(&duty.role).to_owned()]);
            self.duty(page, *row, duty, &place, faults);
            let holders = self.structure.role(&duty.role).holders.as_deref().unwrap_or_default();
            let has = normal(&visible(*row)).contains(&normal(holders));
            faults.check(format!("{place}: no holders"), has);
            self.anchored(page, *row, duty, &place, faults);
        }
    }

    /// The row's address in the data leads to this row.
    fn anchored(&self, page: &Page, row: ElementRef, duty: &Duty, place: &str, faults: &mut Faults) {
        let rows = crate::built::list(&self.built.entry(&duty.task)["relations"]["duties"]);
        let anchor = rows.iter().find(|row| row["id"] == duty.role).and_then(anchor);
        let target = anchor.and_then(|anchor| page.with_id(anchor));
        let inside = target.is_some_and(|target| target == row || target.ancestors().any(|up| up == *row));
        faults.check(format!("{place}: {anchor:?} is not in its row"), inside);
    }

    /// What a row says of a duty: scale, mark, and the statements in order.
    fn duty(&self, page: &Page, row: ElementRef, duty: &Duty, place: &str, faults: &mut Faults) {
        let expected = duty.statements.iter().map(|statement| normal(statement)).collect();
        faults.same(&format!("{place}: statements"), items(row), expected);
        let scale = page.links_to(row, self.built.address(&duty.scale));
        faults.check(format!("{place}: no link to the scale {}", duty.scale), scale);
        let marks: Vec<&str> = row.text().map(str::trim).filter(|text| matches!(*text, "A" | "L")).collect();
        faults.same(&format!("{place}: mark"), marks, vec![duty.responsibility.as_str()]);
    }

    /// The duties as each role's page shows them, with who answers for them.
    fn role_pages(&self, faults: &mut Faults) {
        for role in &self.structure.roles {
            let Some(page) = self.built.page_of(&role.id) else {
                faults.0.push(format!("lomas: no page of {}", role.id));
                continue;
            };
            let place = format!("{}: duties", page.path);
            let duties: Vec<&Duty> =
                self.structure.duties.iter().filter(|duty| duty.role == role.id).collect();
            let section = page.section("pienakumi");
            let rows = section.map(|section| all(section, "tr")).unwrap_or_default();
            let rows: Vec<_> = rows.into_iter().filter(|row| page.links_to(*row, TASK_PAGE)).collect();
            faults.same(&place, rows.len(), duties.len());
            for (row, duty) in rows.iter().zip(duties) {
                self.duty(&page, *row, duty, &place, faults);
            }
            let text = normal(&visible(main(&page)));
            for words in
                [Some(&role.title), role.other_name.as_ref(), role.holders.as_ref()].into_iter().flatten()
            {
                faults.check(format!("{}: no {words}", page.path), text.contains(&normal(words)));
            }
            let scale = page.links_to(main(&page), self.built.address(&role.scale));
            faults.check(format!("{}: no link to its scale", page.path), scale);
        }
    }

    /// Each box in its band, with its title and practice.
    fn map(&self, page: &Page, element: ElementRef, faults: &mut Faults) {
        let heads = heads(self.structure.bands.iter().map(|band| (&band.id, &band.legend)));
        let found = page.outline(element, &heads, |path| self.is_of("task", path));
        faults.same(&format!("{}: boxes", page.path), found.len(), self.structure.boxes.len());
        for expected in &self.structure.boxes {
            let same = found.iter().filter(|item| self.is_box(item, expected)).count();
            let place = format!("{}: box {} {}", page.path, expected.task, expected.title);
            faults.same(&place, same, 1);
        }
        let mut bands: Vec<&str> = found.iter().filter_map(|item| item.head.as_deref()).collect();
        bands.dedup();
        let expected: Vec<&str> = self.structure.bands.iter().map(|band| band.id.as_str()).collect();
        faults.same(&format!("{}: bands", page.path), bands, expected);
    }

    fn is_box(&self, item: &Item, expected: &Box) -> bool {
        let words = normal(&visible(item.element));
        let practice = expected.practice.as_deref().map(normal);
        item.path == self.built.address(&expected.task)
            && item.head.as_deref() == Some(&expected.band)
            && words.contains(&normal(&expected.title))
            && match practice {
                Some(practice) => words.contains(&practice),
                None => !words.ends_with(')'),
            }
    }

    /// Each condition in its group with its sub-points.
    fn conditions(&self, page: &Page, element: ElementRef, faults: &mut Faults) {
        let heads = heads(self.structure.groups.iter().map(|group| (&group.id, &group.title)));
        let found = page.outline(element, &heads, |path| self.is_of("condition", path));
        let groups = self.structure.groups.iter();
        let expected: Vec<_> =
            groups.flat_map(|group| group.conditions.iter().map(move |c| (group, c))).collect();
        faults.same(&format!("{}: conditions", page.path), found.len(), expected.len());
        for (item, (group, condition)) in found.iter().zip(expected) {
            let place = format!("{}: condition {}", page.path, condition.id);
            faults.same(&place, item.path.as_str(), self.built.address(&condition.id));
            faults.same(&place, item.head.as_deref(), Some(group.id.as_str()));
            self.condition(item.element, condition, &place, faults);
        }
    }

    fn condition(
        &self,
        element: ElementRef,
        condition: &super::structure::Condition,
        place: &str,
        faults: &mut Faults,
    ) {
        let words = normal(&visible(element));
        faults.check(format!("{place}: no title"), words.contains(&normal(&condition.title)));
        let points: Vec<String> = condition.points.iter().map(|point| normal(point)).collect();
        faults.same(&format!("{place}: sub-points"), items(element), points);
    }

    /// Each group's own page, and each condition's.
    fn condition_pages(&self, faults: &mut Faults) {
        for group in &self.structure.groups {
            let page = self.built.page_of(&group.id);
            let Some((page, section)) =
                page.as_ref().and_then(|page| Some((page, page.section("nosacijumi")?)))
            else {
                faults.0.push(format!("nosacijumi: no page of {}, or no #nosacijumi on it", group.id));
                continue;
            };
            let found = page.outline(section, &[], |path| self.is_of("condition", path));
            faults.same(&format!("{}: conditions", page.path), found.len(), group.conditions.len());
            for (item, condition) in found.iter().zip(&group.conditions) {
                let place = format!("{}: condition {}", page.path, condition.id);
                faults.same(&place, item.path.as_str(), self.built.address(&condition.id));
                self.condition(item.element, condition, &place, faults);
            }
            for condition in &group.conditions {
                let Some(page) = self.built.page_of(&condition.id) else {
                    faults.0.push(format!("nosacijumi: no page of {}", condition.id));
                    continue;
                };
                let words = normal(&visible(main(&page)));
                for text in condition.points.iter().chain([&condition.title]) {
                    faults.check(format!("{}: no {text}", page.path), words.contains(&normal(text)));
                }
                let up = page.links_to(page.root(), self.built.address(&group.id));
                faults.check(format!("{}: no link to {}", page.path, group.id), up);
            }
        }
    }

    fn competences(&self, page: &Page, section: ElementRef, faults: &mut Faults) {
        let found = page.outline(section, &[], |path| self.is_of("competence", path));
        let found: Vec<_> = found.iter().map(|item| normal(&visible(item.element))).collect();
        let expected = self.structure.competences.iter().map(|c| normal(&c.text)).collect();
        faults.same(&format!("{}: competences", page.path), found, expected);
    }

    fn resources(&self, page: &Page, section: ElementRef, faults: &mut Faults) {
        let heads = [("informacija", "Informācija"), ("tehnologijas", "Digitālās tehnoloģijas")];
        let heads = heads.map(|(id, title)| (id.to_owned(), title.to_owned()));
        let found = page.outline(section, &heads, |path| self.is_of("resource", path));
        let found: Vec<_> =
            found.iter().map(|item| (item.head.as_deref(), normal(&visible(item.element)))).collect();
        let resources = self.structure.resources.iter();
        let expected = resources.map(|r| (Some(r.category.as_str()), normal(&r.text))).collect();
        faults.same(&format!("{}: resources", page.path), found, expected);
    }

    fn is_of(&self, kind: &str, path: &str) -> bool {
        self.built.of_kind(kind).any(|entry| entry["address"] == path)
    }
}

fn heads<'s>(pairs: impl Iterator<Item = (&'s String, &'s String)>) -> Vec<(String, String)> {
    pairs.map(|(key, words)| (key.clone(), words.clone())).collect()
}
