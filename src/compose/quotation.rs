//! Words of a text as they stand between our quotation marks: cut where a reader can stop, inner marks single and in pairs.

use crate::model::evidence::Span;
use crate::model::statement::Statement;

/// Words at which a cut text must not end, because they point to what was cut off. No negations: they carry the sense.
const LOOSE: [&str; 34] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "is", "are",
    "was", "were", "be", "it", "its", "that", "this", "which", "who", "their", "his", "her", "our", "may", "will",
    "has",
];

/// About the first `words` words, with an ellipsis where more follow: up to the end of a sentence if one ends late enough,
/// else of a clause, else of a word that can stand last.
pub(super) fn cut(text: &str, words: usize) -> (String, bool) {
    let all: Vec<&str> = text.split_whitespace().collect();
    if all.len() <= words {
        return (all.join(" "), false);
    }
    let ends = |marks: &[char], least: usize| {
        (least..words).rev().find(|at| all[*at].trim_end_matches(['”', '"', '’']).ends_with(marks)).map(|at| at + 1)
    };
    let stops: &[char] = &['.', '!', '?'];
    // A point after one or two letters, or after another point, is an abbreviation's.
    let whole = |word: &str| word.trim_end_matches(stops).len() > 2 && !word.trim_end_matches(stops).contains('.');
    let sentence = ends(stops, words / 3).filter(|end| whole(all[end - 1]));
    let end = sentence.or_else(|| ends(&[',', ';', ':', '–', '—'], words * 3 / 5)).unwrap_or_else(|| {
        let last = (words / 2..words).rev().find(|at| !LOOSE.contains(&all[*at].to_lowercase().as_str()));
        last.map_or(words, |at| at + 1)
    });
    let kept = all[..end].join(" ");
    (format!("{} …", kept.trim_end_matches([',', ';', ':', '–', '—', ' '])), true)
}

/// A content with an ellipsis where something of the sentence stands between two parts of it, as `he said` does.
pub(super) fn seamed(statement: &Statement) -> String {
    let piece = |span: &Span| {
        let slice = statement.evidence.iter().find(|e| e.start <= span.start && span.end <= e.end)?;
        let text = slice.text.get(span.start - slice.start..span.end - slice.start)?;
        let marks = |c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '‘' | '’' | '„' | '«' | '»' | ',');
        Some(text.trim_matches(marks).split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let pieces: Option<Vec<String>> = statement.content_spans.iter().map(piece).collect();
    // Where the parts do not make up the content, it stands as it is.
    let fits = |pieces: &Vec<String>| {
        let mut rest = statement.content.as_str();
        pieces.iter().all(|piece| match rest.find(piece.as_str()) {
            Some(at) if at <= 3 => {
                rest = &rest[at + piece.len()..];
                true
            }
            _ => false,
        })
    };
    match pieces.filter(|pieces| pieces.len() > 1 && fits(pieces)) {
        Some(pieces) => pieces.join(" … "),
        None => statement.content.clone(),
    }
}

/// The text with single marks in place of its double ones, each opened and closed, and none around the whole.
pub(super) fn inner(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0usize;
    let mut previous = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let opens = match c {
            '“' | '„' | '«' => Some(true),
            '”' | '»' => Some(false),
            // A straight mark opens before a word and closes after one.
            '"' => {
                Some((previous.is_whitespace() || previous == '(') && chars.peek().is_some_and(|c| !c.is_whitespace()))
            }
            _ => None,
        };
        match opens {
            None => out.push(c),
            Some(true) => {
                out.push('‘');
                depth += 1;
            }
            Some(false) if depth > 0 => {
                out.push('’');
                depth -= 1;
            }
            // A mark that closes what was never opened.
            Some(false) => {}
        }
        previous = c;
    }
    if out.ends_with('‘') {
        out.pop();
        depth -= 1;
    }
    let trimmed = out.trim_end().len();
    out.truncate(trimmed);
    out.extend(std::iter::repeat_n('’', depth));
    let whole = out.strip_prefix('‘').and_then(|rest| rest.strip_suffix('’'));
    match whole.filter(|whole| !whole.contains(['‘', '’'])) {
        Some(whole) => whole.to_owned(),
        None => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_to(text: &str, words: usize) -> String {
        cut(text, words).0
    }

    #[test]
    fn cuts_end_where_a_reader_can_stop() {
        assert_eq!(cut("one two", 2), ("one two".to_owned(), false));
        assert_eq!(cut_to("one two three, four five", 4), "one two three …");
        assert_eq!(cut_to("It does not exist here. Still, some people who", 8), "It does not exist here. …");
        assert_eq!(cut_to("it is trying to find the ability to carry out", 6), "it is trying to find …");
        assert_eq!(cut_to("this group is not a threat to us", 5), "this group is not …");
    }

    #[test]
    fn inner_marks_are_single_and_in_pairs() {
        assert_eq!(inner("an Islamic State “hideout"), "an Islamic State ‘hideout’");
        assert_eq!(
            inner("killed “some members, including foreigners.\""),
            "killed ‘some members, including foreigners.’"
        );
        assert_eq!(inner("\"no\" and \"yes\""), "‘no’ and ‘yes’");
        assert_eq!(inner("“hideout”"), "hideout");
        assert_eq!(inner("it said ”no"), "it said no");
        assert_eq!(inner("it said “"), "it said");
        assert_eq!(inner("Arabia’s embassy"), "Arabia’s embassy");
    }
}
