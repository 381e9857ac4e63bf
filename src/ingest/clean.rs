//! Blocks of a text → its parts, and what the lines around the article say about it. Marks ranges, rewrites nothing.
//!
//! Lines that a rule of the codebook knows come first; what is left is told by where it stands and by its shape: the headline
//! before the first paragraph, headings between paragraphs, crumbs behind the last one.

use std::collections::BTreeSet;

use super::dateline::{self, DateLine, Label};
use super::day::Found;
use super::headline;
use super::lines::{Block, blocks, ends_sentence};
use crate::codebook::cleaning::{Cleaning, LineMatch, Zone};
use crate::model::document::{Part, PartKind};
use crate::model::evidence::Span;

/// Words in the longest heading.
const HEADING_WORDS: usize = 12;
/// Words in the longest headline.
pub(super) const TITLE_WORDS: usize = 40;
/// Words that a paragraph must have to count as printed once more.
const REPEAT_WORDS: usize = 5;

/// How well the agency of a dateline knows the publisher: worse than any line.
pub(super) const AGENCY: u8 = 9;

/// What a line says about the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Note {
    /// A name of the publisher; the smaller the number, the better the line knows.
    Publisher(u8, String),
    /// Who first reported it.
    Origin(String),
    /// A domain on a line of its own.
    Domain(String),
    /// The address.
    Url(String),
    /// A date, with what it is said to be.
    Date(Label, Found),
}

/// A text in its parts.
#[derive(Debug, Clone, Default)]
pub(super) struct Cleaned {
    /// The parts, in the order of the text.
    pub(super) parts: Vec<Part>,
    /// Range of the headline.
    pub(super) title: Option<Span>,
    /// What the lines around the article say, in the order of the text.
    pub(super) notes: Vec<Note>,
}

/// A block on its way to a part.
#[derive(Debug)]
pub(super) struct Item<'t> {
    /// Where it stands.
    pub(super) block: Block,
    /// What it says.
    pub(super) text: &'t str,
    /// Letters and digits in lower case: equal for a text printed twice.
    pub(super) key: String,
    /// How many words it has.
    pub(super) words: usize,
    /// The rule that knows it.
    pub(super) found: Option<LineMatch>,
    /// What it says of the article's date.
    pub(super) dated: Option<DateLine>,
    /// What the format says it is.
    mark: Option<PartKind>,
    /// What it was settled to be.
    pub(super) kind: Option<PartKind>,
}

/// Cuts a text into parts. `given` is the headline that came with it; `marks` say what stretches of it are by its format.
pub(super) fn clean(text: &str, given: Option<&str>, marks: &[Part], cleaning: &Cleaning) -> Cleaned {
    let blocks = part_headline(blocks(text, cleaning), text, given);
    let mut items: Vec<Item<'_>> = blocks.into_iter().map(|b| Item::new(b, text, cleaning)).collect();
    mark(&mut items, marks);
    drop_timeline_days(&mut items);
    let doubled = items.first().is_some_and(|first| items[1..].iter().take(3).any(|item| item.key == first.key));
    let is_sentence =
        |(index, item): (usize, &Item<'_>)| item.is_sentence() && !(index == 0 && doubled && item.words <= TITLE_WORDS);
    let sentences: Vec<usize> = items.iter().enumerate().filter(|i| is_sentence(*i)).map(|(index, _)| index).collect();
    let end = end(&items, &sentences);
    let first = sentences.first().copied().unwrap_or(items.len()).min(end);
    let last = sentences.iter().rev().find(|i| **i < end).copied().unwrap_or(0);
    for (index, item) in items.iter_mut().enumerate() {
        let inside = first < index && index < last;
        if inside {
            item.dated = None;
            item.found.take_if(|found| found.zone == Zone::Edge);
        }
        let known = || item.mark.or_else(|| item.found.as_ref().map(|f| f.kind));
        item.kind = if index >= end { Some(PartKind::Boilerplate) } else { known() };
    }
    let mut cleaned = Cleaned::default();
    headline::title(&mut items, first, given, cleaning, &mut cleaned);
    repeats(&mut items, &cleaned, text);
    shapes(&mut items, first, last, cleaning, &mut cleaned);
    for item in &items {
        item.note(cleaning, &mut cleaned.notes);
        item.parts(&mut cleaned);
    }
    openings(text, &mut cleaned);
    closing(text, cleaning, &mut cleaned);
    cleaned.parts.sort_by_key(|part| part.span);
    cleaned
}

/// A headline glued to the text without a blank, as some scrapers leave it: the block falls into two. What follows a blank or a
/// stop may be the sentence that the headline was cut from.
fn part_headline(mut blocks: Vec<Block>, text: &str, given: Option<&str>) -> Vec<Block> {
    let Some(given) = given.map(str::trim).filter(|given| given.contains(' ')) else { return blocks };
    let Some(first) = blocks.first_mut() else { return blocks };
    let whole = first.span;
    let glued =
        |rest: &&str| rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '“' | '"' | '—' | '–' | '-'));
    if let Some(rest) = whole.of(text).strip_prefix(given).filter(glued) {
        first.span = Span::new(whole.start, whole.start + given.len());
        let body = Block { span: Span::new(whole.end - rest.len(), whole.end), ..*first };
        blocks.insert(1, body);
    }
    blocks
}

