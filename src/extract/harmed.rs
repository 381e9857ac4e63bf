//! Words of harm and single persons → who was harmed: subject of the passive, object of the verb, `death of`, `'s murder`.

use super::people;
use super::persons::{Person, Reference};
use super::reading::EventWord;
use super::token::Tokens;
use crate::codebook::events::{Harm, HarmForm};
use crate::codebook::scan::Shape;

/// Most tokens between a person and the verb whose subject it is.
const REACH: usize = 40;

/// Most tokens of a noun phrase in apposition.
const APPOSITION: usize = 16;

/// A person and what happened to it.
#[derive(Debug, Clone)]
pub(super) struct Harmed {
    /// Who.
    pub(super) person: Person,
    /// What.
    pub(super) harm: Harm,
    /// Whether somebody did it to the person, as far as the words tell: `was killed`, and not `died`.
    pub(super) done: bool,
    /// Token of the word of harm: persons of one word are different ones.
    pub(super) row: usize,
}

/// The harm to single persons, in the order of its words. `suicides`: where somebody is said to have killed himself; who is
/// found dead of that is no victim.
pub(super) fn harmed(
    tokens: &Tokens<'_>,
    persons: &[Person],
    harms: &[(&EventWord, Harm, HarmForm)],
    suicides: &[usize],
    first: usize,
    end: usize,
) -> Vec<Harmed> {
    let clause = Clause { tokens, persons, first, end };
    let mut found: Vec<Harmed> = Vec::new();
    for &(word, harm, form) in harms {
        let own = form == HarmForm::Intransitive && suicides.iter().any(|&at| at.abs_diff(word.end) <= 14);
        if own {
            continue;
        }
        let who = match form {
            HarmForm::Toll => Vec::new(),
            HarmForm::State if tokens.is(word.end - 1, &["of", "to"]) => clause.object(word.end),
            HarmForm::State => clause.before(word.first),
            HarmForm::Verb | HarmForm::Intransitive => clause.of_verb(word, form),
        };
        let done = form == HarmForm::Verb;
        found.extend(who.into_iter().map(|person| Harmed { person, harm, done, row: word.first }));
    }
    found.extend(clause.owners_of_death().map(|person| Harmed {
        row: person.end,
        person,
        harm: Harm::Killed,
        done: false,
    }));
    found
}

struct Clause<'t> {
    tokens: &'t Tokens<'t>,
    persons: &'t [Person],
    first: usize,
    end: usize,
}

