//! The lines above the first paragraph → which of them is the headline, and what the others are.

use super::clean::{Cleaned, Item, Note, TITLE_WORDS, ends_in_initials, key};
use super::dateline;
use super::lines::ends_sentence;
use crate::codebook::cleaning::Cleaning;
use crate::model::document::PartKind;
use crate::model::evidence::Span;

/// Finds the headline and settles what stands before it.
pub(super) fn title(
    items: &mut [Item<'_>],
    first: usize,
    given: Option<&str>,
    cleaning: &Cleaning,
    cleaned: &mut Cleaned,
) {
    if let Some(given) = given.map(key).filter(|given| !given.is_empty()) {
        // The headline came with the text: where the text has it too, it is there; nothing else is one.
        let is_it = |i: &&mut Item<'_>| i.key == given && (i.is_open() || i.kind == Some(PartKind::Heading));
        if let Some(item) = items[..first].iter_mut().find(is_it) {
            item.kind = Some(PartKind::Title);
        }
        let labelled = items[..first].iter().find(|i| i.kind == Some(PartKind::Title));
        cleaned.title = labelled.map(|item| item.block.span);
        return;
    }
    if let Some(item) = items[..first].iter().find(|i| i.kind == Some(PartKind::Title)) {
        let range = item.found.as_ref().and_then(|f| f.groups.get("title").cloned()).unwrap_or(0..item.text.len());
        cleaned.title = Some(Span::new(item.block.span.start + range.start, item.block.span.start + range.end));
        return;
    }
    // A text of one block is all article; a headline has no full stop, unless it is printed twice.
    let stops = |item: &Item<'_>| item.text.ends_with('.') && !ends_in_initials(item.text);
    let is_candidate = |i: &usize| {
        let item = &items[*i];
        let twice = *i == 0 && items[1..].iter().take(3).any(|other| other.key == item.key);
        item.is_open()
            && items.len() > 1
            && item.words <= TITLE_WORDS
            && !item.text.ends_with([':', ',', ';'])
            && (twice || !stops(item))
            && dateline::opening(item.text).is_none()
    };
    let candidates: Vec<usize> = (0..first).filter(is_candidate).collect();
    let Some(choice) = choose(items, &candidates, cleaning, cleaned) else { return };
    for &before in candidates.iter().filter(|c| **c < choice) {
        let item = &mut items[before];
        if !item.is_open() {
            continue;
        }
        if cleaning.is_rubric(item.text) {
            item.kind = Some(PartKind::Boilerplate);
        } else if item.is_masthead() || cleaning.names_outlet(item.text) {
            item.kind = Some(PartKind::Credit);
            cleaned.notes.push(Note::Publisher(4, item.text.to_owned()));
        } else {
            item.kind = Some(PartKind::Boilerplate);
        }
    }
    items[choice].kind = Some(PartKind::Title);
    cleaned.title.get_or_insert(items[choice].block.span);
}

impl Item<'_> {
    /// A name in capitals, as at the head of a bulletin.
    fn is_masthead(&self) -> bool {
        self.words <= 8 && self.text.contains(char::is_uppercase) && !self.text.contains(char::is_lowercase)
    }
}