impl<'t> Item<'t> {
    fn new(block: Block, text: &'t str, cleaning: &Cleaning) -> Self {
        let text = block.span.of(text);
        let found = if block.lines == 1 {
            cleaning.line(text)
        } else {
            let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let caption = cleaning.line(&joined).filter(|found| found.kind == PartKind::Caption);
            caption.map(|found| LineMatch { groups: std::collections::BTreeMap::new(), ..found })
        };
        let dated = if found.as_ref().is_none_or(|f| f.kind == PartKind::Credit) && block.lines == 1 {
            dateline::date_line(text, cleaning)
        } else {
            None
        };
        Self {
            block,
            text,
            key: key(text),
            words: text.split_whitespace().count(),
            found,
            dated,
            mark: None,
            kind: None,
        }
    }

    /// Whether it reads like a paragraph of an article, whatever stands around it.
    fn is_sentence(&self) -> bool {
        let stops = ends_sentence(self.text) && !self.text.ends_with(['?', '!']) && !ends_in_initials(self.text);
        self.found.is_none()
            && self.mark.is_none()
            && self.dated.is_none()
            && !self.block.heading
            && (self.words > TITLE_WORDS || (stops && self.text.len() >= 40))
    }

    /// Whether it may be a heading: short, no sentence, no item of a list.
    fn is_short(&self) -> bool {
        let asks = self.text.ends_with('?') && self.words <= 10 && !self.text.contains(['"', '“', '.']);
        let listed = self.text.starts_with(['•', '●', '▪', '-', '–', '—', '*']) && self.words >= 4;
        let open = self.text.ends_with([':', ',', ';']);
        self.words <= HEADING_WORDS && self.text.len() <= 120 && !listed && !open && (asks || !ends_sentence(self.text))
    }

    /// Whether the rules leave open what it is.
    pub(super) fn is_open(&self) -> bool {
        self.kind.is_none() && self.dated.is_none()
    }

    /// Two to four words in capitals, as in a person's name.
    pub(super) fn is_name(&self) -> bool {
        let capital = |word: &str| word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit());
        (2..=4).contains(&self.words)
            && self.text.split_whitespace().all(capital)
            && !self.text.contains([':', '!', '?'])
    }

    fn note(&self, cleaning: &Cleaning, notes: &mut Vec<Note>) {
        if let Some(found) = &self.found {
            let group =
                |name| found.groups.get(name).map(|r: &std::ops::Range<usize>| self.text[r.clone()].trim().to_owned());
            let rank = match found.rule.as_str() {
                "label-publisher" => 0,
                "credit-copyright" => 1,
                _ => 5,
            };
            let crumb = group("publisher").filter(|name| !cleaning.is_rubric(name) && name.to_lowercase() != "home");
            notes.extend(crumb.map(|name| Note::Publisher(rank, name)));
            notes.extend(group("origin").map(Note::Origin));
            if found.rule == "credit-source" {
                notes.extend(group("origin").map(|name| Note::Publisher(8, name)));
            }
            notes.extend(group("domain").map(Note::Domain));
            notes.extend(group("url").map(Note::Url));
        }
        if let Some(dated) = &self.dated {
            notes.extend(dated.found.clone().map(|found| Note::Date(dated.label, found)));
            if cleaning.names_outlet(&dated.beside) && !cleaning.is_rubric(&dated.beside) {
                notes.push(Note::Publisher(3, dated.beside.clone()));
            }
        }
    }

    fn parts(&self, cleaned: &mut Cleaned) {
        let kind = match self.kind {
            _ if self.dated.is_some() && self.found.is_none() && self.kind.is_none() => PartKind::Credit,
            Some(kind) => kind,
            None => PartKind::Paragraph,
        };
        if let (PartKind::Title, Some(title)) = (kind, cleaned.title)
            && self.block.span.contains(title)
            && self.block.span != title
        {
            let (whole, kind) = (self.block.span, PartKind::Credit);
            let around = [Span::new(whole.start, title.start), Span::new(title.end, whole.end)];
            cleaned.parts.extend(around.into_iter().filter(|s| !s.is_empty()).map(|span| Part { span, kind }));
            cleaned.parts.push(Part { span: title, kind: PartKind::Title });
            return;
        }
        cleaned.parts.push(Part { span: self.block.span, kind });
    }
}

