//! Texts cut into words.
//!
//! A word is a run of letters and digits. Where a dash or hyphen stands between a digit and a letter or digit,
//! the two sides are one word without it, so that a code is found however it is dashed: `PU2–10` is `pu210`.
//! The site's script cuts queries by the same rule.

/// The words of a text, in lower case, in order.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        while chars.next_if(|c| !c.is_alphanumeric()).is_some() {}
        let mut word = String::new();
        while let Some(c) = chars.next_if(|c| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
            if let Some(&next) = chars.peek()
                && is_dash(next)
            {
                let mut ahead = chars.clone();
                ahead.next();
                let joins = |after: char| after.is_alphanumeric() && (c.is_numeric() || after.is_numeric());
                if ahead.peek().copied().is_some_and(joins) {
                    chars.next();
                }
            }
        }
        (!word.is_empty()).then_some(word)
    })
}

/// Hyphens and dashes that people type in codes.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn codes_are_one_word_and_compounds_two() {
        let found: Vec<String> = words("PU2–10, „Sadarbība”: valsts-pašvaldības; N4-2.").collect();
        assert_eq!(found, ["pu210", "sadarbība", "valsts", "pašvaldības", "n42"]);
    }
}
