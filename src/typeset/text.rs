//! `Text`: flat text with marks and links by span, of characters that can stand on paper.
//!
//! What cannot is taken out as text is added: control characters, soft hyphens, overrides of direction.

use std::rc::Rc;

use super::frame::Target;

/// A text with marks; `\n` is a forced break.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Text {
    pub(crate) text: String,
    /// Each from the end of the one before; together they cover the text.
    pub(crate) spans: Vec<Span>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Span {
    /// End in bytes of the text.
    pub(crate) end: usize,
    pub(crate) marks: Marks,
    pub(crate) link: Option<Rc<Target>>,
}

/// A set of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Marks(pub(super) u8);

impl Marks {
    pub(crate) const BOLD: Self = Self(1);
    pub(crate) const ITALIC: Self = Self(2);
    pub(crate) const STRUCK: Self = Self(4);
    pub(crate) const CODE: Self = Self(8);

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Text {
    /// Without marks.
    pub(crate) fn plain(text: &str) -> Self {
        let mut plain = Self::default();
        plain.push(text, Marks::default(), None);
        plain
    }

    pub(crate) fn push(&mut self, text: &str, marks: Marks, link: Option<&Rc<Target>>) {
        self.text.extend(text.chars().filter_map(printable));
        let end = self.text.len();
        match self.spans.last_mut() {
            Some(last) if last.marks == marks && last.link.as_ref() == link => last.end = end,
            Some(last) if last.end == end => {}
            _ if end == 0 => {}
            _ => self.spans.push(Span { end, marks, link: link.cloned() }),
        }
    }

    /// Takes off white space at both ends.
    pub(crate) fn trim(mut self) -> Self {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        let start = end - self.text.trim_start().len();
        self.text.drain(..start);
        for span in &mut self.spans {
            span.end = span.end.min(end).saturating_sub(start);
        }
        let mut reached = 0;
        self.spans.retain(|span| {
            let kept = span.end > reached;
            reached = reached.max(span.end);
            kept
        });
        self
    }
}

/// `None` for what has no shape on paper, or would change the order of what stands around it.
fn printable(c: char) -> Option<char> {
    match c {
        '\n' => Some(c),
        '\t' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Soft hyphen, zero width space, marks and overrides of direction, invisible operators.
        '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        // Variation selectors, byte order mark, anchors of annotations.
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_printed_is_taken_out() {
        assert_eq!(Text::plain("so\u{AD}ft\u{202E} be\u{7}ll\ttab").text, "soft bell tab");
    }

    #[test]
    fn spans_of_one_kind_grow_together() {
        let mut text = Text::plain("a");
        text.push("b", Marks::default(), None);
        text.push("\u{AD}", Marks::BOLD, None);
        text.push("c", Marks::BOLD, None);
        assert_eq!(text.spans.iter().map(|span| span.end).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn trimming_keeps_spans_in_step() {
        let mut text = Text::plain("  a");
        text.push("b  ", Marks::BOLD, None);
        text.push("  ", Marks::ITALIC, None);
        let text = text.trim();
        assert_eq!(text.text, "ab");
        assert_eq!(
            text.spans.iter().map(|span| (span.end, span.marks)).collect::<Vec<_>>(),
            [(1, Marks(0)), (2, Marks::BOLD)]
        );
    }
}
