//! A string of TOML letter by letter: what it says, and where each letter of that is written.

use std::ops::Range;

/// What a string says.
pub struct Decoded {
    pub text: String,
    /// For each byte of the text, where its letter stands in the string as it is written.
    letters: Vec<Range<usize>>,
}

impl Decoded {
    /// Where a part of the text is written.
    pub fn place(&self, part: Range<usize>) -> Range<usize> {
        match self.letters.get(part.clone()) {
            Some([first, .., last]) => first.start..last.end,
            Some([letter]) => letter.clone(),
            _ => 0..0,
        }
    }
}

/// Reads a string as it stands in a file, quotation marks and escapes included. It has been read as sound TOML before.
pub fn decoded(raw: &str) -> Decoded {
    let quote = &raw[..raw.len().min(1)];
    let long = raw.len() >= 6 && raw.starts_with(&quote.repeat(3));
    let marks = if long { 3 } else { 1 };
    let (mut at, end) = (marks, raw.len() - marks);
    if long && raw[at..].starts_with('\n') {
        at += 1;
    }
    let mut decoded = Decoded { text: String::new(), letters: Vec::new() };
    while at < end {
        let rest = &raw[at..end];
        let (letter, length) = match rest.strip_prefix('\\').filter(|_| quote == "\"") {
            Some(escape) => escaped(escape),
            None => {
                let letter = rest.chars().next().expect("the end is not reached");
                (Some(letter), letter.len_utf8())
            }
        };
        if let Some(letter) = letter {
            decoded.text.push(letter);
            decoded.letters.extend(std::iter::repeat_n(at..at + length, letter.len_utf8()));
        }
        at += length;
    }
    decoded
}

/// The letter that an escape stands for, if it is one, and how long it is with its backslash.
fn escaped(escape: &str) -> (Option<char>, usize) {
    let code = |digits: usize| {
        let code = escape.get(1..1 + digits).and_then(|code| u32::from_str_radix(code, 16).ok());
        (Some(code.and_then(char::from_u32).unwrap_or('\u{FFFD}')), 2 + digits)
    };
    let letter = escape.chars().next().unwrap_or('\\');
    match letter {
        'b' => (Some('\u{8}'), 2),
        't' => (Some('\t'), 2),
        'n' => (Some('\n'), 2),
        'f' => (Some('\u{C}'), 2),
        'r' => (Some('\r'), 2),
        'e' => (Some('\u{1B}'), 2),
        'x' => code(2),
        'u' => code(4),
        'U' => code(8),
        '"' | '\\' => (Some(letter), 2),
        // A backslash at the end of a line: the line goes on with the next letter.
        _ => (None, 1 + escape.len() - escape.trim_start().len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(raw: &str) -> String {
        let table: toml::Table = format!("x = {raw}").parse().expect("sound TOML");
        table["x"].as_str().expect("a text").to_owned()
    }

    proptest! {
        #[test]
        fn a_string_says_what_toml_says(
            parts in prop::collection::vec(
                prop::sample::select(vec!["a", "ā", "[[N1]]", "\\\"", "\\\\", "\\n", "\\u0101", "\\U0001F600", " ", "\\t", "\\x41", "\\e"]),
                0..12,
            ),
            style in 0..4,
        ) {
            let inner = parts.concat();
            let raw = match style {
                0 => format!("\"{inner}\""),
                1 => format!("\"\"\"\n{inner}\\\n  \n {inner}\"\"\""),
                2 => format!("'{inner}'"),
                _ => format!("'''\n{inner}\n'''"),
            };
            let decoded = decoded(&raw);
            prop_assert_eq!(&decoded.text, &read(&raw));
            for (at, _) in decoded.text.match_indices("[[N1]]") {
                prop_assert_eq!(&raw[decoded.place(at..at + 6)], "[[N1]]");
            }
        }
    }
}
