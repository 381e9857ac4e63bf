//! `Three bombings across the city killed 80 on Wednesday`, then `Another bomb went off at a checkpoint`: the parts of a series
//! have its day, and those who are said to have done all of it.

use super::claims::Claim;
use super::dates::DateMention;
use super::frames::Frame;
use super::places::PlaceMention;
use super::reality::Reality;
use super::roles::Blame;
use crate::codebook::events::{Form, Word};
use crate::model::date::{DateBasis, Precision};
use crate::model::incident::{EventType, ResponsibilityKind};

/// Most sentences between a series, or a part of it, and the next part.
const BACK: usize = 10;

/// A series that the article has told of.
#[derive(Debug)]
pub(super) struct Series {
    date: DateMention,
    place: PlaceMention,
    explosive: bool,
    blames: Vec<Blame>,
    told: usize,
    last: usize,
}

impl Series {
    /// The series that a frame tells: several events of one day.
    pub(super) fn of(frame: &Frame, claims: &[Claim]) -> Option<Self> {
        let date = frame.date.as_ref().filter(|d| d.timex.precision == Precision::Day && d.timex.start.is_some())?;
        let somewhere = frame.places.first()?;
        if frame.reality != Reality::Many || frame.quoted {
            return None;
        }
        let done = |c: &&Claim| matches!(c.blame.kind, ResponsibilityKind::Claimed | ResponsibilityKind::Stated);
        Some(Self {
            date: date.clone(),
            place: somewhere.clone(),
            explosive: explosive(frame.event_type),
            blames: claims.iter().filter(done).map(|c| c.blame.clone()).collect(),
            told: frame.sentence,
            last: frame.sentence,
        })
    }

    /// Dates a frame that tells a part of the series, and gives who did it with the sentence that says so.
    pub(super) fn part(&mut self, frame: &mut Frame) -> Option<(&[Blame], usize)> {
        let one = frame.trigger.is_some_and(|t| matches!(t.word, Word::Trigger(k) if k.form != Form::Plural));
        let near = frame.sentence > self.told && frame.sentence - self.last <= BACK;
        let here =
            frame.places.iter().all(|p| p.place.country.is_none() || p.place.country == self.place.place.country);
        let kind = explosive(frame.event_type) == self.explosive && frame.event_type != EventType::ArrestOperation;
        let fits = one && near && here && kind && frame.date.is_none() && !frame.quoted && !frame.since;
        if !fits || frame.casualties.numbered.is_empty() && frame.places.is_empty() {
            return None;
        }
        let mut date = self.date.clone();
        date.timex.basis = DateBasis::Neighbour;
        frame.date = Some(date);
        if frame.places.iter().all(|p| p.city.is_none()) {
            frame.places.push(self.place.clone());
        }
        frame.rules.push("date/series");
        self.last = frame.sentence;
        Some((&self.blames, self.told))
    }
}

fn explosive(kind: EventType) -> bool {
    matches!(kind, EventType::Bombing | EventType::SuicideBombing)
}
