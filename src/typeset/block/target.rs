//! What Markdown says of links and headings → targets, levels and anchors.

use std::collections::BTreeMap;
use std::rc::Rc;

use pulldown_cmark::HeadingLevel;

use crate::typeset::frame::Target;

/// Links that a PDF can follow; a file beside the Markdown is none.
pub(super) fn target(url: &str) -> Option<Rc<Target>> {
    if let Some(anchor) = url.strip_prefix('#') {
        return Some(Rc::new(Target::Anchor(anchor.to_lowercase())));
    }
    let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let known = url.contains(':') && ["http", "https", "mailto"].contains(&scheme.as_str());
    known.then(|| Rc::new(Target::Url(url.chars().filter(|c| !c.is_control()).collect())))
}

pub(super) fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The anchors of a document so far, and how often each was met.
#[derive(Debug, Default)]
pub(super) struct Anchors(BTreeMap<String, usize>);

impl Anchors {
    /// GitHub's rule: lower case, letters, digits, hyphens and underscores, spaces as hyphens; a number on repeats.
    pub(super) fn anchor(&mut self, text: &str) -> String {
        let keep = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let lower = text.to_lowercase();
        let slug: String =
            lower.chars().map(|c| if c.is_whitespace() { '-' } else { c }).filter(|&c| keep(c)).collect();
        let count = self.0.entry(slug.clone()).or_default();
        let anchor = if *count == 0 { slug } else { format!("{slug}-{count}") };
        *count += 1;
        anchor
    }
}
