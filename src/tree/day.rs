//! Days in everyday writing.

use jiff::civil::Date;

/// A day as people write it (`31.01.2026`, `2026. gada 31. janvāris`, `January 31, 2026`) as TOML has it. `None` when it
/// could be another day as well: of `5/3/2026` nobody knows which is the month.
pub fn day(written: &str) -> Option<String> {
    numbers(written).or_else(|| words(written)).map(|day| day.to_string())
}

/// Whether a day is meant, though there may be none such: three numbers, a year at one end.
pub fn is_meant(written: &str) -> bool {
    let parts: Vec<&str> =
        written.trim().trim_end_matches('.').split(['.', '/', '-']).map(str::trim).collect();
    let &[first, middle, last] = parts.as_slice() else { return false };
    let is_short = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit());
    // A year before hyphens is a date of TOML, right or wrong.
    let from_year = is_year(first) && is_short(last) && !written.contains('-');
    is_short(middle) && (from_year || is_short(first) && is_year(last))
}

/// Three numbers, between them full stops, slashes or hyphens.
fn numbers(written: &str) -> Option<Date> {
    let written = written.trim().trim_end_matches('.');
    let parts: Vec<&str> = written.split(['.', '/', '-']).map(str::trim).collect();
    let &[first, middle, last] = parts.as_slice() else { return None };
    if is_year(first) {
        return date(first, number(middle)?, last).or_else(|| date(first, number(last)?, middle));
    }
    // Behind full stops the month stands in the middle everywhere; in America it comes first.
    let european = number(middle).and_then(|month| date(last, month, first));
    let american = number(first).and_then(|month| date(last, month, middle));
    match (european, american) {
        (Some(one), Some(other)) if one != other && written.contains(['/', '-']) => None,
        (Some(day), _) => Some(day),
        (None, american) => american.filter(|_| written.contains('/')),
    }
}

/// A year, a day and the name of a month, in any order.
fn words(written: &str) -> Option<Date> {
    let parts = written.split([' ', ',', '\u{A0}', '\u{202F}']).map(|part| part.trim_end_matches('.'));
    let parts: Vec<&str> = parts.filter(|part| !matches!(*part, "" | "gada" | "g")).collect();
    let &[_, _, _] = parts.as_slice() else { return None };
    let month = parts.iter().find_map(|part| month(part))?;
    let year = parts.iter().find(|part| is_year(part))?;
    let day = parts.iter().find(|part| part.len() <= 2)?;
    date(year, month, day)
}

/// The stems of the names of months in Latvian, whose endings vary, and the names in English.
const MONTHS: [(&str, &str); 12] = [
    ("janvār", "january"),
    ("februār", "february"),
    ("mart", "march"),
    ("aprīl", "april"),
    ("maij", "may"),
    ("jūnij", "june"),
    ("jūlij", "july"),
    ("august", "august"),
    ("septembr", "september"),
    ("oktobr", "october"),
    ("novembr", "november"),
    ("decembr", "december"),
];

/// The endings that a month has in a date: nominative, genitive, accusative, locative.
const ENDINGS: [&str; 9] = ["s", "is", "a", "ja", "u", "i", "ā", "ī", ""];

fn month(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let is = |(stem, english): &(&str, &str)| {
        name == *english || name.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending))
    };
    (1..).zip(&MONTHS).find(|(_, names)| is(names)).map(|(number, _)| number)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn number(text: &str) -> Option<i8> {
    text.parse().ok()
}

fn date(year: &str, month: i8, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|_| is_year(year))?;
    Date::new(year, month, number(day)?).ok()
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_is_told_where_it_is_certain() {
        for written in [
            "3.5.2026",
            "03.05.2026.",
            "2026.05.03",
            "2026/5/3",
            "2026. gada 3. maijs",
            "2026. gada 3. maijā",
            "2026.\u{A0}g. 3.\u{A0}maijs",
            "3. maijs, 2026",
            "3 May 2026",
            "May 3, 2026",
        ] {
            assert_eq!(day(written).as_deref(), Some("2026-05-03"), "{written}");
        }
        assert_eq!(day("2026. gada 31. martā").as_deref(), Some("2026-03-31"));
        assert_eq!(day("31/01/2026").as_deref(), Some("2026-01-31"));
        assert_eq!(day("01/31/2026").as_deref(), Some("2026-01-31"));
        assert_eq!(day("5/5/2026").as_deref(), Some("2026-05-05"));
        assert_eq!(day("2026.31.01").as_deref(), Some("2026-01-31"));
        for written in
            ["5/3/2026", "05-03-2026", "30.02.2026", "3. maijs", "maijs 2026", "3.5.26", "2026", "drīz", ""]
        {
            assert_eq!(day(written), None, "{written}");
        }
    }
}
