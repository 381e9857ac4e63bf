//! The ledger of claims: every value that enters a template is entered here first, and comes out of the rendered text
//! with its byte range.
//!
//! A value travels through the templates between private-use characters that name its entry. They are invisible to
//! templates and can stand in no external text, because [`visible`] takes them out.

use crate::diag::Diagnostic;
use crate::model::edition::{Claim, ClaimEvidence, ClaimKind, Derivation, Rule};
use crate::model::evidence::Evidence;
use crate::model::markdown::{escape, visible};

/// Opens a value; the digits of its entry's number follow.
const OPEN: char = '\u{E000}';
/// Ends the number.
const BEGIN: char = '\u{E001}';
/// Closes a value.
const CLOSE: char = '\u{E002}';
/// Opens and closes Markdown of our own, as in the brackets of a citation.
const RAW: char = '\u{E003}';
/// First of the ten digits.
const ZERO: u32 = 0xE010;

/// Entries made so far.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    kind: ClaimKind,
    evidence: Vec<ClaimEvidence>,
    derivation: Derivation,
}

impl Ledger {
    /// Enters a value, with the slices that state it and the values of `briefing.json` that it follows from.
    pub(super) fn enter(
        &mut self,
        kind: ClaimKind,
        text: &str,
        evidence: &[Evidence],
        rule: Rule,
        of: impl IntoIterator<Item = String>,
    ) -> String {
        let number = self.entries.len().to_string();
        let mut slices: Vec<ClaimEvidence> = evidence.iter().map(slice).collect();
        slices.sort_unstable();
        slices.dedup();
        let derivation = Derivation { rule, of: of.into_iter().collect() };
        self.entries.push(Entry { kind, evidence: slices, derivation });
        let digits: String = number.chars().filter_map(|c| char::from_u32(ZERO + c.to_digit(10)?)).collect();
        format!("{OPEN}{digits}{BEGIN}{}{CLOSE}", visible(text))
    }

    /// Enters a value that is only derived.
    pub(super) fn derive(&mut self, kind: ClaimKind, text: &str, rule: Rule, of: &str) -> String {
        self.enter(kind, text, &[], rule, [of.to_owned()])
    }

    /// Takes the marks out of rendered text: the Markdown, and its claims in order.
    ///
    /// # Errors
    /// A template that cut a value in two.
    pub(super) fn settle(&self, rendered: &str) -> Result<(String, Vec<Claim>), Diagnostic> {
        let mut out = String::with_capacity(rendered.len());
        let mut claims = Vec::new();
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut number: Option<usize> = None;
        for c in rendered.chars() {
            match c {
                OPEN => number = Some(0),
                BEGIN => open.push((number.take().ok_or_else(broken)?, out.len())),
                CLOSE => claims.push(self.claim(open.pop().ok_or_else(broken)?, &out)?),
                RAW => {}
                '\u{E010}'..='\u{E019}' => {
                    let digit = (c as u32 - ZERO) as usize;
                    number = Some(number.ok_or_else(broken)? * 10 + digit);
                }
                '\n' => {
                    // Lines end without blanks, and at most one empty line stands between two.
                    let trimmed = out.trim_end_matches(' ').len();
                    out.truncate(trimmed);
                    if !out.is_empty() && !out.ends_with("\n\n") {
                        out.push('\n');
                    }
                }
                _ => out.push(c),
            }
        }
        if !open.is_empty() || number.is_some() {
            return Err(broken());
        }
        let trimmed = out.trim_end().len();
        out.truncate(trimmed);
        out.push('\n');
        claims.sort_by_key(|claim: &Claim| (claim.start, claim.end));
        Ok((out, claims))
    }

    fn claim(&self, (number, start): (usize, usize), out: &str) -> Result<Claim, Diagnostic> {
        let entry = self.entries.get(number).ok_or_else(broken)?;
        Ok(Claim {
            start,
            end: out.len(),
            kind: entry.kind,
            value: out[start..].to_owned(),
            evidence: entry.evidence.clone(),
            derivation: entry.derivation.clone(),
        })
    }
}

/// Markdown of our own that the templates print as it stands.
pub(super) fn raw(markdown: &str) -> String {
    format!("{RAW}{markdown}{RAW}")
}

/// Escapes what a template prints, and lets the marks and our own Markdown through.
pub(super) fn escape_marked(input: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let mut is_raw = false;
    let mut text = String::new();
    let flush = |text: &mut String, is_raw: bool, out: &mut dyn std::io::Write| -> std::io::Result<()> {
        let printed = if is_raw { text.clone() } else { keep_blanks(text) };
        text.clear();
        out.write_all(printed.as_bytes())
    };
    for c in input.chars() {
        if matches!(c, OPEN | BEGIN | CLOSE | RAW | '\u{E010}'..='\u{E019}') {
            flush(&mut text, is_raw, out)?;
            out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?;
            is_raw ^= c == RAW;
        } else {
            text.push(c);
        }
    }
    flush(&mut text, is_raw, out)
}

/// Escaped text with the blanks at its ends, which [`escape`] takes off.
fn keep_blanks(text: &str) -> String {
    if text.trim().is_empty() {
        return if text.is_empty() { String::new() } else { " ".to_owned() };
    }
    let blank = |is: bool| if is { " " } else { "" };
    let (before, after) = (blank(text.starts_with(' ')), blank(text.ends_with(' ')));
    format!("{before}{}{after}", escape(text))
}

fn slice(evidence: &Evidence) -> ClaimEvidence {
    ClaimEvidence {
        document: evidence.document.clone(),
        start: evidence.start,
        end: evidence.end,
        text: evidence.text.clone(),
    }
}

fn broken() -> Diagnostic {
    Diagnostic::error("a template cuts a value in two")
        .hint("print values whole: filters such as `truncate` and `replace` break the link to their sources")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(input: &str) -> String {
        let mut out = Vec::new();
        escape_marked(input, &mut out).expect("memory");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_claim_covers_exactly_the_printed_value() {
        let mut ledger = Ledger::default();
        let value = ledger.derive(ClaimKind::Name, "a|b *c*", Rule::Worded, "/report/title");
        let rendered = format!("x {} y\n", render(&format!("by {value}, {}", raw("[A1](#a1)"))));
        let (markdown, claims) = ledger.settle(&rendered).expect("whole");
        assert_eq!(markdown, "x by a&#124;b \\*c\\*, [A1](#a1) y\n");
        assert_eq!(&markdown[claims[0].start..claims[0].end], claims[0].value);
        assert_eq!(claims[0].value, "a&#124;b \\*c\\*");
    }

    #[test]
    fn marks_in_external_text_are_taken_out() {
        let mut ledger = Ledger::default();
        let value = ledger.derive(ClaimKind::Quote, "\u{E003}[x](y)\u{E003}\u{E002}", Rule::Worded, "/x");
        let (markdown, _) = ledger.settle(&render(&value)).expect("whole");
        assert_eq!(markdown, "\\[x\\](y)\n");
    }

    #[test]
    fn a_value_cut_in_two_is_an_error() {
        let mut ledger = Ledger::default();
        let value = ledger.derive(ClaimKind::Name, "Taliban", Rule::Worded, "/x");
        let cut: String = value.chars().take(4).collect();
        assert!(ledger.settle(&cut).is_err());
    }
}
