//! Text → the same text with what runs from right to left set apart, so that it draws no figure or sign of the line to itself.
//!
//! By the bare rules a number after a name in Arabic script would move to the name's other side. A paragraph that begins from
//! right to left is left as it is: there the rules fit.

use std::borrow::Cow;

use unicode_bidi::{BidiClass, bidi_class};

use crate::typeset::text::Text;

/// First strong isolate, and the end of it. They have no shape, and no text brings them along.
const FROM: char = '\u{2068}';
const TO: char = '\u{2069}';

/// Whether a character is one of the two that are put in here.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, FROM | TO)
}

/// Puts each stretch that runs from right to left between two marks.
pub(super) fn isolated(text: &Text) -> Cow<'_, Text> {
    if text.text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let marks = marks(&text.text);
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut marked = Text { text: String::with_capacity(text.text.len() + marks.len() * 3), ..text.clone() };
    let mut from = 0;
    for &(at, mark) in &marks {
        marked.text.push_str(&text.text[from..at]);
        marked.text.push(mark);
        from = at;
    }
    marked.text.push_str(&text.text[from..]);
    for span in &mut marked.spans {
        // A mark belongs to what it stands beside.
        let before = marks.partition_point(|&(at, mark)| at < span.end || (at == span.end && mark == TO));
        span.end += before * FROM.len_utf8();
    }
    for seam in &mut marked.seams {
        seam.at += marks.partition_point(|&(at, _)| at < seam.at) * FROM.len_utf8();
    }
    Cow::Owned(marked)
}

/// Where marks go, in bytes of the text.
fn marks(text: &str) -> Vec<(usize, char)> {
    let mut marks = Vec::new();
    // Whether the paragraph runs from left to right, and the stretch that has begun.
    let (mut left, mut open): (Option<bool>, Option<(usize, usize)>) = (None, None);
    let mut close = |open: &mut Option<(usize, usize)>, left: Option<bool>| {
        if let Some((start, end)) = open.take()
            && left == Some(true)
        {
            marks.extend([(start, FROM), (end, TO)]);
        }
    };
    for (at, c) in text.char_indices() {
        let class = bidi_class(c);
        // Arabic digits belong to the words beside them, in whichever direction they run themselves.
        let digit = matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}');
        match class {
            _ if c == '\n' => {
                close(&mut open, left);
                left = None;
            }
            BidiClass::L => {
                left = left.or(Some(true));
                close(&mut open, left);
            }
            BidiClass::R | BidiClass::AL => {
                left = left.or(Some(false));
                open = Some((open.map_or(at, |(start, _)| start), at + c.len_utf8()));
            }
            // Accents go with their letters.
            BidiClass::NSM if open.is_some_and(|(_, end)| end == at) => {
                open = open.map(|(start, _)| (start, at + c.len_utf8()));
            }
            _ if digit => open = Some((open.map_or(at, |(start, _)| start), at + c.len_utf8())),
            _ => {}
        }
    }
    close(&mut open, left);
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::text::Marks;

    #[test]
    fn stretches_in_a_line_from_the_left_are_set_apart() {
        let isolated = isolated(&Text::plain("told کابل پرس, 12 dead (۱۸۲ نفر)")).into_owned();
        assert_eq!(isolated.text, "told \u{2068}کابل پرس\u{2069}, 12 dead (\u{2068}۱۸۲ نفر\u{2069})");
        assert_eq!(isolated.spans.last().map(|span| span.end), Some(isolated.text.len()));
        assert!(matches!(super::isolated(&Text::plain("کابل 12 Kabul")), Cow::Borrowed(_)));
        assert!(matches!(super::isolated(&Text::plain("Zürich")), Cow::Borrowed(_)));
    }

    #[test]
    fn spans_go_along() {
        let mut text = Text::plain("in ");
        text.push("کابل", Marks::BOLD, None);
        text.push(" 5", Marks::default(), None);
        let isolated = isolated(&text).into_owned();
        let parts: Vec<_> = isolated.spans.iter().map(|span| span.end).collect();
        assert_eq!(parts, [3, 3 + 3 + 8 + 3, 3 + 3 + 8 + 3 + 2]);
    }
}
