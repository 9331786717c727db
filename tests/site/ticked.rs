//! A page with boxes ticked, as a browser would take the stylesheet beside it.

use scraper::{ElementRef, Html, Selector};

use crate::built::{Built, all, normal, visible};

pub struct Ticked {
    html: Html,
    /// What the rules for browsers that have `:has()` select, with what they say.
    rules: Vec<(Selector, String)>,
}

impl Ticked {
    /// The page with the boxes of these values ticked.
    pub fn new(built: &Built, page: &str, values: &[&str]) -> Ticked {
        let mut text = built.text(&format!("{page}.html")).to_owned();
        for value in values {
            let name = format!("value=\"{value}\"");
            assert!(text.contains(&name), "no box {value}");
            text = text.replace(&name, &format!("{name} checked"));
        }
        let css = built.text(&format!("{page}.css")).replace(":checked", "[checked]");
        let (_, rules) = css.split_once("@supports selector(:has(*)) {").expect("a page with boxes");
        let rule = |rule: &str| {
            let (selector, says) = rule.split_once('{')?;
            Some((Selector::parse(selector).expect("a selector"), says.trim().to_owned()))
        };
        Ticked { html: Html::parse_document(&text), rules: rules.split('}').filter_map(rule).collect() }
    }

    /// Whether a rule says this of an element.
    pub fn says(&self, element: ElementRef, words: &str) -> bool {
        self.rules.iter().any(|(rule, says)| says == words && rule.matches(&element))
    }

    /// The elements that are left, those inside hidden ones aside.
    pub fn left(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let hidden = |element: ElementRef| self.says(element, "display: none;");
        let inside = |element: &ElementRef| element.ancestors().filter_map(ElementRef::wrap).any(hidden);
        let all = all(self.html.root_element(), selector).into_iter();
        all.filter(|element| !hidden(*element) && !inside(element)).collect()
    }

    /// Their texts.
    pub fn words(&self, selector: &str) -> Vec<String> {
        self.left(selector).into_iter().map(|element| normal(&visible(element))).collect()
    }
}
