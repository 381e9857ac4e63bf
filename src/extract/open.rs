//! An event of an article while its sentences come in: what is known of it so far, and what a frame adds to that.

use super::dates::DateMention;
use super::dating;
use super::disputes;
use super::frames::Frame;
use super::incidents::Article;
use super::persons::Reference;
use super::places::PlaceMention;
use super::roles::{self, Blame};
use super::sentence;
use super::victims::{Stated, Victims};
use crate::codebook::events::Harm;
use crate::model::actor::Actor;
use crate::model::casualties::{Count, Qualifier};
use crate::model::evidence::Evidence;
use crate::model::incident::{EventType, Responsibility, ResponsibilityKind};
use crate::model::place::{GeoPrecision, Place};

/// An event of the article while its sentences come in.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "marks of an event that are independent of one another")]
pub(super) struct Open {
    /// Type so far.
    pub(super) event_type: EventType,
    /// Whether only broad words, as in `attack`, have told its type.
    pub(super) generic: bool,
    /// Date so far.
    pub(super) date: Option<DateMention>,
    /// Place so far.
    pub(super) place: Option<Place>,
    city: Option<String>,
    /// What is told of its victims in numbers.
    pub(super) stated: Stated,
    victims: Victims,
    /// Abducted so far.
    pub(super) abducted: Option<Count>,
    harmed: bool,
    plural: bool,
    blames: Vec<(Blame, usize)>,
    /// Told only to set another event beside it: `worse than that of March`.
    aside: bool,
    /// Target so far.
    pub(super) target: Option<String>,
    /// What the text says against it.
    pub(super) caveats: Vec<Evidence>,
    /// Sentences that tell it, in order.
    pub(super) sentences: Vec<usize>,
    /// Rules that fired.
    pub(super) rules: Vec<&'static str>,
}

impl Open {
    /// The event that a frame is the first to tell, still empty; `aside` where it is told only for comparison.
    pub(super) fn new(frame: &Frame, aside: bool) -> Self {
        Self {
            event_type: frame.event_type,
            generic: frame.generic,
            date: None,
            place: None,
            city: None,
            stated: Stated::default(),
            victims: Victims::default(),
            abducted: None,
            harmed: false,
            plural: false,
            blames: Vec::new(),
            aside,
            target: None,
            caveats: Vec::new(),
            sentences: Vec::new(),
            rules: Vec::new(),
        }
    }

    /// Notes a sentence as telling the event.
    pub(super) fn see(&mut self, sentence: usize) {
        if let Err(at) = self.sentences.binary_search(&sentence) {
            self.sentences.insert(at, sentence);
        }
    }

    /// Whether no plural tells it: "the explosions of the weekend" were on both days, whatever day one of them was.
    pub(super) fn is_single(&self) -> bool {
        !self.plural
    }

    /// City so far: its own name, or that of the city that the place lies in.
    pub(super) fn city(&self) -> Option<&String> {
        self.city.as_ref()
    }

    /// Notes the place of an event that had none.
    pub(super) fn settle(&mut self, place: &PlaceMention) {
        self.place = Some(place.place.clone());
        self.city.clone_from(&place.city);
    }

    /// Notes who is named.
    pub(super) fn blame(&mut self, blame: Blame, sentence: usize) {
        self.rules.push(blame.rule);
        self.blames.push((blame, sentence));
    }

    /// Killed and wounded: what the article states in numbers, and the persons that it singles out.
    pub(super) fn toll(&self) -> (Option<Count>, Option<Count>) {
        self.victims.totals(self.stated.clone())
    }

    /// The coding rule: a perpetrator or victim, and a place or a date.
    pub(super) fn is_event(&self) -> bool {
        let somebody = self.blames.iter().any(|(b, _)| b.kind != ResponsibilityKind::Denied)
            || self.harmed
            || self.target.is_some()
            || self.event_type == EventType::Clash;
        let alone = self.stated.suicide && self.blames.is_empty() && self.toll() == (None, None);
        let located = self.place.as_ref().is_some_and(|p| p.precision != GeoPrecision::Country);
        somebody && !alone && (located || self.date.is_some())
    }

    /// Perpetrator, and all who are named with their firmness: within one article the more cautious wording stands.
    pub(super) fn responsibility(&self, article: &Article<'_>) -> (Option<Actor>, Vec<Responsibility>) {
        let mut list: Vec<Responsibility> = Vec::new();
        for (blame, sentence) in &self.blames {
            let evidence = sentence::evidence(article.document, article.sentences, *sentence);
            match list.iter_mut().find(|r| r.actor.name == blame.actor.name) {
                Some(known) => {
                    known.kind = cautious(known.kind, blame.kind);
                    if !known.evidence.contains(&evidence) {
                        known.evidence.push(evidence);
                    }
                }
                None => list.push(Responsibility {
                    kind: blame.kind,
                    actor: blame.actor.clone(),
                    by: blame.by.clone(),
                    evidence: vec![evidence],
                }),
            }
        }
        // a suspicion of others names no doer
        let named = |r: &&Responsibility| {
            r.kind != ResponsibilityKind::Denied
                && self.blames.iter().any(|(b, _)| b.actor.name == r.actor.name && b.rule != roles::SUSPICION)
        };
        let claimed = list.iter().find(|r| r.kind == ResponsibilityKind::Claimed);
        (claimed.or(list.iter().find(named)).map(|r| r.actor.clone()), list)
    }
}

/// Of two wordings of one article: a claim says most, a hedge beats plain statement.
fn cautious(a: ResponsibilityKind, b: ResponsibilityKind) -> ResponsibilityKind {
    use ResponsibilityKind::{Attributed, Claimed, Denied, Stated, Suspected};
    [Claimed, Denied, Suspected, Attributed, Stated].into_iter().find(|k| *k == a || *k == b).unwrap_or(a)
}

