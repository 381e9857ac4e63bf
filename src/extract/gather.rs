//! Which frames of an article tell the same event, and what they add up to.

use super::dates::DateMention;
use super::dating;
use super::disputes;
use super::frames::Frame;
use super::incidents::Article;
use super::located;
use super::offscene;
use super::persons::Reference;
use super::places::PlaceMention;
use super::reading::{EventWord, Reading};
use super::roles::{self, Blame};
use super::sentence;
use super::victims::{Stated, Victims};
use crate::codebook::events::{Form, Harm, HarmForm, Word};
use crate::model::actor::Actor;
use crate::model::casualties::{Count, Qualifier};
use crate::model::date::Precision;
use crate::model::evidence::Evidence;
use crate::model::incident::{EventType, Responsibility, ResponsibilityKind};
use crate::model::place::{GeoPrecision, Place};

/// An event of the article while its sentences come in.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "marks of an event that are independent of one another")]
pub(super) struct Open {
    /// Type so far.
    pub(super) event_type: EventType,
    generic: bool,
    /// Date so far.
    pub(super) date: Option<DateMention>,
    /// Place so far.
    pub(super) place: Option<Place>,
    city: Option<String>,
    stated: Stated,
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

/// Puts a frame to the event that it tells, or opens a new one; it is not the event `apart_from`. `None` where it tells nothing definite.
pub(super) fn place_frame(
    article: &Article<'_>,
    reading: &Reading,
    open: &mut Vec<Open>,
    frame: &Frame,
    blame: Option<Blame>,
    apart_from: Option<usize>,
) -> Option<usize> {
    let place = located::place_of(article, reading, frame);
    // "the interior ministry said" is no word for an attack on another ministry
    let sites: Vec<String> =
        frame.places.iter().filter(|p| is_site(p) && !offscene::is_off(article, reading, frame, p)).map(noun).collect();
    let candidate = open
        .iter()
        .enumerate()
        .rev()
        .filter(|(i, o)| Some(*i) != apart_from && fits(o, frame, place.as_ref(), &sites))
        // "The attack came a year after three soldiers were shot dead"
        .filter(|(_, o)| !frame.since || o.sentences.last() != Some(&frame.sentence))
        .max_by_key(|(i, o)| {
            let strong = affinity(o, frame, place.as_ref(), &sites);
            let recent = o.sentences.last().copied().unwrap_or(0);
            (strong, recent, o.event_type == frame.event_type, *i)
        })
        .map(|(i, _)| i);
    let told = &frame.casualties;
    let counted = told.killed.as_ref().is_some_and(|c| c.number().is_some())
        && (told.numbered.contains(&Harm::Killed) || told.persons.iter().any(|h| h.done && h.harm == Harm::Killed));
    let shot = told.shot.as_ref().is_some_and(|c| c.number().is_some());
    // somebody who died may have died of anything
    let bare = frame.quoted && !counted || frame.trigger.is_none() && !counted && !shot;
    let own = frame.date.is_some() || place.as_ref().is_some_and(|(p, _)| p.precision != GeoPrecision::Country);
    let index = match candidate {
        Some(index) if !frame.another => index,
        _ if bare => return None,
        _ if frame.definite
            && !(if frame.is_plural() {
                own && (frame.introduces || counted && its_own(article, frame))
            } else {
                own || frame.introduces
            }) =>
        {
            return None;
        }
        _ if is_balance(article, frame) || is_consequence(reading, open, frame, place.as_ref()) => return None,
        _ if is_detail(article, reading, open, frame, place.is_some()) => return None,
        _ => {
            open.push(Open {
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
                aside: compared(article, frame),
                target: None,
                caveats: Vec::new(),
                sentences: Vec::new(),
                rules: Vec::new(),
            });
            open.len() - 1
        }
    };
    let fresh = open[index].sentences.is_empty();
    let place = place.or_else(|| {
        if !fresh || frame.apart {
            return None;
        }
        let city =
            located::paragraph_city(article, reading).or_else(|| located::story_city(article, reading, frame))?;
        // a state strikes elsewhere than where its officials tell of it
        if frame.event_type == EventType::Airstrike && offscene::opens_report(article, reading, &city) {
            return None;
        }
        Some((city.place, city.city))
    });
    let target = roles::target(article.tokens, reading, frame);
    add(&mut open[index], frame, place, blame, target);
    add_toll(article, &mut open[index], frame);
    Some(index)
}

/// `its air strikes had killed 40 fighters`: those of the one who tells of them.
fn its_own(article: &Article<'_>, frame: &Frame) -> bool {
    let before =
        |t: EventWord| (t.first.saturating_sub(2)..t.first).any(|i| article.tokens.is(i, &["its", "their", "our"]));
    frame.trigger.is_some_and(before)
}

/// `the worst attack for years, worse than that of March, in which some 60 died`: an event that another is measured by.
fn compared(article: &Article<'_>, frame: &Frame) -> bool {
    let tokens = article.tokens;
    let first = article.readings[frame.sentence].sentence.first;
    (first..frame.end).any(|i| {
        tokens.low(i) == "than"
            && tokens.is(i + 1, &["that", "the", "those"])
            && frame.trigger.is_none_or(|t| i < t.first && t.first - i <= 6 || t.end <= i)
    })
}

/// `It happened near the market`: where the event of the sentence before took place. When it did, `dating` reads.
pub(super) fn add_where(article: &Article<'_>, reading: &Reading, open: &mut [Open]) {
    let (tokens, first) = (article.tokens, reading.sentence.first);
    let told = tokens.is(first, &["it", "this"])
        && tokens.is(first + 1, &["happened", "occurred", "took", "began", "unfolded"])
        || tokens.low(first) == "the"
            && tokens.is(first + 1, &["incident", "shooting", "attack"])
            && tokens.is(first + 2, &["happened", "occurred", "took", "unfolded"]);
    // "Officers were called to the 300 block of Mill Road at 9 p.m. on Sunday"
    let answered = (first..reading.sentence.end.min(first + 12)).any(|i| {
        tokens.is(i, &["called", "dispatched", "responded", "summoned"])
            && (first..i).any(|at| {
                tokens.is(at, &["police", "officers", "deputies", "crews", "paramedics", "troopers", "authorities"])
            })
    });
    if !told && !answered {
        return;
    }
    let Some(index) = latest(open, reading.index) else { return };
    let event = &mut open[index];
    if event.sentences.last().is_none_or(|&last| reading.index - last > 2) {
        return;
    }
    let place = reading.places.iter().filter(|p| !p.adjective).min_by_key(|p| p.place.precision);
    let place = place.filter(|p| p.place.precision != GeoPrecision::Country);
    if let (None, Some(place)) = (&event.place, place) {
        event.place = Some(place.place.clone());
        event.city.clone_from(&place.city);
        event.see(reading.index);
        event.rules.push("event/where");
    }
}

/// `Eighteen people have been killed this year`: a count over months without an event word tells no event.
fn is_balance(article: &Article<'_>, frame: &Frame) -> bool {
    let long = frame.date.as_ref().is_some_and(|d| d.timex.precision > Precision::Day);
    let vague =
        frame.trigger.is_none_or(|w| matches!(w.word, Word::Trigger(t) if t.weak && t.generic && t.form != Form::Verb));
    vague && long && frame.casualties.numbered.contains(&Harm::Killed) && !is_deed(article, frame)
}

/// `Troops killed up to 100 civilians in the town of Axum in November 2020`: somebody did it, in one town and one month.
fn is_deed(article: &Article<'_>, frame: &Frame) -> bool {
    let tokens = article.tokens;
    let month = frame.date.as_ref().is_some_and(|d| d.timex.precision == Precision::Month);
    let town = frame.places.iter().any(|p| p.place.precision <= GeoPrecision::City);
    let words = &article.readings[frame.sentence].words;
    let active = words.iter().any(|w| {
        matches!(w.word, Word::Harm(Harm::Killed, HarmForm::Verb))
            && frame.first < w.first
            && w.end < frame.end
            && !tokens.is(w.first - 1, &["were", "was", "been", "have", "has", "are", "and"])
            && (tokens.opens_number(w.end) || tokens.is(w.end, &["at", "up", "more", "about", "some", "around"]))
    });
    month && town && active
}

/// `Police said they had arrested one man`, undated, after an attack in the same city: what followed it.
fn is_consequence(reading: &Reading, open: &[Open], frame: &Frame, place: Option<&(Place, Option<String>)>) -> bool {
    let arrest = frame.event_type == EventType::ArrestOperation && frame.date.is_none() && !frame.apart;
    let Some(before) = latest(open, reading.index).map(|index| &open[index]).filter(|_| arrest) else { return false };
    let official = matches!(before.event_type, EventType::ArrestOperation | EventType::Raid | EventType::Clash);
    !official && !located::places_conflict(before.place.as_ref(), before.city.as_ref(), place)
}

/// `A car laden with explosives blew up before it had reached the gate`, without day, place or victims, in the paragraph that
/// tells an attack: how it went on.
fn is_detail(article: &Article<'_>, reading: &Reading, open: &[Open], frame: &Frame, placed: bool) -> bool {
    let verb = frame.trigger.is_some_and(|t| matches!(t.word, Word::Trigger(k) if k.form == Form::Verb));
    let told = &frame.casualties;
    let bare = frame.date.is_none() && !placed && told.numbered.is_empty() && told.persons.is_empty();
    let before = latest(open, reading.index).and_then(|index| open[index].sentences.last());
    verb && bare
        && !frame.another
        && before.is_some_and(|&last| article.sentences[last].paragraph == reading.sentence.paragraph)
}

fn add(
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

fn add_toll(article: &Article<'_>, open: &mut Open, frame: &Frame) {
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

/// Whether the frame can tell that event: nothing in it speaks against it, and something for it.
fn fits(open: &Open, frame: &Frame, place: Option<&(Place, Option<String>)>, sites: &[String]) -> bool {
    if !types_agree(open, frame)
        || dates_conflict(open.date.as_ref(), frame)
        || !frame.same_doer && located::places_conflict(open.place.as_ref(), open.city.as_ref(), place)
    {
        return false;
    }
    let near = open.sentences.last().is_some_and(|&last| frame.sentence - last <= 3);
    if frame.definite {
        let typed = open.event_type == frame.event_type && !frame.generic;
        return near || typed || affinity(open, frame, place, sites) > 0;
    }
    let toll = |c: &Option<Count>| c.as_ref().and_then(Count::number);
    // "in which a reporter was killed", then "two people died when the device went off": one of them was singled out
    let explosive = |t| matches!(t, EventType::Bombing | EventType::SuicideBombing | EventType::Airstrike);
    let singled_out = explosive(open.event_type)
        && explosive(frame.event_type)
        && near
        && toll(&open.stated.killed).is_none()
        && toll(&open.toll().0) < toll(&frame.casualties.killed);
    let tolls_differ =
        !singled_out && matches!((toll(&open.toll().0), toll(&frame.casualties.killed)), (Some(a), Some(b)) if a != b);
    if tolls_differ {
        return false;
    }
    let same_date = same_date(open.date.as_ref(), frame.date.as_ref());
    let own_date = frame.date.is_some() && open.date.is_some();
    if own_date && !same_date {
        return false;
    }
    let official = |t| matches!(t, EventType::Raid | EventType::Clash | EventType::ArrestOperation);
    let same_type = open.event_type == frame.event_type
        || frame.generic
        || open.generic
        // a robbery in which somebody is shot
        || frame.event_type == EventType::Other
        || open.event_type == EventType::Other
        || (official(open.event_type) && official(frame.event_type));
    same_type && (same_date || near && (place.is_some() || frame.trigger.is_none() || frame.date.is_none()))
}

/// How much speaks for the frame telling that event.
fn affinity(open: &Open, frame: &Frame, place: Option<&(Place, Option<String>)>, sites: &[String]) -> u32 {
    let mut score = 0;
    // "was killed late last year" may have been killed by anything of that year
    let exact = |d: Option<&DateMention>| d.is_some_and(|d| d.timex.precision == Precision::Day);
    let bare = frame.trigger.is_none() && !(exact(open.date.as_ref()) && exact(frame.date.as_ref()));
    if !bare && same_date(open.date.as_ref(), frame.date.as_ref()) {
        score += 3;
    }
    if let (Some(a), Some((b, _))) = (&open.place, place) {
        if a.name == b.name {
            score += 3;
        } else if located::shares_name(a, b) {
            score += 2;
        }
    }
    // "the attack at the guesthouse" is the one on a guesthouse
    let named = open.place.as_ref().filter(|p| p.precision == GeoPrecision::Site && place.is_none());
    let is_that = |name: &str| {
        let name = name.to_lowercase();
        sites.iter().any(|noun| name.ends_with(noun.as_str()))
    };
    score += 2 * u32::from(named.is_some_and(|p| is_that(&p.name)));
    score += 2 * u32::from(open.target.as_ref().is_some_and(|target| is_that(target)));
    score
}

fn is_site(place: &&PlaceMention) -> bool {
    place.place.precision == GeoPrecision::Site
}

/// What a site is: the last word of its name.
fn noun(place: &PlaceMention) -> String {
    place.place.name.rsplit(' ').next().unwrap_or_default().to_lowercase()
}

fn types_agree(open: &Open, frame: &Frame) -> bool {
    let (a, b) = (open.event_type, frame.event_type);
    if a == b {
        return true;
    }
    let official =
        |t| matches!(t, EventType::Raid | EventType::Clash | EventType::ArrestOperation | EventType::Airstrike);
    if frame.trigger.is_none() {
        return true;
    }
    if frame.generic || open.generic {
        // "the attack" is a raid only where a force attacked
        return !official(a) && !official(b)
            || frame.generic && official(a) && frame.definite && a == EventType::Airstrike;
    }
    if official(a) || official(b) {
        return official(a) && official(b) && a != EventType::Airstrike && b != EventType::Airstrike;
    }
    let kidnapping = a == EventType::Kidnapping || b == EventType::Kidnapping;
    !kidnapping
}

/// Same words or same days.
fn same_date(a: Option<&DateMention>, b: Option<&DateMention>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    match (a.timex.range(), b.timex.range()) {
        (Some((s1, e1)), Some((s2, e2))) => s1 <= e2 && s2 <= e1,
        (None, None) => {
            let day = |d: &DateMention| d.timex.value.as_deref().map(|v| v.trim_end_matches("TNI").to_owned());
            day(a).is_some() && day(a) == day(b)
        }
        _ => false,
    }
}

fn dates_conflict(a: Option<&DateMention>, frame: &Frame) -> bool {
    let (Some(x), Some(y)) = (a, &frame.date) else { return false };
    if same_date(a, Some(y)) {
        return false;
    }
    // "He died on Monday" of what happened on Sunday
    if frame.definite && (dating::outcome_of(y, x) || dating::outcome_of(x, y)) {
        return false;
    }
    let known = |d: &DateMention| d.timex.value.is_some() || d.timex.start.is_some();
    known(x) && known(y)
}
