//! What was recognised on the way, for `--trace`.

use super::incidents::Article;
use crate::codebook::actors::Name;
use crate::model::document::PartKind;
use crate::model::evidence::Span;
use crate::model::extraction::{Extraction, Recognised, Trace};

/// The trace of an article and of the facts that came out of it.
pub(super) fn trace(article: &Article<'_>, extraction: &Extraction) -> Trace {
    let text = article.tokens.text;
    let mark = |first: usize, end: usize, value: Option<String>| {
        let span = article.tokens.span(first, end);
        Recognised { start: span.start, end: span.end, text: span.of(text).to_owned(), value }
    };
    let body: Vec<Span> =
        article.document.parts.iter().filter(|p| p.kind == PartKind::Paragraph).map(|p| p.span).collect();
    let mut trace = Trace { body, sentences: article.sentences.iter().map(|s| s.span).collect(), ..Trace::default() };
    for reading in article.readings {
        trace.dates.extend(reading.dates.iter().map(|d| mark(d.first, d.end, d.timex.value.clone())));
        trace
            .places
            .extend(reading.places.iter().map(|p| mark(p.first, p.end, (!p.open).then(|| p.place.name.clone()))));
        for name in &reading.names {
            let value = match name.name {
                Name::Actor(i) | Name::Seat(i) => Some(article.codebook.actors.entries[i].name.clone()),
                Name::Person(i) => Some(article.codebook.actors.persons[i].name.clone()),
                Name::Description(_) => None,
            };
            trace.actors.push(mark(name.first, name.end, value));
        }
    }
    let incidents = extraction.incidents.iter().flat_map(|i| &i.rules);
    let statements = extraction.statements.iter().flat_map(|s| &s.rules);
    trace.rules = incidents.chain(statements).cloned().collect();
    trace.rules.sort_unstable();
    trace.rules.dedup();
    trace
}
