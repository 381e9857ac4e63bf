//! Places of a sentence that are not where it happened: where somebody spoke or was taken, where something came from, what it
//! was so many miles from.

use super::frames::Frame;
use super::incidents::Article;
use super::places::PlaceMention;
use super::reading::Reading;
use crate::codebook::scan::Shape;
use crate::model::incident::EventType;
use crate::model::place::GeoPrecision;

/// Whether the place is certainly not the event's.
pub(super) fn is_off(article: &Article<'_>, reading: &Reading, frame: &Frame, place: &PlaceMention) -> bool {
    speaker_place(article, place)
        || reporting_place(article, frame, place)
        || idle(article, place)
        || is_dateline(article, reading, frame, place)
        || after_verdict(article, reading, frame, place)
}

/// `After his acquittal for the 1994 killing of an editor, he lived in Lisbon`: where the one went who stood trial for it.
fn after_verdict(article: &Article<'_>, reading: &Reading, frame: &Frame, place: &PlaceMention) -> bool {
    const COURT: [&str; 7] = ["acquittal", "conviction", "trial", "acquitted", "convicted", "indictment", "sentence"];
    let tokens = article.tokens;
    frame.trigger.is_some_and(|trigger| {
        trigger.end < place.first
            && (reading.sentence.first..trigger.first).any(|i| tokens.is(i, &COURT))
            && (trigger.end..place.first).any(|i| tokens.mark(i) == Some(','))
    })
}

/// `WASHINGTON The United States struck …`, of an article about another country: where the report was written.
fn is_dateline(article: &Article<'_>, reading: &Reading, frame: &Frame, place: &PlaceMention) -> bool {
    opens_report(article, reading, place)
        && (frame.places.len() > 1
            || frame.event_type == EventType::Airstrike
            || place.place.country.as_deref() != article.home)
}

/// Whether the place is a dateline: in capitals, at the head of one of the first sentences.
pub(super) fn opens_report(article: &Article<'_>, reading: &Reading, place: &PlaceMention) -> bool {
    let tokens = article.tokens;
    let first = reading.sentence.first;
    // "LAHORE/ISLAMABAD, Pakistan"
    let second = place.first == first + 2 && tokens.mark(first + 1) == Some('/');
    (place.first == first || second)
        && reading.index <= 3
        && (place.first..place.end).all(|i| tokens.form(i) == Shape::Upper)
        && (tokens.is_capital(place.end) || tokens.mark(place.end).is_some())
}

/// `150 km north of the capital`, `30 miles from Kaya`: near it, and not in it.
pub(super) fn away(article: &Article<'_>, place: &PlaceMention) -> bool {
    const LENGTHS: [&str; 9] =
        ["km", "kms", "kilometers", "kilometres", "kilometer", "kilometre", "miles", "mile", "metres"];
    let tokens = article.tokens;
    let from = place.first.saturating_sub(8);
    let Some(length) = (from..place.first).rev().find(|&i| tokens.is(i, &LENGTHS)) else { return false };
    let points = (length + 1..place.first).any(|i| tokens.is(i, &["of", "from", "outside"]));
    let broken = (length + 1..place.first).any(|i| {
        tokens.mark(i).is_some_and(|c| c != ')' && c != '-') || tokens.is(i, &["in", "at", "and", "on", "when"])
    });
    points && !broken
}

/// `rockets from Pakistan's Bajaur district`: where something came from, as long as another place is named.
pub(super) fn origin(article: &Article<'_>, place: &PlaceMention) -> bool {
    let tokens = article.tokens;
    (place.first.saturating_sub(6)..place.first)
        .rev()
        .take_while(|&i| tokens.is_capital(i) || tokens.is(i, &["'s", "from", "the", "province", "district", "city"]))
        .any(|i| tokens.low(i) == "from")
}

/// What a government does that is named by its seat.
const SPEAKS: [&str; 14] = [
    "said", "says", "denied", "denies", "insisted", "insists", "accused", "accuses", "blamed", "blames", "announced",
    "condemned", "demanded", "warned",
];

/// `told reporters in Washington`: where somebody spoke. `Islamabad said`, `the movement that governs in Kabul`: a government by
/// its seat. `the Doha agreement`: what was agreed there.
pub(super) fn speaker_place(article: &Article<'_>, place: &PlaceMention) -> bool {
    let tokens = article.tokens;
    let seat = place.city.is_some() && place.end == place.first + 1 && tokens.is(place.end, &SPEAKS);
    let governs = place.first > 1
        && tokens.low(place.first - 1) == "in"
        && tokens.is(place.first - 2, &["governs", "govern", "governing", "rules", "rule", "ruling", "power"]);
    let agreed =
        tokens.is(place.end, &["agreement", "accord", "accords", "deal", "treaty", "declaration", "process", "talks"]);
    // "was flown to Peshawar"
    let flown = place.first > 1
        && tokens.low(place.first - 1) == "to"
        && (place.first.saturating_sub(5)..place.first - 1)
            .any(|i| tokens.is(i, &["flown", "airlifted", "evacuated", "transferred", "moved"]));
    if seat || governs || agreed || flown || on_the_way(article, place) || is_metonym(article, place) {
        return true;
    }
    // "the foreign ministry in Berlin", "a diplomatic source in Doha"
    let desk = place.first > 1
        && tokens.low(place.first - 1) == "in"
        && tokens.is(
            place.first - 2,
            &[
                "ministry", "government", "source", "sources", "diplomat", "diplomats", "analyst", "analysts",
                "researcher", "expert", "experts",
            ],
        );
    if desk {
        return true;
    }
    let from = place.first.saturating_sub(5);
    (from..place.first).any(|i| tokens.is(i, &["reporters", "conference", "journalists", "briefing"]))
}