/// Settles the blocks that the format says something of.
fn mark(items: &mut [Item<'_>], marks: &[Part]) {
    let mut marks = marks.iter().peekable();
    for item in items {
        let span = item.block.span;
        while marks.next_if(|mark| mark.span.end <= span.start).is_some() {}
        item.mark = marks.peek().filter(|mark| mark.span.contains(span)).map(|mark| mark.kind);
    }
}

/// The block from which nothing belongs to the article: a reader's comment form with less article behind it than before.
fn end(items: &[Item<'_>], sentences: &[usize]) -> usize {
    let weight = |indices: &mut dyn Iterator<Item = &usize>| indices.map(|i| items[*i].text.len()).sum::<usize>();
    let ends = |(index, item): &(usize, &Item<'_>)| {
        item.found.as_ref().is_some_and(|found| found.ends)
            && weight(&mut sentences.iter().filter(|i| **i < *index))
                > weight(&mut sentences.iter().filter(|i| *i > index))
    };
    items.iter().enumerate().find(ends).map_or(items.len(), |(index, _)| index)
}

/// Two different days alone on lines without a word such as "published" are the headings of a timeline, not datelines.
fn drop_timeline_days(items: &mut [Item<'_>]) {
    let is_bare = |item: &Item<'_>| {
        item.found.is_none() && item.dated.as_ref().is_some_and(|d| d.label == Label::Bare && d.beside.is_empty())
    };
    let days: BTreeSet<&str> = items.iter().filter(|item| is_bare(item)).map(|item| item.key.as_str()).collect();
    if days.len() > 1 {
        for item in items.iter_mut().filter(|item| is_bare(item)) {
            item.dated = None;
        }
    }
}

/// Marks titles, headings and paragraphs that are printed once more.
fn repeats(items: &mut [Item<'_>], cleaned: &Cleaned, text: &str) {
    let title = cleaned.title.map(|span| key(span.of(text)));
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for item in items.iter_mut().filter(|item| item.is_open()) {
        let again = item.words >= REPEAT_WORDS && !seen.insert(item.key.clone());
        if again || (title.as_deref() == Some(item.key.as_str())) {
            item.kind = Some(PartKind::Repeat);
        }
    }
}

/// Settles what no rule knows by its shape and place.
fn shapes(items: &mut [Item<'_>], first: usize, last: usize, cleaning: &Cleaning, cleaned: &mut Cleaned) {
    for index in 0..items.len() {
        let item = &items[index];
        if !item.is_open() {
            continue;
        }
        if item.block.heading {
            items[index].kind = Some(PartKind::Heading);
            continue;
        }
        if !item.is_short() {
            continue;
        }
        let near = &items[index.saturating_sub(2)..(index + 3).min(items.len())];
        let beside_credit = near.iter().any(|i| i.dated.is_some() || i.kind == Some(PartKind::Credit));
        let domain = near.iter().filter_map(|i| Some(&i.text[i.found.as_ref()?.groups.get("domain")?.clone()]));
        let names_site = domain.into_iter().any(|domain| core(domain) == key(item.text).replace(' ', ""));
        let leads = items[index + 1..]
            .iter()
            .find(|next| next.kind != Some(PartKind::Caption))
            .is_some_and(|next| next.is_open() && !next.is_short());
        let outlet = if index < first || index > last { stated_outlet(item.text, cleaning) } else { None };
        let kind = if names_site {
            cleaned.notes.push(Note::Publisher(2, item.text.to_owned()));
            PartKind::Credit
        } else if let Some(outlet) = outlet {
            cleaned.notes.push(Note::Publisher(4, outlet.to_owned()));
            PartKind::Credit
        } else if (index < first || index > last) && item.is_name() && (beside_credit || index < first) {
            if cleaning.names_outlet(item.text) {
                cleaned.notes.push(Note::Publisher(4, item.text.to_owned()));
            }
            PartKind::Credit
        } else if leads && (index > 0) {
            PartKind::Heading
        } else {
            PartKind::Boilerplate
        };
        items[index].kind = Some(kind);
    }
}

/// The outlet that a line names with no more than an edition or a month beside it: `Meridian Post (English)`, `Meridian Post,
/// May 2023`. Only outlets that the codebook knows.
fn stated_outlet<'t>(text: &'t str, cleaning: &Cleaning) -> Option<&'t str> {
    let name = match text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        Some((name, edition)) if edition.split_whitespace().count() <= 2 => name.trim_end(),
        _ => text,
    };
    let name = match name.rsplit_once(", ") {
        Some((name, month)) if dateline::is_month(month) => name,
        _ => name,
    };
    cleaning.outlet(name).map(|_| name)
}

/// Parts the first paragraph from its dateline.
fn openings(text: &str, cleaned: &mut Cleaned) {
    let Some(index) = cleaned.parts.iter().position(|part| part.kind == PartKind::Paragraph) else { return };
    let span = cleaned.parts[index].span;
    let Some(opening) = dateline::opening(span.of(text)) else { return };
    if opening.length >= span.len() {
        return;
    }
    let cut = span.start + opening.length;
    let end = span.start + span.of(text)[..opening.length].trim_end().len();
    cleaned.parts[index].span = Span::new(cut, span.end);
    cleaned.parts.push(Part { span: Span::new(span.start, end), kind: PartKind::Credit });
    if let Some(day) = opening.day {
        cleaned.notes.push(Note::Date(Label::Bare, Found { range: 0..0, day, month_first: None }));
    }
    // The agency of a dateline knows better than any credit line.
    let first = |agency: String| agency.split(['/', ',', ';']).next().unwrap_or("").trim().to_owned();
    let agency = opening.agency.map(first);
    // A wire's own copy names its publisher nowhere else.
    cleaned.notes.extend(agency.clone().map(|name| Note::Publisher(AGENCY, name)));
    cleaned.notes.splice(0..0, agency.map(Note::Origin));
}

/// Parts the last paragraph from an agency in brackets behind its last sentence: `… in the city. (SJ/VOA)`.
fn closing(text: &str, cleaning: &Cleaning, cleaned: &mut Cleaned) {
    let Some(part) = cleaned.parts.iter_mut().rfind(|part| part.kind == PartKind::Paragraph) else {
        return;
    };
    let paragraph = part.span.of(text);
    let Some(open) = paragraph.rfind('(').filter(|_| paragraph.ends_with(')')) else { return };
    let (before, credit) = (paragraph[..open].trim_end(), &paragraph[open..]);
    let Some(found) = cleaning.line(credit).filter(|f| f.kind == PartKind::Credit && ends_sentence(before)) else {
        return;
    };
    if before.is_empty() {
        return;
    }
    let span = Span::new(part.span.start + open, part.span.end);
    part.span = Span::new(part.span.start, part.span.start + before.len());
    cleaned.notes.extend(found.groups.get("origin").map(|range| Note::Origin(credit[range.clone()].to_owned())));
    cleaned.parts.push(Part { span, kind: PartKind::Credit });
}

/// Words in lower case with one blank between, without punctuation.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        if word.is_ascii() {
            key.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            key.push_str(&word.to_lowercase());
        }
    }
    key
}

/// The part of a domain that names the site: `www.newsgram.com` → `newsgram`.
fn core(domain: &str) -> String {
    let domain = domain.to_lowercase();
    let domain = domain.trim_start_matches("www.");
    domain.split('.').next().unwrap_or("").replace('-', "")
}

/// "U.S." at the end is no full stop.
pub(super) fn ends_in_initials(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    last.len() >= 4 && last.split_terminator('.').all(|part| part.len() == 1 && part.starts_with(char::is_uppercase))
}

#[cfg(test)]
#[path = "clean_tests.rs"]
mod tests;