fn choose(items: &mut [Item<'_>], candidates: &[usize], cleaning: &Cleaning, cleaned: &mut Cleaned) -> Option<usize> {
    if let Some(headline) = in_address(items, candidates) {
        return Some(headline);
    }
    if let Some(headline) = below_masthead(items, candidates, cleaning, cleaned) {
        return Some(headline);
    }
    // A page's title: the headline with the site's name behind it.
    for &index in candidates {
        let Some((headline, site)) = with_site(items[index].text, cleaning) else { continue };
        let (length, headline_key) = (headline.len(), key(headline));
        let site = site.to_owned();
        let twin = (0..items.len()).find(|&i| i != index && items[i].kind.is_none() && items[i].key == headline_key);
        if twin.is_some() || items[index].text.contains(" | ") || cleaning.names_outlet(&site) {
            cleaned.notes.push(Note::Publisher(2, site));
            if let Some(twin) = twin.filter(|t| candidates.contains(t)) {
                items[index].kind = Some(PartKind::Repeat);
                return Some(twin);
            }
            let start = items[index].block.span.start;
            cleaned.title = Some(Span::new(start, start + length));
            return Some(index);
        }
    }
    let is_doubled = |&&i: &&usize| items[i].words >= 3 && items[i + 1..].iter().any(|item| item.key == items[i].key);
    if let Some(&doubled) = candidates.iter().find(is_doubled) {
        return Some(doubled);
    }
    // A kicker: a section and a label of few words, right above the headline.
    let is_kicker =
        |i: usize| items[i].words <= 6 && items[i].text.contains(" | ") && with_site(items[i].text, cleaning).is_none();
    let mut rest = match candidates {
        [first, second, ..] if *second == first + 1 && is_kicker(*first) && items[*second].words >= 4 => {
            &candidates[1..]
        }
        _ => candidates,
    };
    while let [head, after @ ..] = rest {
        let headline = |i: &usize| items[*i].words >= 3 && !items[*i].is_name() && !cleaning.is_rubric(items[*i].text);
        let apart =
            after.iter().position(|&i| headline(&i) && (*head + 1..=i).any(|between| items[between].block.apart));
        let next = after.iter().position(headline);
        let masthead = items[*head].is_masthead()
            || names_only_outlet(items[*head].text, cleaning)
            || apart.is_some() && is_titled_outlet(items[*head].text, cleaning);
        match (masthead, apart.or(next)) {
            (true, Some(position)) => rest = &after[position..],
            _ if cleaning.is_rubric(items[*head].text) && !after.is_empty() => rest = after,
            _ => break,
        }
    }
    rest.first().copied().filter(|&i| items[i].words >= 2 || items[i].text.len() > 12)
}

/// The line that the article's address spells, as the address of a page is mostly made from its headline.
fn in_address(items: &[Item<'_>], candidates: &[usize]) -> Option<usize> {
    let addresses = items.iter().filter_map(|item| Some(&item.text[item.found.as_ref()?.groups.get("url")?.clone()]));
    let slugs: Vec<String> =
        addresses.filter_map(|url| Some(key(url.trim_end_matches('/').rsplit_once('/')?.1))).collect();
    // An address leaves apostrophes out; `key` takes them for blanks.
    let spelt = |&i: &usize| items[i].words >= 3 && slugs.contains(&key(&items[i].text.replace(['\'', '’'], "")));
    candidates.iter().copied().find(spelt)
}

/// The headline below a masthead in mixed case: a name above the line that dates the issue, or an outlet's name with its edition
/// behind a mark.
fn below_masthead(
    items: &[Item<'_>],
    candidates: &[usize],
    cleaning: &Cleaning,
    cleaned: &mut Cleaned,
) -> Option<usize> {
    let [head, after @ ..] = candidates else { return None };
    let item = &items[*head];
    let (name, edition) = item.text.split_once(" | ").map_or((item.text, false), |(name, _)| (name, true));
    let dated = items.get(head + 1).is_some_and(|next| {
        next.found.is_none()
            && !next.block.apart
            && next.dated.as_ref().is_some_and(|d| d.found.is_some() && d.beside.is_empty())
    });
    let is_head = if edition { cleaning.names_outlet(name) } else { dated && is_outlet_like(name) };
    let headline = after.iter().copied().find(|&i| {
        items[i].is_open() && items[i].words >= 3 && items[i].block.apart && !cleaning.is_rubric(items[i].text)
    })?;
    if !is_head || items[headline].is_name() {
        return None;
    }
    cleaned.notes.push(Note::Publisher(4, name.trim().to_owned()));
    Some(headline)
}

/// Two to five words with capitals, small ones such as `of` aside.
fn is_outlet_like(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || matches!(*word, "of" | "the" | "and" | "&");
    (2..=5).contains(&words.len())
        && words.iter().all(capital)
        && !name.contains(|c: char| c.is_ascii_digit() || c == ':')
}

/// A name with an article and a word that only outlets' names have: `The Meridian Courier`.
fn is_titled_outlet(name: &str, cleaning: &Cleaning) -> bool {
    name.starts_with("The ") && is_outlet_like(name) && cleaning.names_outlet(name)
}

fn names_only_outlet(text: &str, cleaning: &Cleaning) -> bool {
    cleaning.outlet(text).is_some()
}

/// A line as a headline and a site's name, divided by a mark with blanks around it.
fn with_site<'t>(text: &'t str, cleaning: &Cleaning) -> Option<(&'t str, &'t str)> {
    [" | ", " – ", " — ", " - ", " :: "].iter().find_map(|mark| {
        let (headline, site) = text.rsplit_once(mark)?;
        let words = site.split_whitespace().count();
        let is_name = words <= 5 && site.starts_with(char::is_uppercase) && !ends_sentence(site);
        (is_name && headline.split_whitespace().count() >= 3 && !cleaning.is_rubric(headline))
            .then_some((headline, site))
    })
}
