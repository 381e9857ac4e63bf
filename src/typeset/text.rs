//! `Text`: flat text with marks and links by span, of characters that can stand on paper.
//!
//! What cannot is taken out as text is added: control characters, overrides of direction. Soft hyphens and spaces of no width are
//! kept as places where the text may be parted.

use std::rc::Rc;

use super::frame::Target;

/// A text with marks; `\n` is a forced break.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(clippy::struct_field_names, reason = "the text of a text is its text")]
pub(crate) struct Text {
    pub(crate) text: String,
    /// Each from the end of the one before; together they cover the text.
    pub(crate) spans: Vec<Span>,
    /// Where its author lets it be parted, in order.
    pub(crate) seams: Vec<Seam>,
}

/// A place within a word where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seam {
    /// In bytes of the text.
    pub(crate) at: usize,
    /// Whether a hyphen then ends the line.
    pub(crate) hyphen: bool,
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
        for c in text.chars() {
            match c {
                '\u{AD}' => self.seam(true),
                '\u{200B}' => self.seam(false),
                c => self.text.extend(printable(c)),
            }
        }
        let end = self.text.len();
        match self.spans.last_mut() {
            Some(last) if last.marks == marks && last.link.as_ref() == link => last.end = end,
            Some(last) if last.end == end => {}
            _ if end == 0 => {}
            _ => self.spans.push(Span { end, marks, link: link.cloned() }),
        }
    }

    fn seam(&mut self, hyphen: bool) {
        let at = self.text.len();
        if at > 0 && self.seams.last().is_none_or(|last| last.at < at) {
            self.seams.push(Seam { at, hyphen });
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
        self.seams.retain_mut(|seam| {
            let kept = seam.at > start && seam.at < end;
            seam.at = seam.at.saturating_sub(start);
            kept
        });
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
        // Marks and overrides of direction, invisible operators.
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
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
    fn places_to_part_words_are_kept_aside() {
        let mut text = Text::plain(" \u{AD}co\u{AD}\u{AD}op");
        text.push("era\u{200B}te\u{AD} ", Marks::BOLD, None);
        let text = text.trim();
        assert_eq!(text.text, "cooperate");
        assert_eq!(text.seams, [Seam { at: 2, hyphen: true }, Seam { at: 7, hyphen: false }]);
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
