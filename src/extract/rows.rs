//! Single persons and numbers of people in one row: `the police chief and two others`, `a woman, her husband and three children`.

use super::befell;
use super::casualties::Assigned;
use super::harmed::Harmed;
use super::people::Quantity;
use super::persons::{Person, Reference};
use super::reading::Reading;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::events::Word;
use crate::model::casualties::Qualifier;

/// Where the phrase of a number begins: `his two sons` before the number.
pub(super) fn opening(tokens: &Tokens<'_>, quantity: &Quantity) -> usize {
    let owned = quantity.first > 0 && tokens.is(quantity.first - 1, &["his", "her", "their", "its"]);
    quantity.first - usize::from(owned)
}

/// `killed the police chief and two others`: what befell the person befell the others.
pub(super) fn join_persons<'q>(
    tokens: &Tokens<'_>,
    reading: &'q Reading,
    first: usize,
    end: usize,
    persons: &[Harmed],
    assigned: &mut Vec<Assigned<'q>>,
) {
    if persons.is_empty() {
        return;
    }
    for quantity in reading.quantities.iter().filter(|q| first <= q.first && q.end <= end && q.noun) {
        let opens = opening(tokens, quantity);
        let and = tokens.low(opens.saturating_sub(1)) == "and";
        let beside = |h: &&Harmed| {
            and && ((h.person.end + 1..=h.person.end + 2).contains(&opens)
                || of_phrase(tokens, &h.person, opens)
                || appended(tokens, reading, &h.person, quantity))
        };
        let free = !befell::acts(tokens, quantity)
            && !assigned.iter().any(|a| std::ptr::eq(a.quantity, quantity))
            && !befell::speaks(tokens, quantity, end);
        if let Some(harmed) = persons.iter().find(beside).filter(|_| free) {
            assigned.push(Assigned { quantity, harm: harmed.harm, subset: false });
        }
    }
    assigned.sort_by_key(|a| a.quantity.first);
}

/// `killed Rahman, a preacher whom many loved, and at least 17 others`: the others are those beside the person.
fn appended(tokens: &Tokens<'_>, reading: &Reading, person: &Person, quantity: &Quantity) -> bool {
    let others = tokens.low(quantity.end - 1) == "others" && tokens.low(quantity.first.saturating_sub(1)) == "and";
    others
        && (tokens.mark(person.end) == Some(',') || tokens.is(person.end, &["who", "whom", "whose"]))
        && (person.end + 1..=person.end + APPOSITION).contains(&quantity.first)
        && tokens.mark(quantity.first.saturating_sub(2)) == Some(',')
        && !reading
            .quantities
            .iter()
            .any(|q| person.end < q.first && q.end < quantity.first && q.number.whole() != Some(1))
        && !reading.words.iter().any(|w| {
            person.end < w.first && w.end < quantity.first && matches!(w.word, Word::Harm(..) | Word::Trigger(_))
        })
}

/// `the governor of Balkh province and two guards`: what stands between the person and the others tells only of what or where.
fn of_phrase(tokens: &Tokens<'_>, person: &Person, others: usize) -> bool {
    let from = person.end;
    let governed = person.first > 0
        && tokens.is(person.first - 1, &["of", "by", "with", "to", "for", "from", "against", "near", "told"]);
    others >= from + 3
        && others - from <= 8
        && tokens.is(from, &["of", "for", "in", "from", "at"])
        && tokens.low(others - 1) == "and"
        && !governed
        && !person.is_bare_word()
        && (from + 1..others - 1)
            .all(|i| tokens.is_capital(i) || tokens.mark(i) == Some('-') || tokens.is(i, &OF_WORDS))
}

/// Words of an office's area or a person's home besides names.
static OF_WORDS: Words<22> = Words::of([
    "the", "a", "'s", "province", "district", "city", "town", "village", "police", "army", "state", "region", "of",
    "border", "security", "department", "council", "mosque", "school", "intelligence", "court", "tribe",
]);

/// `killing five engineers and their driver, police said`: the person ends the row, and no verb of its own follows.
fn closes_row(tokens: &Tokens<'_>, from: usize, person: &Person) -> bool {
    const AFTER: [&str; 16] = [
        "in", "at", "on", "near", "when", "while", "outside", "inside", "during", "as", "from", "after", "before",
        "dead", "late", "early",
    ];
    let joined = tokens.low(person.first.saturating_sub(1)) == "and" && from + 1 == person.first;
    let plain = person.reference != Reference::Pronoun && !person.is_bare_word();
    joined && plain && (!tokens.is_word(person.end) || tokens.is(person.end, &AFTER))
}

/// Most tokens of an apposition between a person and the others.
const APPOSITION: usize = 14;

/// One person of a number is a person: told apart from others, it is counted once over all sentences.
pub(super) fn single_out(reading: &Reading, assigned: &mut Vec<Assigned<'_>>, persons: &mut Vec<Harmed>) {
    assigned.retain(|a| {
        let number = &a.quantity.number;
        let one = number.whole() == Some(1) && number.low == number.high && number.qualifier == Qualifier::Exact;
        if !one || !a.quantity.noun {
            return true;
        }
        let span = a.quantity.first..a.quantity.end;
        // "Roe, a preacher": one person
        let within = |p: &Person| p.first <= span.start && span.end <= p.end;
        if persons.iter().any(|h| span.contains(&h.person.first) || within(&h.person)) {
            return false;
        }
        let person = reading.persons.iter().find(|p| span.contains(&p.first));
        persons.extend(person.map(|person| Harmed {
            person: person.clone(),
            harm: a.harm,
            done: true,
            row: a.quantity.first,
        }));
        person.is_none()
    });
}

/// Persons in one row with a number: `the police chief and two others`, `a woman, her husband and three children`.
pub(super) fn beside<'p>(
    tokens: &Tokens<'_>,
    reading: &'p Reading,
    mine: &[&Assigned<'_>],
    harmed: &[&Person],
) -> Vec<&'p Person> {
    let joins = |from: usize, to: usize| {
        from <= to
            && to - from <= 2
            && (from..to).all(|i| tokens.low(i) == "and" || tokens.mark(i) == Some(','))
            && from < to
    };
    let known = |p: &Person| harmed.iter().any(|h| h.first == p.first);
    let mut found: Vec<&Person> = Vec::new();
    for a in mine.iter().filter(|a| !a.subset) {
        // to the left, person by person
        let mut start = opening(tokens, a.quantity);
        for person in reading.persons[..reading.persons.partition_point(|p| p.end <= start)].iter().rev() {
            let and = tokens.low(start.saturating_sub(1)) == "and" || !found.is_empty();
            let row = joins(person.end, start) || of_phrase(tokens, person, start);
            let fits = row && and && person.reference != Reference::Pronoun;
            if !fits || found.iter().any(|p| p.first == person.first) {
                break;
            }
            found.push(person);
            start = person.first;
        }
        if found.is_empty()
            && let Some(person) = harmed.iter().find_map(|h| {
                let person = reading.persons.iter().find(|p| p.first == h.first)?;
                appended(tokens, reading, person, a.quantity).then_some(person)
            })
        {
            found.push(person);
        }
        let right = reading.persons.iter().find(|p| p.first >= a.quantity.end);
        if let Some(person) = right
            && joins(a.quantity.end, person.first)
            && (known(person) || closes_row(tokens, a.quantity.end, person))
            && !found.iter().any(|p| p.first == person.first)
        {
            found.push(person);
        }
    }
    found
}
