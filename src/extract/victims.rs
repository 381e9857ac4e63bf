//! The persons whom an article says an event harmed, each counted once over all its sentences, and the totals they make
//! together with the numbers that it states.

use super::harmed::Harmed;
use super::persons::{Person, Reference};
use super::sums::ATTACKER;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::events::Harm;
use crate::model::casualties::{ClassCount, Count, Qualifier};

/// Most persons that are told apart in one event.
const MOST: usize = 64;

#[derive(Debug, Clone)]
struct Victim {
    person: Person,
    harm: Harm,
    sentence: usize,
    words: String,
    class: Option<String>,
}

impl Victim {
    fn is_attacker(&self) -> bool {
        self.class.as_deref() == Some(ATTACKER)
    }
}

/// Persons harmed in one event.
#[derive(Debug, Clone, Default)]
pub(super) struct Victims {
    list: Vec<Victim>,
}

/// Numbers that the article states of one event.
#[derive(Debug, Clone, Default)]
pub(super) struct Stated {
    /// Killed.
    pub(super) killed: Option<Count>,
    /// Wounded.
    pub(super) wounded: Option<Count>,
    /// Shot, deadly or not.
    pub(super) shot: Option<Count>,
    /// Whether those shot are told beside the dead: `one was killed and two others shot`.
    pub(super) shot_apart: bool,
    /// Whether the one who did it is said to have killed himself.
    pub(super) suicide: bool,
}

/// How many persons of one sentence that is; `None` where there is nobody.
pub(super) fn count(tokens: &Tokens<'_>, persons: &[&Person], codebook: &Codebook) -> Option<Count> {
    let mut all = Victims::default();
    let harmed: Vec<Harmed> =
        persons.iter().map(|&p| Harmed { person: p.clone(), harm: Harm::Killed, done: true, row: 0 }).collect();
    all.note(&harmed, 0, tokens, codebook, |_| true);
    all.count(&[Harm::Killed])
}

impl Victims {
    /// Takes note of the persons that a sentence says were harmed.
    pub(super) fn note(
        &mut self,
        harmed: &[Harmed],
        sentence: usize,
        tokens: &Tokens<'_>,
        codebook: &Codebook,
        accepts: impl Fn(&Person) -> bool,
    ) {
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for Harmed { person, harm, row, .. } in harmed {
            let class = person.class.map(|c| codebook.people.class(c).to_owned());
            let known = self
                .list
                .iter()
                .enumerate()
                .filter(|(i, v)| v.person.first == person.first || !taken.contains(&(*row, *i)))
                .filter_map(|(i, v)| Some((likeness(v, person, class.as_deref(), sentence)?, v.sentence, i)))
                .max()
                .map(|(_, _, i)| i);
            taken.push((*row, known.unwrap_or(self.list.len())));
            if let Some(victim) = known.map(|i| &mut self.list[i]) {
                victim.harm = worse(victim.harm, *harm);
                victim.sentence = sentence;
                learn(victim, person, class);
            } else if self.list.len() < MOST && accepts(person) {
                let words = tokens.words(person.first, person.end);
                self.list.push(Victim { person: person.clone(), harm: *harm, sentence, words, class });
            }
        }
    }

    /// `Both died`: what a sentence says of all who are known.
    pub(super) fn note_all(&mut self, harm: Harm) {
        for victim in self.list.iter_mut().filter(|v| v.class.as_deref() != Some(ATTACKER)) {
            victim.harm = worse(victim.harm, harm);
        }
    }

    fn count(&self, harms: &[Harm]) -> Option<Count> {
        let mine: Vec<&Victim> = self.list.iter().filter(|v| harms.contains(&v.harm)).collect();
        let victims: Vec<&Victim> = mine.iter().copied().filter(|v| !v.is_attacker()).collect();
        if mine.is_empty() {
            return None;
        }
        let words = victims.iter().map(|v| v.words.as_str()).collect::<Vec<_>>().join(" + ");
        let mut count = if victims.is_empty() {
            Count::words("")
        } else {
            Count::of(victims.len() as u64, Qualifier::Exact, words)
        };
        for class in mine.iter().filter_map(|v| v.class.as_ref()) {
            match count.classes.iter_mut().find(|c| c.class == *class) {
                Some(known) => known.count = known.count.map(|n| n + 1),
                None => count.classes.push(ClassCount { class: class.clone(), count: Some(1) }),
            }
        }
        Some(count)
    }