impl Clause<'_> {
    /// Subject or object of a verb of harm, by its voice.
    fn of_verb(&self, word: &EventWord, form: HarmForm) -> Vec<Person> {
        let tokens = self.tokens;
        let (start, auxiliary) = self.chain(word.first);
        if self.unreal(start) {
            return Vec::new();
        }
        if form == HarmForm::Intransitive && tokens.is(word.first, &["with", "in", "suffering"]) {
            let who = self.subject(start);
            return if who.is_empty() { self.patient(start) } else { who };
        }
        if form == HarmForm::Intransitive || auxiliary {
            return self.subject(start);
        }
        let object = self.object(word.end);
        if !object.is_empty() {
            return object;
        }
        let ing = tokens.low(word.first).ends_with("ing");
        let closed =
            self.ends_verb(word.end) || (word.end > word.first + 1 && tokens.is(word.end - 1, &["the", "in", "death"]));
        if ing || !closed { Vec::new() } else { self.before(start) }
    }

    /// The first token of a verb with its auxiliaries and adverbs, and whether it is passive.
    fn chain(&self, verb: usize) -> (usize, bool) {
        let tokens = self.tokens;
        let mut at = verb;
        let mut passive = false;
        while at > self.first {
            match tokens.low(at - 1) {
                "was" | "been" | "being" | "is" | "got" | "getting" | "found" | "were" | "are" => passive = true,
                "had" | "has" | "have" | "also" | "later" | "then" | "reportedly" | "allegedly" | "ultimately"
                | "subsequently" | "fatally" | "critically" | "seriously" | "accidentally" | "apparently"
                | "declared" | "shot" | "badly" | "both" => {}
                "and"
                    if at > self.first + 1
                        && tokens.is(at - 2, &["shot", "stabbed", "beaten", "robbed", "ambushed"]) => {}
                _ => break,
            }
            at -= 1;
        }
        (at, passive)
    }

    /// `could be killed`, `was not injured`, `nearly died`.
    fn unreal(&self, start: usize) -> bool {
        const WORDS: [&str; 24] = [
            "possibly", "likely", "probably", "presumably", "could", "would", "may", "might", "will", "if", "not",
            "never", "nearly", "almost", "to", "can", "should", "be", "no", "nobody", "unless", "whether", "without",
            "cannot",
        ];
        let from = start.saturating_sub(2).max(self.first);
        // "a commander denied Mansour was dead"
        let denied = (start.saturating_sub(5).max(self.first)..start.min(self.end))
            .any(|i| self.tokens.is(i, &["denied", "denies", "denying", "doubted"]));
        denied || (from..start.min(self.end)).any(|i| self.tokens.is(i, &WORDS) || self.tokens.low(i).ends_with("n't"))
    }

    /// Whether no object follows a participle: `a man shot in the leg`, `shot twice`, `killed, police said`.
    fn ends_verb(&self, at: usize) -> bool {
        const AFTER: [&str; 26] = [
            "in", "at", "by", "on", "near", "outside", "inside", "while", "during", "after", "when", "once", "twice",
            "and", "dead", "to", "early", "late", "last", "as", "with", "from", "before", "overnight", "this",
            "behind",
        ];
        let times = self.tokens.is(at, &["multiple", "several", "three", "two"]) && self.tokens.low(at + 1) == "times";
        at >= self.end || !self.tokens.is_word(at) || times || self.tokens.is(at, &AFTER)
    }

    /// The person right before a participle or state, with those beside: `a man and a woman dead`.
    fn before(&self, at: usize) -> Vec<Person> {
        let Some(p) = self.last_before(at) else { return Vec::new() };
        let person = &self.persons[p];
        let headline = self.tokens.mark(person.end) == Some(',') && person.end + 1 == at;
        let apart = person.end != at && !headline;
        if apart || person.reference == Reference::Pronoun || person.is_bare_word() || self.is_place(person) {
            return Vec::new();
        }
        self.with_beside(p)
    }

    /// The person that begins at a token, with those behind: `killing Dana Roe, 24, and her son`.
    fn object(&self, at: usize) -> Vec<Person> {
        let tokens = self.tokens;
        let after = self.persons.partition_point(|p| p.first < at);
        let near = |person: &Person| {
            person.first == at || (person.first == at + 1 && tokens.low(at).ends_with("ly")) || self.titled(at, person)
        };
        // a word of the body's name may look like a person: "al-Qaeda leader Ayman Roe"
        let Some(start) = (after..self.persons.len().min(after + 3)).find(|&p| near(&self.persons[p])) else {
            return Vec::new();
        };
        let person = &self.persons[start];
        if person.end > self.end {
            return Vec::new();
        }
        let mut list = vec![person.clone()];
        let mut last = person.end;
        for next in &self.persons[start + 1..] {
            if next.first > last + 3 || next.end > self.end {
                break;
            }
            let joined = (last..next.first).all(|i| tokens.low(i) == "and" || tokens.mark(i) == Some(','));
            let and = (last..next.first).any(|i| tokens.low(i) == "and");
            if !joined || next.reference == Reference::Pronoun {
                break;
            }
            if and {
                // "shot a man and Roe said": a subject of its own
                if self.speaks(next.end)
                    || tokens.is(next.end, &["was", "were", "is", "ran", "drove", "had", "has", "escaped"])
                {
                    break;
                }
                list.push(next.clone());
            } else if let Some(known) = list.last_mut() {
                // "the victim, Dana Roe, 24": one person
                match apposition(known, next) {
                    Some(one) => *known = one,
                    None => list.push(next.clone()),
                }
            }
            last = next.end;
        }
        list
    }

    /// `killed al-Qaeda leader Ayman Roe`: an office without an article before the name.
    fn titled(&self, at: usize, person: &Person) -> bool {
        let tokens = self.tokens;
        let before = person.first.saturating_sub(1);
        person.reference == Reference::Name
            && person.first > at
            && person.first - at <= 6
            && person.name.len() > 1
            && tokens.form(before) == Shape::Lower
            && (at..person.first).all(|i| people::is_modifier(tokens, i) && !tokens.low(i).ends_with("ly"))
    }

    /// The subject of a verb that begins at `start`.
    fn subject(&self, start: usize) -> Vec<Person> {
        let tokens = self.tokens;
        let Some(mut p) = self.last_before(start) else { return Vec::new() };
        let person = &self.persons[p];
        if start - person.end > REACH {
            return Vec::new();
        }
        if self.is_place(person) {
            return Vec::new();
        }
        if let Some(one) = self.in_apposition(p, start) {
            return one;
        }
        let relative = tokens.is(person.end, &["who", "whom"]) || tokens.is(person.end + 1, &["who", "whom"]);
        if self.transparent(person.end, start) {
            let before = |p: usize| {
                let at = self.persons[p].first;
                if at > self.first { tokens.low(at - 1) } else { "" }
            };
            // "the mother of a boy was": the mother; "the son of Dana Roe, who was": Roe
            if before(p) == "of" && !relative && p > 0 && self.persons[p - 1].end + 1 == self.persons[p].first {
                p -= 1;
            }
            let oblique = ["by", "with", "to", "at", "from", "for", "against", "on", "of", "toward", "into"];
            // "a man suspected of beating a woman was"
            let governed = oblique.contains(&before(p)) || (before(p).ends_with("ing") && before(p).len() > 4);
            if relative || !governed {
                return self.with_beside(p);
            }
        }
        // "Roe was taken to a hospital and pronounced dead": the subject of the clause
        let shared = tokens.is(start.saturating_sub(1), &["and", "but", "then", "after", "before", "where"])
            || tokens.mark(start.saturating_sub(1)) == Some(',');
        let from = self.clause_start(start);
        let lead = self.persons[self.persons.partition_point(|q| q.first < from)..].first();
        lead.filter(|q| shared && q.first <= from + 1 && q.end < start && !self.speaks(q.end))
            .cloned()
            .into_iter()
            .collect()
    }

    /// `Roe, a baker known in the town, was killed`: the noun phrase between two commas, and the name before it where there is
    /// one. `None` where the verb stands behind no such phrase.
    fn in_apposition(&self, p: usize, start: usize) -> Option<Vec<Person>> {
        let tokens = self.tokens;
        let close = start.checked_sub(1).filter(|&at| at > self.first && tokens.mark(at) == Some(','))?;
        let open = (self.first..close).rev().take(APPOSITION).find(|&i| tokens.mark(i) == Some(','))?;
        let clause = (open..close).any(|i| {
            tokens.is(i, &["who", "which", "said", "says", "and", "but", "when", "after", "was", "were", "had", "has"])
        });
        if clause {
            return None;
        }
        let named = self.persons[..=p].iter().rfind(|q| q.end == open);
        let Some(told) = self.persons[..=p].iter().rev().take_while(|q| q.first > open).last() else {
            // "Rahimi, deputy head of the council, was killed"
            let office = tokens.form(open + 1) == Shape::Lower
                && people::is_modifier(tokens, open + 1)
                && !tokens.low(open + 1).ends_with("ing")
                && !tokens.low(open + 1).ends_with("ed")
                && (open + 2..close).any(|i| tokens.is(i, &["of", "for", "in", "at"]));
            let name = named.filter(|q| office && q.reference == Reference::Name)?;
            return Some(vec![Person { noun: tokens.low(open + 1).to_owned(), ..name.clone() }]);
        };
        if told.first != open + 1 || told.reference == Reference::Pronoun || told.noun.is_empty() {
            return None;
        }
        match named {
            Some(name) => apposition(name, told).filter(|_| !name.name.is_empty()).map(|one| vec![one]),
            None if tokens.is_capital(open - 1) => Some(vec![told.clone()]),
            None => None,
        }
    }

    /// `Roe was rushed to a hospital with life-threatening injuries`: the subject of the verb that the words add to.
    fn patient(&self, start: usize) -> Vec<Person> {
        let tokens = self.tokens;
        let from = start.saturating_sub(REACH).max(self.first);
        let verb = (from..start).rev().find(|&i| {
            tokens.is(
                i,
                &[
                    "taken", "rushed", "transported", "airlifted", "flown", "listed", "hospitalized", "hospitalised",
                    "treated", "admitted", "brought", "driven", "remains", "remained", "arrived", "found", "left",
                ],
            )
        });
        verb.filter(|&at| start - at <= 16).map(|at| self.subject(self.chain(at).0)).unwrap_or_default()
    }

    fn clause_start(&self, at: usize) -> usize {
        const OPEN: [&str; 12] =
            ["that", "when", "where", "while", "because", "as", "if", "said", "says", "say", "told", "believe"];
        let from = at.saturating_sub(REACH).max(self.first);
        (from..at.saturating_sub(1))
            .rev()
            .find(|&i| {
                self.tokens.is(i, &OPEN) && i + 1 < at && !self.tokens.is(i, &["as"])
                    || self.tokens.mark(i) == Some(';')
            })
            .map_or(from, |i| i + 1)
    }

    /// Whether what stands between a person and the verb leaves the person its subject.
    fn transparent(&self, from: usize, to: usize) -> bool {
        const LINKS: [&str; 18] = [
            "in", "of", "from", "at", "inside", "on", "near", "outside", "identified", "named", "aged", "with",
            "wanted", "accused", "suspected", "armed", "known", "believed",
        ];
        let tokens = self.tokens;
        if from >= to {
            return true;
        }
        if tokens.mark(from) == Some(',') && (tokens.mark(to - 1) == Some(',') || to == from + 1) {
            return true;
        }
        let at = if tokens.mark(from) == Some(',') { from + 1 } else { from };
        if tokens.is(at, &["who", "that"]) {
            // "a man who was found shot in the street has died"
            let main =
                tokens.is(to, &["has", "have", "had", "was", "died"]) && !tokens.is(at + 1, &["told", "said", "says"]);
            return to - at <= 4 || (main && to - at <= 24 && (from..to).all(|i| tokens.mark(i).is_none()));
        }
        let verbs = (from..to).any(|i| {
            tokens.mark(i) == Some(',')
                || tokens.is(
                    i,
                    &["was", "were", "is", "are", "has", "had", "and", "who", "said", "says", "told", "after", "when"],
                )
        });
        (tokens.is(from, &LINKS) || tokens.low(from).ends_with("ing")) && !verbs && to - from <= 12
    }

    /// A person with its apposition and those joined to it by `and` from the left.
    fn with_beside(&self, p: usize) -> Vec<Person> {
        let tokens = self.tokens;
        let mut list = vec![self.persons[p].clone()];
        let mut at = p;
        while at > 0 && list.len() < 8 {
            let (left, right) = (&self.persons[at - 1], &self.persons[at]);
            if left.end > right.first || right.first - left.end > 7 || left.first < self.first {
                break;
            }
            let gap = left.end..right.first;
            let comma = gap.len() == 1 && tokens.mark(left.end) == Some(',');
            let said = tokens.is(right.first - 1, &["as", "named"])
                && gap.clone().any(|i| tokens.is(i, &["identified", "named"]));
            let and = gap.len() <= 2 && tokens.low(right.first - 1) == "and";
            if comma || said {
                let Some(one) = apposition(left, &list[0]) else { break };
                list[0] = one;
            } else if and && left.reference != Reference::Pronoun && right.reference != Reference::Pronoun {
                list.insert(0, left.clone());
            } else {
                break;
            }
            at -= 1;
        }
        list
    }

    /// `Roe's murder`, `the woman's death`: the owner is the victim.
    fn owners_of_death(&self) -> impl Iterator<Item = Person> + '_ {
        let tokens = self.tokens;
        self.persons
            .iter()
            .filter(|p| p.reference == Reference::Name && p.first >= self.first && p.end < self.end)
            .filter_map(move |p| {
                let owned =
                    tokens.low(p.end) == "'s" && tokens.is(p.end + 1, &["death", "murder", "killing", "slaying"]);
                let other = tokens.is(p.end + 2, &["trial", "charge", "charges", "case", "conviction", "sentence"]);
                (owned && !other).then(|| p.clone())
            })
    }

    /// A name that follows `in`, `near`, `at` is most likely one of a place.
    fn is_place(&self, person: &Person) -> bool {
        person.reference == Reference::Name
            && person.age.is_none()
            && person.noun.is_empty()
            && person.first > self.first
            && self.tokens.is(person.first - 1, &["in", "near", "at", "outside", "from", "on", "around", "across"])
    }

    fn last_before(&self, at: usize) -> Option<usize> {
        let index = self.persons.partition_point(|p| p.end <= at).checked_sub(1)?;
        (self.persons[index].first >= self.first).then_some(index)
    }

    fn speaks(&self, at: usize) -> bool {
        self.tokens.is(at, &["said", "says", "told", "fired", "shot", "fled"])
            || matches!(self.tokens.form(at), Shape::Mark(',')) && self.tokens.is(at + 1, &["said", "who"])
    }
}

/// `the victim, Dana Roe`: both as one, if nothing in them differs.
fn apposition(left: &Person, right: &Person) -> Option<Person> {
    let ages = left.age.is_none() || right.age.is_none() || left.age == right.age;
    let sexes = left.sex.is_none() || right.sex.is_none() || left.sex == right.sex;
    let names = left.name.is_empty() || right.name.is_empty();
    let nouns = left.noun.is_empty() || right.noun.is_empty() || left.noun == "victim" || left.noun == "suspect";
    let pronoun = left.reference == Reference::Pronoun || right.reference == Reference::Pronoun;
    (ages && sexes && names && nouns && !pronoun).then(|| Person {
        first: left.first.min(right.first),
        end: left.end.max(right.end),
        reference: if left.name.is_empty() { left.reference } else { right.reference },
        name: if left.name.is_empty() { right.name.clone() } else { left.name.clone() },
        age: left.age.or(right.age),
        sex: left.sex.or(right.sex),
        class: left.class.or(right.class),
        noun: if left.noun.is_empty() { right.noun.clone() } else { left.noun.clone() },
    })
}
