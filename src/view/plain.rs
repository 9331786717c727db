//! The words of HTML that we made.

/// Elements that part no words.
const WITHIN_WORDS: [&str; 14] =
    ["a", "abbr", "b", "code", "del", "em", "i", "kbd", "mark", "s", "span", "strong", "sub", "sup"];

/// The text without tags, white space as single spaces, entities as characters; a little more than `enough`
/// of a longer one.
pub fn plain(html: &str, enough: usize) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let (tag, after) = rest[at + 1..].split_once('>').unwrap_or_default();
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
        if !WITHIN_WORDS.contains(&name.unwrap_or_default()) {
            text.push(' ');
        }
        rest = if text.len() > enough { "" } else { after };
    }
    text.push_str(rest);
    let mut words = text.split_ascii_whitespace();
    let mut plain = String::with_capacity(text.len());
    plain.push_str(words.next().unwrap_or_default());
    for word in words {
        plain.push(' ');
        plain.push_str(word);
    }
    if !plain.contains('&') {
        return plain;
    }
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&#39;", "'").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}
