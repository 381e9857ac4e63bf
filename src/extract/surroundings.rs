//! What stands around a name of the gazetteer: what it lies in, what a noun says that it is, whether it is part of a longer name.

use super::places::PlaceMention;
use super::token::Tokens;
use super::toponyms::{self, Found};
use crate::codebook::Codebook;
use crate::codebook::places::Known;
use crate::codebook::scan::Shape;
use crate::model::place::{GeoPrecision, Place};

/// Words after which a place is where something is.
pub(super) const WHERE: [&str; 10] =
    ["in", "near", "outside", "around", "across", "throughout", "inside", "at", "within", "into"];

/// Most words between a name and what it lies in: `, a small village in the northeastern`.
const LINKS: usize = 7;

/// What stands between a town and what it lies in.
const BETWEEN: [&str; 36] = [
    "also", "a", "an", "the", "in", "of", "north", "south", "east", "west", "northern", "southern", "eastern",
    "western", "northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern",
    "southwestern", "central", "neighbouring", "neighboring", "small", "remote", "village", "town", "city", "far",
    "commune", "restive", "troubled", "locality", "nearby",
];

/// What stands around a name.
pub(super) struct Context {
    /// The bearers that lie in what is named beside the name; `None` where nothing is.
    pub(super) inside: Option<Vec<usize>>,
    /// What it is said to lie in, if that is one place.
    pub(super) container: Option<Place>,
    /// Whether the apposition that names the container ends with it.
    pub(super) closed: bool,
    /// What a noun beside it says that it is: `the town of`, `province`.
    pub(super) kind: Option<GeoPrecision>,
}

pub(super) fn context(
    tokens: &Tokens<'_>,
    i: usize,
    first: usize,
    found: &Found,
    codebook: &Codebook,
    before: &[PlaceMention],
) -> Context {
    let after_noun = kind_noun(tokens, found.end);
    let shared = if after_noun.is_none() { kind_of_row(tokens, found.end) } else { None };
    let before_noun = if i >= first + 2 && tokens.low(i - 1) == "of" { kind_noun(tokens, i - 2) } else { None };
    let kind = after_noun.or(shared).or(before_noun);
    let mut context = Context { inside: None, container: None, closed: false, kind };
    let mut outers: Vec<&Place> = Vec::new();
    // `Hyderabad, Pakistan`, `Achin district of Nangarhar`
    let at = if after_noun.is_some() { found.end + 1 } else { found.end };
    let listed = tokens.mark(at) == Some(',');
    if listed || tokens.is(at, &["of", "in"]) {
        let from = links(tokens, at + 1);
        let mut after;
        (after, outers) = containers(tokens, from, codebook);
        after += usize::from(!outers.is_empty() && kind_noun(tokens, after).is_some());
        context.closed = closes(tokens, after);
        outers.retain(|outer| {
            outer.precision >= GeoPrecision::Province
                || !listed && matches!(outer.precision, GeoPrecision::City | GeoPrecision::District)
        });
    }
    // `Pakistan's Hyderabad`, `the Pakistani city of Hyderabad`
    if outers.is_empty()
        && let Some(last) = before.last().filter(|last| !last.open)
    {
        let gap = i.saturating_sub(last.end);
        let owned = gap <= 3 && tokens.low(last.end) == "'s" && (last.end + 1..i).all(|t| !tokens.is_capital(t));
        let said = last.adjective && (2..=4).contains(&gap) && before_noun.is_some();
        if owned || said || last.adjective && gap == 0 {
            outers.push(&last.place);
        }
    }
    if outers.is_empty() {
        return context;
    }
    let lies = |&b: &usize| {
        let known = &codebook.places.known[b];
        outers.iter().any(|outer| known.place != **outer && lies_in(known, outer))
    };
    let inside: Vec<usize> = found.bearers.iter().copied().filter(lies).collect();
    if let [only] = outers[..] {
        context.container = Some(only.clone());
    }
    if !inside.is_empty() || context.container.is_some() {
        context.inside = Some(inside);
    }
    context
}

/// The first token behind the words that stand between a town and what it lies in: `also in northern`.
pub(super) fn links(tokens: &Tokens<'_>, from: usize) -> usize {
    let mut at = from;
    while at < from + LINKS && tokens.form(at) == Shape::Lower && tokens.is(at, &BETWEEN) {
        at += 1;
    }
    at
}

/// Whether a known place lies in another.
fn lies_in(inner: &Known, outer: &Place) -> bool {
    let place = &inner.place;
    if inner.adjective || outer.precision < place.precision || place.country != outer.country {
        return false;
    }
    let province = place.admin1.is_some() && place.admin1 == outer.admin1;
    match outer.precision {
        GeoPrecision::Country => true,
        GeoPrecision::Province => province,
        GeoPrecision::City => inner.city.as_ref() == Some(&outer.name) || province,
        _ => province && place.precision < outer.precision,
    }
}

