//! Article text → tokens, with the numbers that the codebook's words have.

use super::number;
use crate::codebook::lexicon::{Sequence, Vocabulary, WordId};
use crate::codebook::scan::{self, Shape};
use crate::model::document::{Document, PartKind};
use crate::model::evidence::Span;

/// A token of the article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Range in the document's text.
    pub(super) span: Span,
    /// Shape.
    pub(super) shape: Shape,
    word: WordId,
    lower: (u32, u32),
    spaced: bool,
    /// Whether a number may begin here.
    opens_number: bool,
}

/// All tokens of the article's paragraphs, in order.
pub(super) struct Tokens<'d> {
    /// The document's text.
    pub(super) text: &'d str,
    all: Vec<Token>,
    lower: String,
    /// First token of each paragraph, and the number of tokens at the end.
    pub(super) paragraphs: Vec<usize>,
}

impl<'d> Tokens<'d> {
    /// Cuts the paragraphs of a document.
    pub(super) fn of(document: &'d Document, vocabulary: &Vocabulary) -> Self {
        let mut tokens = Self { text: &document.text, all: Vec::new(), lower: String::new(), paragraphs: Vec::new() };
        for part in document.parts.iter().filter(|p| p.kind == PartKind::Paragraph) {
            tokens.paragraphs.push(tokens.all.len());
            tokens.add(part.span, vocabulary);
        }
        tokens.paragraphs.push(tokens.all.len());
        tokens
    }

    /// Cuts one stretch of a document, whatever its kind.
    pub(super) fn of_span(document: &'d Document, span: Span, vocabulary: &Vocabulary) -> Self {
        let mut tokens = Self { text: &document.text, all: Vec::new(), lower: String::new(), paragraphs: vec![0] };
        tokens.add(span, vocabulary);
        tokens.paragraphs.push(tokens.all.len());
        tokens
    }

    fn add(&mut self, part: Span, vocabulary: &Vocabulary) {
        let slice = part.of(self.text);
        let mut end = 0;
        for (i, token) in scan::scan(slice).enumerate() {
            let from = self.lower.len();
            scan::normalise(&slice[token.start..token.end], &mut self.lower);
            self.all.push(Token {
                span: Span::new(part.start + token.start, part.start + token.end),
                shape: token.shape,
                word: vocabulary.id(&self.lower[from..]),
                lower: (from as u32, self.lower.len() as u32),
                spaced: i == 0 || token.start > end,
                opens_number: match token.shape {
                    Shape::Digits => true,
                    Shape::Mark(_) => false,
                    _ => number::opens(&self.lower[from..]),
                },
            });
            end = token.end;
        }
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The token at `i`.
    pub(super) fn at(&self, i: usize) -> &Token {
        &self.all[i]
    }

    /// Normalised word of the token at `i`; empty past the end.
    pub(super) fn low(&self, i: usize) -> &str {
        self.all.get(i).map_or("", |t| &self.lower[t.lower.0 as usize..t.lower.1 as usize])
    }

    /// The token at `i` as written.
    pub(super) fn raw(&self, i: usize) -> &'d str {
        self.all[i].span.of(self.text)
    }

    /// Shape of the token at `i`; a blank mark past the end.
    pub(super) fn form(&self, i: usize) -> Shape {
        self.all.get(i).map_or(Shape::Mark(' '), |t| t.shape)
    }

    /// The mark at `i`, if it is one.
    pub(super) fn mark(&self, i: usize) -> Option<char> {
        match self.form(i) {
            Shape::Mark(c) => Some(c),
            _ => None,
        }
    }

    /// Whether the token at `i` is a word (not a mark).
    pub(super) fn is_word(&self, i: usize) -> bool {
        i < self.all.len() && !matches!(self.form(i), Shape::Mark(_))
    }

    /// Whether a number or its hedge may begin at `i`: digits, or a word that such begin with.
    pub(super) fn opens_number(&self, i: usize) -> bool {
        self.all.get(i).is_some_and(|t| t.opens_number)
    }

    /// Whether the token at `i` begins with a capital.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        matches!(self.form(i), Shape::Capital | Shape::Upper)
    }

    /// Range of the text from token `first` to before token `end`.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.all[first].span.start, self.all[end - 1].span.end)
    }

    /// The words from token `first` to before token `end` as written, with single blanks.
    pub(super) fn words(&self, first: usize, end: usize) -> String {
        let slice = self.span(first, end).of(self.text);
        slice.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether one of `words` stands at `i`.
    // With the words known, the compiler turns each comparison into one of integers.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        clippy::manual_contains,
        reason = "a third of the time of an article was spent here"
    )]
    pub(super) fn is<const N: usize>(&self, i: usize, words: &[&str; N]) -> bool {
        let low = self.low(i);
        words.iter().any(|word| *word == low)
    }
}

impl Sequence for Tokens<'_> {
    fn word(&self, index: usize) -> Option<WordId> {
        self.all.get(index).map(|t| t.word)
    }

    fn shape(&self, index: usize) -> Shape {
        self.form(index)
    }

    fn spaced(&self, index: usize) -> bool {
        self.all.get(index).is_some_and(|t| t.spaced)
    }
}
