//! The arrows of a map: a picture whose lines lead from box to box and cross none, and the same in words.

use scraper::ElementRef;

use crate::built::{Page, all, visible};
use crate::map::{STEPS, site};
use crate::second_model;

const BOTH: &str = r#"["needs", "pairs"]"#;

/// The links that a page lists in words: the relation, then each pair.
fn listed(page: &Page) -> Vec<(String, Vec<String>)> {
    let Some(&section) = page.all(".arrows").first() else { return Vec::new() };
    let lists = all(section, "ul").into_iter().map(|list| {
        let words = |item| visible(item).split_whitespace().collect::<Vec<_>>().join(" ");
        all(list, "li").into_iter().map(words).collect::<Vec<String>>()
    });
    all(section, ".label").into_iter().map(|label| visible(label).trim().to_owned()).zip(lists).collect()
}

fn expected(lists: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let owned = |(label, items): &(&str, &[&str])| {
        ((*label).to_owned(), items.iter().map(|item| (*item).to_owned()).collect())
    };
    lists.iter().map(owned).collect()
}

#[test]
fn every_link_stands_in_the_picture_and_in_words() {
    let built = site(BOTH, &STEPS);
    let page = built.page("map.html");
    assert_eq!(
        listed(&page),
        expected(&[
            ("Needs", &["S1 Do S1 →leads to S2 Do S2", "S2 Do S2 →leads to S3 Do S3"]),
            ("Pairs with", &["S2 Do S2 –is linked with S3 Do S3"]),
        ])
    );
    assert_eq!(page.all(".arrows .node").len(), 3, "S4 is linked with nothing");
    assert_eq!(page.all(".arrows > svg > .line.s0").len(), 2, "the first relation");
    assert_eq!(page.all(".arrows > svg > .line.s1").len(), 1, "the second has another style");
    assert_eq!(page.all(".arrows > svg > .tip").len(), 2, "a symmetric link has no arrow head");
    assert_eq!(page.all(".sample .line.s1").len(), 1, "the list says which style is which");
}

#[test]
fn the_page_of_an_entry_has_its_own_arrows_only() {
    let built = site(BOTH, &STEPS);
    let page = built.page("steps/s3.html");
    assert_eq!(
        listed(&page),
        expected(&[
            ("Needs", &["S2 Do S2 →leads to S3 Do S3"]),
            ("Pairs with", &["S3 Do S3 –is linked with S2 Do S2"]),
        ])
    );
    assert_eq!(page.all(".arrows .node.here").len(), 1);
    assert_eq!(listed(&built.page("steps/s4.html")), []);
}

#[test]
fn a_map_without_links_has_no_picture_of_them() {
    for (relations, steps) in [("[]", STEPS), (BOTH, STEPS.map(|(id, _)| (id, "")))] {
        let built = site(relations, &steps);
        assert!(built.page("map.html").all(".arrows").is_empty(), "{relations}");
    }
}

#[test]
fn titles_without_codes_are_shortened_in_the_picture_only() {
    let page = second_model::built().page("threats.html");
    let names: Vec<String> = page.all(".arrows .node text").into_iter().map(visible).collect();
    assert_eq!(names, ["A key is lost", "The long night of the…", "Flood"]);
    let [(relation, rows)] = &listed(&page)[..] else { panic!("one relation") };
    assert_eq!(relation, "Leads to");
    assert_eq!(
        rows,
        &["A key is lost →leads to The long night of the open doors", "Flood →leads to A key is lost"]
    );
}

/// Sites of many steps: each needs some of the others, by a fixed rule that leaves no pair out for long.
fn crowd(steps: usize, each: usize, stride: usize) -> Vec<(String, String)> {
    let needs = |step: usize| {
        let others = (1..=each).map(|n| (step + n * stride) % steps).filter(|&other| other != step);
        let mut others: Vec<usize> = others.collect();
        others.sort_unstable();
        others.dedup();
        others.iter().map(|other| format!("\"S{}\"", other + 1)).collect::<Vec<_>>().join(", ")
    };
    (0..steps).map(|step| (format!("S{}", step + 1), format!("needs = [{}]", needs(step)))).collect()
}

