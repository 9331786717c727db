//! Synthetic sites: entries of about 400 words with 8 links each, half in the text, half by relation.

use std::fmt::Write as _;
use std::path::Path;

/// Words of public administration, so that letters and lengths are those of Latvian text.
const WORDS: [&str; 40] = [
    "pakalpojums",
    "iestāde",
    "pārvaldība",
    "saņēmējs",
    "sniedzējs",
    "nosacījums",
    "sadarbība",
    "resurss",
    "kompetence",
    "process",
    "uzdevums",
    "līmenis",
    "mērogs",
    "posms",
    "saskaņo",
    "koordinē",
    "nodrošina",
    "izvērtē",
    "ar",
    "un",
    "par",
    "vai",
    "citām",
    "iesaistītajām",
    "darbības",
    "vajadzības",
    "apraksts",
    "reģistrs",
    "kvalitāte",
    "drošība",
    "piekļūstamība",
    "izmaiņas",
    "rādītājs",
    "mērķis",
    "rezultāts",
    "atbalsts",
    "informācija",
    "lietotājs",
    "vienošanās",
    "pilnveide",
];

const WORDS_PER_ENTRY: usize = 400;
const LINKS_PER_ENTRY: usize = 8;
const ENTRIES_PER_GROUP: usize = 50;

const MODEL: &str = r#"
[[kinds]]
id = "chapter"
label = "Nodaļa"
plural = "Nodaļas"
folder = "nodalas"
pattern = "C[1-9][0-9]*"
order = "code"

[[kinds]]
id = "item"
label = "Ieraksts"
plural = "Ieraksti"
folder = "ieraksti"
pattern = "C[1-9][0-9]*-[1-9][0-9]*"
autolink = true
order = "code"
parent = "chapter"

[[kinds.fields]]
id = "summary"
type = "statements"
label = "Kopsavilkums"

[[kinds.relations]]
id = "chapter"
to = ["chapter"]
from_code = true
min = 1
max = 1
label = "Nodaļa"
inverse = "items"
inverse_label = "Ieraksti"

[[kinds.relations]]
id = "uses"
to = ["item"]
label = "Izmanto"
inverse = "used_by"
inverse_label = "Izmantots"
"#;

/// Writes a site with this many entries, the same for the same number.
pub fn write(root: &Path, entries: usize) -> std::io::Result<()> {
    std::fs::create_dir_all(root.join("content/item"))?;
    std::fs::write(root.join("site.toml"), "title = \"Korpuss\"\nlanguage = \"lv\"\n")?;
    std::fs::write(root.join("content/model.toml"), MODEL)?;
    let groups = entries.div_ceil(ENTRIES_PER_GROUP);
    let mut list = String::new();
    for group in 1..=groups {
        let _ = write!(list, "[[entries]]\nid = \"C{group}\"\ntitle = \"Nodaļa {group}\"\n\n");
    }
    std::fs::write(root.join("content/chapter.toml"), list)?;
    let mut random = Random(entries as u64);
    for index in 0..entries {
        let id = id(index);
        std::fs::write(root.join(format!("content/item/{id}.md")), entry(&id, entries, &mut random))?;
    }
    Ok(())
}

fn id(index: usize) -> String {
    format!("C{}-{}", index / ENTRIES_PER_GROUP + 1, index % ENTRIES_PER_GROUP + 1)
}

fn entry(id: &str, entries: usize, random: &mut Random) -> String {
    let mut links: Vec<String> = Vec::new();
    while links.len() < LINKS_PER_ENTRY {
        let other = self::id(random.below(entries));
        if other != id && !links.contains(&other) {
            links.push(other);
        }
    }
    let (by_relation, in_text) = links.split_at(LINKS_PER_ENTRY / 2);
    let mut text = format!("+++\nid = \"{id}\"\ntitle = \"{}\"\n", words(4, random));
    let _ = writeln!(text, "uses = {by_relation:?}");
    let _ = write!(text, "summary = \"\"\"\n- {}\n- {}\n\"\"\"\n+++\n", words(12, random), words(12, random));
    let paragraph = (WORDS_PER_ENTRY - 28) / in_text.len();
    for (index, link) in in_text.iter().enumerate() {
        let _ = write!(text, "\n## {}\n\n", words(3, random));
        let _ =
            writeln!(text, "{} [[{link}]] {}.", words(paragraph / 2, random), words(paragraph / 2, random));
        if index % 2 == 0 {
            let _ =
                write!(text, "\n- **{}** {}\n- {}\n", words(1, random), words(4, random), words(5, random));
        }
    }
    text
}

fn words(count: usize, random: &mut Random) -> String {
    let words: Vec<&str> = (0..count).map(|_| WORDS[random.below(WORDS.len())]).collect();
    words.join(" ")
}

/// A linear congruential generator (Knuth's MMIX constants): the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) % end as u64) as usize
    }
}