/// The event told last, no more than four sentences before.
pub(super) fn latest(open: &[Open], sentence: usize) -> Option<usize> {
    let (index, last) = open
        .iter()
        .enumerate()
        .filter_map(|(i, o)| Some((i, *o.sentences.last()?, !o.aside || o.sentences.len() > 1)))
        .max_by_key(|(i, last, own)| (*own && sentence - last <= 4, *last, *i))
        .map(|(i, last, _)| (i, last))?;
    (sentence - last <= 4).then_some(index)
}

/// Adds type, date, place, who did it and the target, as far as the frame tells them better.
pub(super) fn add(
    open: &mut Open,
    frame: &Frame,
    place: Option<(Place, Option<String>)>,
    blame: Option<Blame>,
    target: Option<String>,
) {
    let sharper = !frame.generic && (open.generic || frame.event_type < open.event_type);
    // "the bombings of those years" say nothing of the type of one event
    let others = frame.is_plural() && frame.definite && open.is_single() && !open.sentences.is_empty();
    // what the same attackers did besides is a part of the attack
    if sharper && !frame.quoted && !others && !frame.same_doer {
        open.event_type = frame.event_type;
        open.generic = false;
    }
    let single = open.is_single() && !frame.is_plural();
    let resolved = |d: &DateMention| d.timex.start.is_some();
    match (&open.date, &frame.date) {
        (None, Some(date)) => open.date = Some(date.clone()),
        (Some(old), Some(new)) if (single && dating::finer(old, new)) || dating::outcome_of(old, new) => {
            open.date = Some(new.clone());
        }
        // a death's day says nothing against the event's
        (Some(old), Some(new)) if old.firm && !new.firm && resolved(old) => {}
        (Some(old), Some(new)) if new.timex.precision < old.timex.precision && (resolved(new) || !resolved(old)) => {
            open.date = Some(new.clone());
        }
        _ => {}
    }
    if let Some((place, city)) = place {
        let finer = open.place.as_ref().is_none_or(|old| place.precision < old.precision);
        if finer {
            let admin1 = place.admin1.clone().or_else(|| open.place.as_ref().and_then(|p| p.admin1.clone()));
            let country = place.country.clone().or_else(|| open.place.as_ref().and_then(|p| p.country.clone()));
            open.place = Some(Place { admin1, country, ..place });
        } else if let Some(old) = &mut open.place {
            old.admin1 = old.admin1.take().or(place.admin1);
            old.country = old.country.take().or(place.country);
        }
        open.city = open.city.take().or(city);
    }
    open.plural |= frame.is_plural();
    if let Some(blame) = blame {
        open.blame(blame, frame.sentence);
    }
    open.target = open.target.take().or(target);
    open.see(frame.sentence);
    open.rules.extend(&frame.rules);
}

/// Adds the killed, wounded and abducted that the frame tells.
pub(super) fn add_toll(article: &Article<'_>, open: &mut Open, frame: &Frame) {
    let told = &frame.casualties;
    let numbered = |harm: Harm| told.numbered.contains(&harm) || told.persons.iter().all(|h| h.harm != harm);
    open.harmed |= told.any || frame.party;
    let rival = frame.trigger.is_none() && disputes::rival(article, frame);
    for (slot, new, harm) in [
        (&mut open.stated.killed, &told.killed, Harm::Killed),
        (&mut open.stated.wounded, &told.wounded, Harm::Wounded),
        (&mut open.stated.shot, &told.shot, Harm::Shot),
    ] {
        let new = new.as_ref().filter(|_| numbered(harm));
        if rival && let (Some(old), Some(new)) = (slot.as_mut(), new) {
            widen(old, new);
        } else {
            larger(slot, new);
        }
    }
    larger(&mut open.abducted, told.abducted.as_ref());
    open.stated.suicide |= told.suicide;
    open.stated.shot_apart |= told.shot_apart && told.numbered.contains(&Harm::Shot);
    if let Some(harm) = told.all {
        open.victims.note_all(harm);
    }
    let suicide = open.stated.suicide;
    open.victims.note(&told.persons, frame.sentence, article.tokens, article.codebook, |person| {
        // a lone surname must be known; who is dead beside a suicide may be the one who did it
        let known = !person.is_bare_word() || person.name.iter().any(|w| article.surnames.contains(w));
        known && !(suicide && person.reference == Reference::Pronoun)
    });
}

/// Within an article the largest number is the total; smaller ones are its parts or were overtaken.
fn larger(slot: &mut Option<Count>, new: Option<&Count>) {
    let Some(new) = new else { return };
    let better = match slot {
        None => true,
        Some(old) => match (old.number(), new.number()) {
            (None, Some(_)) => true,
            (Some(a), Some(b)) => {
                b > a || (a == b && old.qualifier == Qualifier::About && new.qualifier != Qualifier::About)
            }
            _ => false,
        },
    };
    if better {
        *slot = Some(new.clone());
    }
}

/// Two totals of one event by different sources: the range from one to the other.
fn widen(old: &mut Count, new: &Count) {
    let (Some(low), Some(high)) = (old.low, old.high) else { return larger_of(old, new) };
    let (Some(from), Some(to)) = (new.low, new.high) else { return };
    old.low = Some(low.min(from));
    old.high = Some(high.max(to));
}

fn larger_of(old: &mut Count, new: &Count) {
    let mut slot = Some(old.clone());
    larger(&mut slot, Some(new));
    if let Some(count) = slot {
        *old = count;
    }
}