#[test]
fn lines_begin_and_end_at_boxes_cross_none_and_stay_inside() {
    for (steps, each, stride) in [(2, 1, 1), (5, 4, 1), (14, 3, 5), (33, 3, 7), (50, 2, 24), (99, 1, 50)] {
        let built = site(r#"["needs"]"#, &crowd(steps, each, stride));
        let page = built.page("map.html");
        let svg = page.all(".arrows > svg")[0];
        let view: Vec<f64> = numbers(svg.attr("viewBox").expect("a view box"));
        let boxes: Vec<Box> = all(svg, ".node rect").into_iter().map(Box::of).collect();
        assert_eq!(boxes.len(), steps);
        for (line, tip) in all(svg, ".line").into_iter().zip(all(svg, ".tip")) {
            let (points, tip) =
                (points(line.attr("d").expect("a path")), points(tip.attr("d").expect("a path")));
            assert!(boxes.iter().any(|b| b.has_on_edge(points[0])), "no box at the start: {points:?}");
            assert!(boxes.iter().any(|b| b.has_on_edge(tip[0])), "no box at the tip: {tip:?}");
            for &(x, y) in points.iter().chain(&tip) {
                assert!(x >= 0.0 && y >= 0.0 && x <= view[2] && y <= view[3], "outside: {x} {y}");
                assert!(!boxes.iter().any(|b| b.holds((x, y))), "over a box: {x} {y}");
            }
        }
    }
}

#[derive(Debug)]
struct Box {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Box {
    fn of(rect: ElementRef) -> Box {
        let of = |name| rect.attr(name).and_then(|value| value.parse().ok()).expect("a number");
        Box { x: of("x"), y: of("y"), width: of("width"), height: of("height") }
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        x > self.x && x < self.x + self.width && y > self.y && y < self.y + self.height
    }

    fn has_on_edge(&self, (x, y): (f64, f64)) -> bool {
        let within = x >= self.x && x <= self.x + self.width && y >= self.y && y <= self.y + self.height;
        within && !self.holds((x, y))
    }
}

fn numbers(text: &str) -> Vec<f64> {
    let split = text.split(|c: char| !(c.is_ascii_digit() || c == '-' || c == '.'));
    split.filter(|number| !number.is_empty()).map(|number| number.parse().expect("a number")).collect()
}

/// Points along a path of absolute commands, close to each other.
fn points(path: &str) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    let starts: Vec<usize> =
        path.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()).map(|(at, _)| at).collect();
    for (index, &start) in starts.iter().enumerate() {
        let rest = &path[start + 1..starts.get(index + 1).copied().unwrap_or(path.len())];
        let (numbers, last) = (numbers(rest), points.last().copied().unwrap_or_default());
        let [a, b, c, d] = match (&path[start..=start], numbers.as_slice()) {
            ("M", &[x, y]) => [(x, y); 4],
            ("L", &[x, y]) => [last, last, (x, y), (x, y)],
            ("V", &[y]) => [last, last, (last.0, y), (last.0, y)],
            ("C", &[x1, y1, x2, y2, x, y]) => [last, (x1, y1), (x2, y2), (x, y)],
            ("Z", []) => continue,
            _ => panic!("an unknown command: {path}"),
        };
        for step in 0..=64 {
            let t = f64::from(step) / 64.0;
            let at = |a: f64, b: f64, c: f64, d: f64| {
                let u = 1.0 - t;
                u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
            };
            points.push((at(a.0, b.0, c.0, d.0), at(a.1, b.1, c.1, d.1)));
        }
    }
    points
}

#[test]
fn more_links_than_can_be_read_are_listed_only() {
    let built = site(r#"["needs"]"#, &crowd(40, 3, 7));
    let page = built.page("map.html");
    assert!(page.all(".arrows svg").is_empty());
    assert!(visible(page.all(".arrows")[0]).contains("120 links would be illegible in a picture"));
    assert_eq!(listed(&page)[0].1.len(), 40);
    let own = built.page("steps/s1.html");
    assert_eq!(own.all(".arrows > svg .line").len(), 6, "those of one entry can be read");
}

#[test]
fn on_the_pages_of_very_many_entries_a_map_shows_what_is_linked() {
    let built = site(r#"["needs"]"#, &crowd(201, 2, 3));
    assert_eq!(built.page("map.html").all(".box").len(), 201);
    let page = built.page("steps/s1.html");
    let codes: Vec<String> = page.all(".box .id").into_iter().map(visible).collect();
    assert_eq!(codes, ["S1", "S7", "S199", "S4", "S196"]);
    assert!(visible(page.all(".map")[0]).contains("all 201 are on the page of the map"));
}
