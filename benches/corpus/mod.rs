//! Synthetic sites: entries of about 400 words with 8 links each, half in the text, half by relation.

use std::fmt::Write as _;
use std::path::Path;

/// Words that any text is held together by.
const SMALL: [&str; 16] = [
    "un", "ar", "par", "vai", "no", "uz", "kas", "tostarp", "arī", "ir", "tiek", "to", "pie", "pēc", "lai",
    "visos",
];

/// Stems of public administration, each with its declension in [`ENDINGS`]: the most frequent words.
const STEMS: [(&str, usize); 24] = [
    ("pakalpojum", 0),
    ("iestād", 2),
    ("pārvaldīb", 1),
    ("saņēmēj", 0),
    ("sniedzēj", 0),
    ("nosacījum", 0),
    ("sadarbīb", 1),
    ("resurs", 0),
    ("kompetenc", 2),
    ("proces", 0),
    ("uzdevum", 0),
    ("mērog", 0),
    ("posm", 0),
    ("darbīb", 1),
    ("vajadzīb", 1),
    ("reģistr", 0),
    ("kvalitāt", 2),
    ("drošīb", 1),
    ("rādītāj", 0),
    ("atbalst", 0),
    ("informācij", 1),
    ("lietotāj", 0),
    ("digitāl", 3),
    ("piekļūstam", 3),
];

/// Endings of nouns in -s, -a and -e and of adjectives, the frequent ones first.
const ENDINGS: [[&str; 8]; 4] = [
    ["s", "a", "u", "i", "iem", "us", "am", "os"],
    ["a", "as", "u", "ai", "ām", "ās", "u", "ā"],
    ["e", "es", "i", "ei", "ēm", "ēs", "i", "ē"],
    ["s", "a", "ais", "ajam", "ā", "ajiem", "ajās", "u"],
];

/// How many words there are besides; they are made of syllables.
const VOCABULARY: usize = 5_000;

/// How many of them an entry is about, and uses more than others.
const TOPIC: usize = 40;

const SYLLABLES: [&str; 32] = [
    "ba", "dē", "gri", "ka", "lie", "mū", "nor", "pa", "rin", "sta", "šķi", "tēr", "vo", "zem", "īst", "uz",
    "ār", "dzi", "kļu", "mēr", "ņem", "ost", "pie", "raks", "sē", "tur", "vad", "žog", "bū", "čet", "gū",
    "jaun",
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

[[views]]
id = "search"
type = "search"
path = "meklet"
title = "Meklēt"
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

/// The ID of an entry, by its number from 0.
pub fn id(index: usize) -> String {
    format!("C{}-{}", index / ENTRIES_PER_GROUP + 1, index % ENTRIES_PER_GROUP + 1)
}

fn entry(id: &str, entries: usize, random: &mut Random) -> String {
    let topic = topic(random);
    let words = |count: usize, random: &mut Random| words(count, &topic, random);
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

/// What an entry is about.
fn topic(random: &mut Random) -> Vec<usize> {
    (0..TOPIC).map(|_| random.rank(VOCABULARY)).collect()
}

fn words(count: usize, topic: &[usize], random: &mut Random) -> String {
    let words: Vec<String> = (0..count).map(|_| word(topic, random)).collect();
    words.join(" ")
}

/// Of four words one is small, and of the others about half are the entry's own; the rest are as frequent as
/// words of a language are (Zipf), in one of their forms.
fn word(topic: &[usize], random: &mut Random) -> String {
    let rank = match random.below(8) {
        0 | 1 => return SMALL[random.below(SMALL.len())].to_owned(),
        2..5 => topic[random.below(topic.len())],
        _ => random.rank(VOCABULARY),
    };
    let (stem, declension) = stem(rank);
    let ending = random.rank(ENDINGS[declension].len());
    format!("{stem}{}", ENDINGS[declension][ending])
}

fn stem(rank: usize) -> (String, usize) {
    if let Some(&(stem, declension)) = STEMS.get(rank) {
        return (stem.to_owned(), declension);
    }
    let mut letters = Random(rank as u64);
    let syllables = 2 + letters.below(2);
    let stem = (0..syllables).map(|_| SYLLABLES[letters.below(SYLLABLES.len())]).collect();
    (stem, letters.below(ENDINGS.len()))
}

/// A linear congruential generator (Knuth's MMIX constants): the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) % end as u64) as usize
    }

    /// A rank below `end` by Zipf's law: the second as often as half the first.
    fn rank(&mut self, end: usize) -> usize {
        let uniform = self.below(1 << 30) as f64 / f64::from(1 << 30);
        ((end as f64).powf(uniform) as usize).min(end) - 1
    }
}
