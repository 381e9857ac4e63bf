//! Totals that a second source sets against the first: `The city's police stay at 25 dead`.

use super::frames::Frame;
use super::incidents::Article;
use super::words::Words;

/// Most tokens between the verb of counting and the number.
const REACH: usize = 3;

/// Verbs by which somebody gives a total of his own, today; `had reported` is an earlier count that was overtaken.
static COUNTS: Words<22> = Words::of([
    "put", "puts", "reported", "reports", "confirmed", "confirms", "counted", "counts", "count", "gave", "gives",
    "give", "stays", "stay", "stayed", "spoke", "speaks", "speak", "listed", "lists", "acknowledged", "acknowledges",
]);

/// What is counted in one place, or once was counted, is no total.
static PARTS: Words<24> = Words::of([
    "hospital", "hospitals", "clinic", "clinics", "morgue", "ward", "doctor", "earlier", "initially", "initial",
    "previously", "first", "another", "more", "others", "them", "whom", "among", "including", "women", "children",
    "officers", "separate", "elsewhere",
]);

/// Whether the stretch is a source's total and no more: one who counts, a bare number and the dead.
pub(super) fn rival(article: &Article<'_>, frame: &Frame) -> bool {
    let tokens = article.tokens;
    let reading = &article.readings[frame.sentence];
    // "the agency, citing doctors at two hospitals, reported 55 dead"
    let cited = |i: usize| (i.saturating_sub(5).max(frame.first)..i).any(|t| tokens.low(t) == "citing");
    let part = (frame.first..frame.end).any(|i| tokens.is(i, &PARTS) && !cited(i));
    if frame.date.is_some() || frame.quoted || part {
        return false;
    }
    (frame.first + 1..frame.end).filter(|&i| tokens.is(i, &COUNTS)).any(|verb| {
        let overtaken = (verb.saturating_sub(3)..verb).any(|i| tokens.is(i, &["had", "was", "were", "be", "been"]));
        // "put the dead at 46": what is counted stands before the number
        let at = if tokens.is(verb + 1, &["the"]) { verb + 2 } else { verb };
        let number = reading.quantities.iter().find(|q| q.first > at && q.first - at <= REACH);
        !overtaken
            && number.is_some_and(|q| {
                let dead = |i: usize| tokens.is(i, &["dead", "killed", "deaths", "fatalities"]);
                let toll = |n: usize| tokens.low(q.first.saturating_sub(n)) == "toll";
                (!q.noun && dead(q.end)) || dead(q.first.saturating_sub(2)) || toll(2) || toll(1)
            })
    })
}
