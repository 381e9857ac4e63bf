//! Attacks by week, month or year, with their tolls.

use chrono::NaiveDate;

use crate::analyse::attacks::group;
use crate::model::dataset::Source;
use crate::model::findings::{Bin, Span, Tempo};
use crate::model::incident::Incident;

use super::Shown;
use super::span::{first_of, next};

pub(super) fn tempo(documents: &[Source], shown: &Shown<'_>, span: Option<Span>) -> Tempo {
    let mut tempo = Tempo::default();
    let both = || shown.attacks.iter().chain(&shown.others).copied();
    let ids = |wanted: &dyn Fn(Option<(NaiveDate, NaiveDate)>) -> bool| {
        both().filter(|incident| wanted(range(incident))).map(|incident| incident.id.clone()).collect()
    };
    tempo.undated = ids(&|range| range.is_none());
    let Some(span) = span else { return tempo };
    tempo.earlier = ids(&|range| range.is_some_and(|(_, end)| end < span.start));
    let is_coarse = |start, end| first_of(span.unit, start) != first_of(span.unit, end);
    tempo.coarse = ids(&|range| range.is_some_and(|(start, end)| end >= span.start && is_coarse(start, end)));

    let mut first = span.start;
    while first <= span.end {
        let after = next(span.unit, first);
        let to = after.and_then(|after| after.pred_opt()).unwrap_or(NaiveDate::MAX);
        let inside = |incident: &&Incident| range(incident).is_some_and(|(start, end)| first <= start && end <= to);
        let stated = |source: &&Source| source.record.published.is_some_and(|p| first <= p.date && p.date <= to);
        tempo.bins.push(Bin {
            start: first,
            end: to,
            attacks: group(shown.attacks.iter().copied().filter(inside)),
            others: group(shown.others.iter().copied().filter(inside)),
            articles: documents.iter().filter(stated).count(),
        });
        match after {
            Some(after) => first = after,
            None => break,
        }
    }
    let attacks = |bin: &Bin| bin.attacks.incidents.len() + bin.others.incidents.len();
    tempo.busy = tempo.bins.iter().filter(|bin| attacks(bin) > 0).count();
    tempo.unread = tempo.bins.iter().filter(|bin| bin.articles == 0).count();
    tempo
}

/// First and last possible day.
pub(super) fn range(incident: &Incident) -> Option<(NaiveDate, NaiveDate)> {
    incident.date.as_ref()?.range()
}