/// `as Washington slowly draws down its troops`: a capital that acts is its government.
fn is_metonym(article: &Article<'_>, place: &PlaceMention) -> bool {
    let (tokens, places) = (article.tokens, &article.codebook.places);
    if place.place.precision != GeoPrecision::City || place.first == 0 {
        return false;
    }
    let capital = place.place.country.as_ref().and_then(|c| places.capitals.get(c));
    let head = tokens.is(place.first - 1, &["as", "and", "that", "while", "but", "because", "if", "whether", "when"])
        || tokens.mark(place.first - 1).is_some();
    let verb = if tokens.low(place.end).ends_with("ly") { place.end + 1 } else { place.end };
    let word = tokens.low(verb);
    let acts = tokens.form(verb) == Shape::Lower
        && word.len() > 3
        && (word.ends_with('s') && !word.ends_with("ss") || word.ends_with("ed"))
        && !tokens.is(
            verb,
            &["this", "bombings", "attacks", "blasts", "explosions", "raids", "residents", "officials", "does"],
        );
    head && acts && capital.is_some_and(|&index| places.known[index].place == place.place)
}

/// `a bus from Herat to Kandahar`: where it came from and where it went.
fn on_the_way(article: &Article<'_>, place: &PlaceMention) -> bool {
    let tokens = article.tokens;
    let before = |i: usize, word: &str| i > 0 && tokens.low(i - 1) == word;
    let starts = before(place.first, "from") && tokens.low(place.end) == "to" && tokens.is_capital(place.end + 1);
    let ends = before(place.first, "to")
        && (place.first.saturating_sub(5)..place.first - 1)
            .any(|i| tokens.low(i) == "from" && tokens.is_capital(i + 1));
    starts || ends
}

/// A kind of site without a name that nothing is said to happen at: `a test for university`.
fn idle(article: &Article<'_>, place: &PlaceMention) -> bool {
    let tokens = article.tokens;
    let nameless =
        !place.place.gazetteer && place.place.precision == GeoPrecision::Site && place.end == place.first + 1;
    let before = (1..=3).filter_map(|n| place.first.checked_sub(n)).map(|i| tokens.low(i));
    // "once known as the Mazar Hotel": a name of it, and no other place
    let called = (place.first.saturating_sub(3)..place.first)
        .any(|i| tokens.low(i) == "as" && i > 0 && tokens.is(i - 1, &["known", "named"]));
    called || nameless && before.take(3).any(|word| matches!(word, "for" | "from" | "to" | "as" | "with"))
}

/// A hospital or ministry that counts or speaks, or to which the wounded are taken: not where it happened.
fn reporting_place(article: &Article<'_>, frame: &Frame, place: &PlaceMention) -> bool {
    let tokens = article.tokens;
    let institution = (place.first..place.end).any(|i| {
        tokens.is(
            i,
            &[
                "hospital", "hospitals", "clinic", "ministry", "mission", "headquarters", "office", "court", "embassy",
                "university",
            ],
        )
    });
    if place.place.precision != GeoPrecision::Site {
        return false;
    }
    let spokesman =
        |i: usize| tokens.is(i, &["spokesman", "spokeswoman", "spokesperson", "official", "officials", "staff"]);
    // "a church spokesman", "the embassy's staff": somebody of it, wherever it happened
    if spokesman(place.end) && tokens.is(place.end + 1, &["said", "says", "told", "was", "confirmed", "added"])
        || tokens.low(place.end) == "'s" && spokesman(place.end + 1)
    {
        return true;
    }
    if !institution {
        return false;
    }
    // "two died later in hospital"
    let ward = tokens.is(place.first, &["hospital", "clinic"])
        && place.end == place.first + 1
        && (place.first.saturating_sub(5)..place.first).any(|i| {
            tokens.is(i, &["died", "dead", "later", "succumbed", "treated", "treatment", "recovering", "condition"])
        });
    if ward {
        return true;
    }
    let speaks = tokens.is(
        place.end,
        &[
            "said", "says", "spokesman", "spokeswoman", "spokesperson", "official", "officials", "director", "staff",
            "received", "stands", "confirmed", "counted", "had", "sources", "source", "announced", "reported",
            "admitted", "treated", "made", "condemned", "denied", "warned", "urged",
        ],
    );
    let taken = (place.first.saturating_sub(5)..place.first).any(|i| {
        tokens.is(
            i,
            &[
                "to", "taken", "brought", "rushed", "admitted", "transferred", "doctor", "doctors", "surgeon",
                "official", "spokesman",
            ],
        )
    });
    let attacked = (place.first.saturating_sub(4)..place.first)
        .any(|i| tokens.is(i, &["outside", "inside", "near", "attacked", "targeted", "stormed", "on", "hit"]));
    speaks || (taken && !attacked) || (frame.trigger.is_none() && !attacked)
}