    /// Killed, wounded and abducted: numbers that the article states go before persons that it singles out, unless it singles
    /// out more. Those shot are the wounded and the dead together, unless the dead are told apart from them.
    pub(super) fn totals(&self, stated: Stated) -> (Option<Count>, Option<Count>) {
        let mut killed = larger(stated.killed, self.count(&[Harm::Killed]));
        let dead = killed.as_ref().and_then(Count::number).unwrap_or(0);
        let hurt = self.count(&[Harm::Wounded, Harm::Shot]);
        let wounded = match (stated.wounded, stated.shot) {
            // "no one was hurt" an hour before a man was
            (Some(none), _) if none.number() == Some(0) && hurt.is_some() => hurt,
            (Some(wounded), _) => Some(wounded),
            (None, Some(shot)) if dead == 0 || stated.shot_apart => Some(shot),
            (None, Some(shot)) => rest(shot, dead, killed.as_ref()),
            (None, None) => hurt,
        };
        let anybody = killed.is_some() || wounded.is_some();
        if stated.suicide && anybody {
            let killed = killed.get_or_insert_with(|| Count::words(""));
            if !killed.classes.iter().any(|c| c.class == ATTACKER) {
                killed.classes.push(ClassCount { class: ATTACKER.to_owned(), count: Some(1) });
            }
        }
        (killed, wounded)
    }
}

fn larger(stated: Option<Count>, persons: Option<Count>) -> Option<Count> {
    match (stated, persons) {
        (Some(stated), Some(persons)) => {
            let (a, b) = (stated.number(), persons.number());
            let more = a.is_none_or(|a| a < 2) && stated.qualifier_text.len() < 40 && b > a;
            Some(if more { persons } else { with_attackers(stated, &persons) })
        }
        (stated, persons) => stated.or(persons),
    }
}

/// Dead attackers stay beside the victims, whoever counts these.
fn with_attackers(mut stated: Count, persons: &Count) -> Count {
    if !stated.classes.iter().any(|c| c.class == ATTACKER) {
        stated.classes.extend(persons.classes.iter().filter(|c| c.class == ATTACKER).cloned());
    }
    stated
}

/// Those shot who did not die; the words keep both, as in `12 − a guard`.
fn rest(mut shot: Count, dead: u64, killed: Option<&Count>) -> Option<Count> {
    if let Some(killed) = killed.filter(|_| dead > 0) {
        shot.qualifier_text = format!("{} − {}", shot.qualifier_text, killed.qualifier_text);
    }
    let low = shot.low.map(|n| n.saturating_sub(dead));
    let high = shot.high.map(|n| n.saturating_sub(dead));
    let open = low.or(high).is_none();
    (open || low.or(high) > Some(0)).then_some(Count { low, high, classes: Vec::new(), ..shot })
}

fn worse(a: Harm, b: Harm) -> Harm {
    [Harm::Killed, Harm::Abducted, Harm::Wounded, Harm::Shot].into_iter().find(|h| *h == a || *h == b).unwrap_or(a)
}

/// What a further mention adds.
fn learn(victim: &mut Victim, person: &Person, class: Option<String>) {
    let known = &mut victim.person;
    known.age = known.age.or(person.age);
    known.sex = known.sex.or(person.sex);
    if known.name.len() < person.name.len() {
        known.name.clone_from(&person.name);
    }
    if known.noun.is_empty() {
        known.noun.clone_from(&person.noun);
    }
    if victim.class.is_none() {
        victim.class = class;
    }
}

/// How well a mention fits somebody known; `None` where it cannot be the same person.
fn likeness(victim: &Victim, person: &Person, class: Option<&str>, sentence: usize) -> Option<u8> {
    const ADULT: [&str; 2] = ["man", "woman"];
    const CHILD: [&str; 6] = ["boy", "girl", "child", "baby", "toddler", "infant"];
    let known = &victim.person;
    if victim.sentence == sentence && known.first == person.first {
        return Some(9);
    }
    let differ = |a: bool, b: bool, same: bool| a && b && !same;
    let ages = differ(known.age.is_some(), person.age.is_some(), known.age == person.age);
    let sexes = differ(known.sex.is_some(), person.sex.is_some(), known.sex == person.sex);
    let named = !known.name.is_empty() && !person.name.is_empty();
    let shared = named && known.name.iter().any(|w| w.len() > 2 && person.name.contains(w));
    let nouns = |a: &str, b: &str| ADULT.contains(&a) && CHILD.contains(&b);
    let grown = nouns(&known.noun, &person.noun) || nouns(&person.noun, &known.noun);
    let armed = |c: Option<&str>| matches!(c, Some("police" | "military" | "militant" | ATTACKER));
    let sides = victim.class.is_some() && class.is_some() && armed(victim.class.as_deref()) != armed(class);
    // a suspect whom the police shot may be "the man", but neither the victim nor somebody named before
    let suspect =
        |a: &Person, b: &Person| a.noun == "suspect" && (b.noun == "victim" || b.noun.is_empty() && !b.name.is_empty());
    let suspect = suspect(person, known) || suspect(known, person);
    if ages || sexes || (named && !shared) || grown || sides || suspect {
        return None;
    }
    let same_age = known.age.is_some() && known.age == person.age;
    if shared || same_age {
        return Some(if shared { 8 } else { 7 });
    }
    match person.reference {
        Reference::Name => Some(2),
        Reference::Pronoun => Some(5),
        Reference::Definite => Some(if known.noun == person.noun { 6 } else { 3 }),
        Reference::Indefinite => (victim.sentence != sentence).then_some(1),
        Reference::Another => (known.reference == Reference::Another && victim.sentence != sentence).then_some(1),
    }
}