/// The known places whose name starts at a token, and the token after it.
pub(super) fn containers<'c>(tokens: &Tokens<'_>, at: usize, codebook: &'c Codebook) -> (usize, Vec<&'c Place>) {
    let places = &codebook.places;
    let certain = places.lexicon.longest(tokens, at);
    let other = toponyms::uncertain(tokens, at, codebook);
    let end = certain.map_or(0, |(end, _)| end).max(other.map_or(0, |(end, _)| end));
    let mut found: Vec<usize> = certain.filter(|(e, _)| *e == end).map(|(_, &k)| k).into_iter().collect();
    if let Some((_, n)) = other.filter(|(e, _)| *e == end) {
        for &bearer in &places.names[n].bearers {
            if !found.contains(&bearer) {
                found.push(bearer);
            }
        }
    }
    (end, found.into_iter().map(|k| &places.known[k]).filter(|k| !k.adjective).map(|k| &k.place).collect())
}

/// Whether what stands after a region or country ends an apposition: "in Timbuktu, Mali on Friday", not "in Timbuktu, Mali said".
pub(super) fn closes(tokens: &Tokens<'_>, after: usize) -> bool {
    tokens.mark(after).is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | ')' | '—' | '–' | ' '))
        || tokens.is(
            after,
            &[
                "on", "after", "when", "where", "at", "in", "early", "late", "last", "this", "for", "with", "and",
                "as", "before", "during", "while", "who", "that", "overnight",
            ],
        )
}

/// `Khost and Kunar provinces`: the noun behind the last of a row says what each of them is.
fn kind_of_row(tokens: &Tokens<'_>, end: usize) -> Option<GeoPrecision> {
    let mut at = end;
    for _ in 0..3 {
        let joined = tokens.low(at) == "and" || tokens.mark(at) == Some(',');
        if !joined {
            return None;
        }
        at += if tokens.low(at + 1) == "and" { 2 } else { 1 };
        if !tokens.is_capital(at) {
            return None;
        }
        at += if tokens.is_capital(at + 1) { 2 } else { 1 };
        let kind = match tokens.low(at) {
            "provinces" | "states" | "regions" | "governorates" | "departments" | "oblasts" => GeoPrecision::Province,
            "districts" => GeoPrecision::District,
            "cities" | "towns" | "villages" => GeoPrecision::City,
            _ => continue,
        };
        return Some(kind);
    }
    None
}

/// What the noun at a token says of the name beside it.
pub(super) fn kind_noun(tokens: &Tokens<'_>, at: usize) -> Option<GeoPrecision> {
    match tokens.low(at) {
        "province" | "state" | "region" | "governorate" | "department" | "oblast" | "prefecture" => {
            Some(GeoPrecision::Province)
        }
        "district" | "districts" | "subdistrict" | "tehsil" | "agency" => Some(GeoPrecision::District),
        "city" | "town" | "village" | "municipality" | "port" => Some(GeoPrecision::City),
        _ => None,
    }
}

/// Whether the name that ends before a token is part of that of a street or county: `Panama Street`, `Indian River County`.
pub(super) fn street(tokens: &Tokens<'_>, end: usize, codebook: &Codebook) -> bool {
    let noun = |at: usize| {
        tokens.is_capital(at)
            && kind_noun(tokens, at).is_none()
            && codebook.places.area_nouns.longest(tokens, at).is_some_and(|(after, ())| after == at + 1)
    };
    tokens.is_capital(end) && (noun(end) || noun(end + 1))
}

/// Whether a one-word name is the first or last part of a longer one: `Paris Hilton`, `Jack London`, `Jackson Square`.
pub(super) fn part_of_name(tokens: &Tokens<'_>, i: usize, end: usize, first: usize, codebook: &Codebook) -> bool {
    let title = |t: usize| {
        codebook.people.titles.longest(tokens, t).is_some() || codebook.people.not_names.longest(tokens, t).is_some()
    };
    let plain = |t: usize| {
        codebook.places.site_nouns.longest(tokens, t).is_some()
            || codebook.places.area_nouns.longest(tokens, t).is_some()
            || codebook.actors.lexicon.longest(tokens, t).is_some()
            || codebook.places.lexicon.longest(tokens, t).is_some()
            || codebook.people.roles.longest(tokens, t).is_some()
            || codebook.people.nouns.longest(tokens, t).is_some()
            || direction(tokens, t)
            || title(t)
    };
    let before = i > first && tokens.form(i - 1) == Shape::Capital && !plain(i - 1) && tokens.is_word(i - 1);
    let hyphened = i > first && tokens.mark(i - 1) == Some('-') && tokens.is_capital(i.wrapping_sub(2));
    // "Gulshan-e-Iqbal Park"
    let linked = tokens.mark(end) == Some('-')
        && tokens.is(end + 1, &["e", "i", "ul", "al"])
        && tokens.mark(end + 2) == Some('-')
        && tokens.is_capital(end + 3);
    if linked {
        return true;
    }
    let building = tokens.is_capital(end) && codebook.places.site_nouns.longest(tokens, end).is_some();
    let after = tokens.form(end) == Shape::Capital && (building || !plain(end));
    let located = i > first && tokens.is(i - 1, &WHERE);
    let known = codebook.places.lexicon.longest(tokens, i).is_some_and(|(e, &k)| {
        e == end && (codebook.places.known[k].place.precision != GeoPrecision::City || e > i + 1)
    });
    if known {
        return false;
    }
    before || hyphened || (after && !(located && end == i + 1 && codebook.places.lexicon.longest(tokens, i).is_some()))
}

pub(super) fn direction(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is(
        at,
        &[
            "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "downtown",
            "northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern",
            "southwestern", "greater", "near", "outside", "in", "inside", "city", "town", "police", "state",
        ],
    )
}
