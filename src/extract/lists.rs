//! `Bombs killed two people in Herat, five in Ghazni and nine in Khost`: events that share one verb, each with its own place
//! and number.

use super::casualties::{self, Casualties};
use super::frames::Frame;
use super::people::Quantity;
use super::places::PlaceMention;
use super::reading::Reading;
use super::reality::Reality;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::model::casualties::Count;

/// The frames of a list, in place of the one that holds it; `None` where there is no list of two places or more.
pub(super) fn list(tokens: &Tokens<'_>, reading: &Reading, whole: &Frame, codebook: &Codebook) -> Option<Vec<Frame>> {
    if !matches!(whole.reality, Reality::Single | Reality::Many) {
        return None;
    }
    let mut items: Vec<(&Quantity, &PlaceMention)> = Vec::new();
    for quantity in reading.quantities.iter().filter(|q| whole.first <= q.first && q.end <= whole.end) {
        let joined = items.last().is_none_or(|(_, place)| {
            (place.end..quantity.first).all(|i| tokens.low(i) == "and" || tokens.mark(i) == Some(','))
                && quantity.first - place.end.min(quantity.first) <= 2
        });
        match placed(tokens, reading, quantity, whole.end) {
            Some(place) if joined => items.push((quantity, place)),
            _ if items.len() >= 2 => break,
            Some(place) => items = vec![(quantity, place)],
            None => items.clear(),
        }
    }
    let distinct = items.windows(2).all(|pair| pair[0].1.place.name != pair[1].1.place.name);
    let (&(_, first_place), rest) = items.split_first()?;
    if rest.is_empty() || !distinct {
        return None;
    }
    let opening = casualties::casualties(tokens, reading, whole.first, first_place.end, codebook);
    let of = |quantity: &Quantity| -> Option<Casualties> {
        let words = tokens.words(quantity.number.first, quantity.number.end);
        let count = Some(Count::of(quantity.number.whole()?, quantity.number.qualifier, words));
        match (&opening.killed, &opening.wounded) {
            (Some(_), None) => Some(Casualties { killed: count, any: true, ..Casualties::default() }),
            (None, Some(_)) => Some(Casualties { wounded: count, any: true, ..Casualties::default() }),
            _ => None,
        }
    };
    let mut frames = vec![item(whole, whole.first, first_place, opening.clone())];
    for (quantity, place) in rest {
        frames.push(item(whole, quantity.first, place, of(quantity)?));
    }
    Some(frames)
}

fn item(whole: &Frame, first: usize, place: &PlaceMention, casualties: Casualties) -> Frame {
    Frame {
        first,
        end: place.end,
        definite: false,
        another: first > whole.first,
        places: vec![place.clone()],
        casualties,
        reality: Reality::Single,
        rules: vec!["event/list"],
        ..whole.clone()
    }
}

/// The town or province that follows a number: `five in Ghazni`.
fn placed<'r>(tokens: &Tokens<'_>, reading: &'r Reading, quantity: &Quantity, end: usize) -> Option<&'r PlaceMention> {
    let leads = tokens.is(quantity.end, &["in", "at", "near"]);
    reading
        .places
        .iter()
        .find(|p| leads && p.first == quantity.end + 1 && p.end <= end && !p.adjective && p.place.gazetteer)
}
