//! IDs: how they are compared and ordered.

use std::cmp::Ordering;

/// The form under which IDs are unique and references are looked up: trimmed, lower case, every dash a
/// hyphen-minus, nothing invisible.
pub fn fold(id: &str) -> String {
    // Nearly every one.
    if id.is_ascii() {
        return id.trim().to_ascii_lowercase();
    }
    let seen = id.trim().chars().filter(|&c| !is_invisible(c));
    seen.map(|c| if is_dash(c) { '-' } else { c }).flat_map(char::to_lowercase).collect()
}

/// An ID as it was meant by a slip of the keyboard, folded: an underscore or hyphens in a row for a hyphen, a letter with a
/// mark, or one of Cyrillic that looks alike. The folded ID where there is none.
pub fn mended(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in fold(id).chars() {
        match c {
            '_' | '-' if out.ends_with('-') => {}
            '_' => out.push('-'),
            c => out.push(alike(c)),
        }
    }
    out
}

/// The plain letter that a letter stands for by mistake.
fn alike(c: char) -> char {
    const ALIKE: [(&str, char); 19] = [
        ("āа", 'a'),
        ("в", 'b'),
        ("čс", 'c'),
        ("ēе", 'e'),
        ("ģ", 'g'),
        ("н", 'h'),
        ("īі", 'i'),
        ("ј", 'j'),
        ("ķк", 'k'),
        ("ļ", 'l'),
        ("м", 'm'),
        ("ņ", 'n'),
        ("о", 'o'),
        ("р", 'p'),
        ("šѕ", 's'),
        ("т", 't'),
        ("ū", 'u'),
        ("х", 'x'),
        ("ž", 'z'),
    ];
    ALIKE.iter().find(|(letters, _)| letters.contains(c)).map_or(c, |(_, plain)| *plain)
}

/// Characters without a width that come along when text is copied: soft hyphen, zero-width space and joiners, marks of
/// direction, word joiner, byte-order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// An ID without what nobody sees in it.
pub fn visible(id: &str) -> String {
    id.chars().filter(|&c| !is_invisible(c)).collect()
}

/// An ID in which each invisible character is named by its code point: `PU2<U+00AD>-10`.
pub fn revealed(id: &str) -> String {
    let name = |c: char| if is_invisible(c) { format!("<U+{:04X}>", c as u32) } else { c.to_string() };
    id.chars().map(name).collect()
}

/// The dashes that word processors put in the place of a hyphen (Unicode's Dash property, as far as
/// it occurs in text).
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Whether an ID can stand in a file name and an address as it is: letters without marks, digits,
/// single hyphens and full stops inside, at most 80, not one of the names that Windows keeps for devices.
pub fn is_plain(id: &str) -> bool {
    let inside = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
    id.len() <= 80
        && !is_reserved(id)
        && id.bytes().all(inside)
        && !id.contains("--")
        && id.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
        && id.bytes().last().is_some_and(|b| b.is_ascii_alphanumeric())
}

/// Whether Windows keeps this name for a device, whatever its case and extension
/// (learn.microsoft.com/windows/win32/fileio/naming-a-file): a page `con.html` could not be written there.
pub fn is_reserved(id: &str) -> bool {
    let stem = id.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// Natural order: runs of digits by their value, so that PU2-2 comes before PU2-10.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (digits_a, digits_b) = (leading_digits(a), leading_digits(b));
        if !digits_a.is_empty() && !digits_b.is_empty() {
            let (value_a, value_b) = (digits_a.trim_start_matches('0'), digits_b.trim_start_matches('0'));
            let order = value_a.len().cmp(&value_b.len()).then_with(|| value_a.cmp(value_b));
            if order != Ordering::Equal {
                return order;
            }
            (a, b) = (&a[digits_a.len()..], &b[digits_b.len()..]);
            continue;
        }
        match (a.chars().next(), b.chars().next()) {
            (Some(x), Some(y)) if x == y => (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]),
            (x, y) => return x.cmp(&y),
        }
    }
}

fn leading_digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_ordered_by_the_value_of_their_numbers() {
        let mut codes = ["PU2-10", "PU3-1", "PU2-2", "PU10-1", "PU2-1", "PU2"];
        codes.sort_by(|a, b| natural(a, b));
        assert_eq!(codes, ["PU2", "PU2-1", "PU2-2", "PU2-10", "PU3-1", "PU10-1"]);
    }

    #[test]
    fn slips_of_the_keyboard_are_mended() {
        for written in ["PU2_10", "PU2--10", "PU2–-10", "PŪ2-10", "РU2-10", "pu2-10"] {
            assert_eq!(mended(written), "pu2-10", "{written}");
        }
    }

    #[test]
    fn a_reference_may_use_any_dash_and_case() {
        assert_eq!(fold(" pu2–10 "), fold("PU2-10"));
    }
}
