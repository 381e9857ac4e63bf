//! Mentions → what is compared of them, as numbers: names and words are numbered once, so that a pair is cheap.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, Month, NaiveDate, Weekday};

use super::names::{Kinds, is_filler};
use crate::codebook::Codebook;
use crate::model::actor::Speaker;
use crate::model::casualties::Count;
use crate::model::dataset::Source;
use crate::model::date::{Precision, Timex};
use crate::model::incident::{EventType, IncidentMention};
use crate::model::place::{GeoPrecision, Place};

/// Days a stretch of days may have and still tell one from its neighbours: "overnight", "the weekend".
const SHORT: i32 = 3;
/// Letters up to which a word of a text is no name to compare.
const SHORT_WORD: usize = 3;

/// What is compared of a mention.
#[derive(Debug)]
pub(super) struct Features {
    /// Index of its document.
    pub(super) document: u32,
    pub(super) event_type: EventType,
    pub(super) when: When,
    /// Index into [`Table::spots`]; `None` where no place is told.
    pub(super) spot: Option<u32>,
    /// Index into [`Table::actors`].
    pub(super) perpetrator: Option<u32>,
    /// Victims; `None` where no number above zero is told.
    pub(super) killed: Option<u64>,
    pub(super) wounded: Option<u64>,
    /// Words of the target, ascending.
    pub(super) target: Box<[u32]>,
    /// Names in its sentences that few mentions share, ascending.
    pub(super) named: Box<[u32]>,
    /// Day of publication, counted from the common era.
    pub(super) published: Option<i32>,
    /// Mentions of one profile agree in all that can rule a pair out: kind, time and place.
    pub(super) profile: u32,
}

/// When, as far as that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct When {
    /// First and last day, counted from the common era.
    pub(super) range: Option<(i32, i32)>,
    pub(super) precision: Precision,
    pub(super) hint: Hint,
}

/// What an unresolved expression says all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Hint {
    /// Nothing.
    Nothing,
    /// Monday is 1.
    Weekday(u32),
    /// Month and day, and the day of the week where it is told with them.
    MonthDay(u32, u32, Option<Weekday>),
    /// The month of some year.
    Month(u32),
}

impl When {
    fn of(date: Option<&Timex>) -> Self {
        let Some(date) = date else {
            return Self { range: None, precision: Precision::Unknown, hint: Hint::Nothing };
        };
        let day = |day: NaiveDate| day.num_days_from_ce();
        let range = date.range().map(|(start, end)| (day(start), day(end)));
        let hint = if range.is_some() { Hint::Nothing } else { Hint::of(date) };
        Self { range, precision: date.precision, hint }
    }

    /// First and last day, where they tell an event of one day from that of another.
    pub(super) fn days(&self) -> Option<(i32, i32)> {
        self.range.filter(|(start, end)| self.precision == Precision::Day && end - start <= SHORT)
    }
}

impl Hint {
    /// From a TIMEX3 value that lacks its year or week.
    fn of(date: &Timex) -> Self {
        let Some(value) = date.value.as_deref() else { return Self::Nothing };
        let value = value.trim_end_matches("TNI");
        if let Some(day) = value.strip_prefix("XXXX-WXX-") {
            return day.parse().map_or(Self::Nothing, Self::Weekday);
        }
        let mut parts = value.strip_prefix("XXXX-").into_iter().flat_map(|rest| rest.split('-')).map(str::parse);
        match (parts.next(), parts.next()) {
            (Some(Ok(month)), Some(Ok(day))) => {
                let mut words = date.text.split(|c: char| !c.is_alphabetic());
                Self::MonthDay(month, day, words.find_map(|word| word.parse().ok()))
            }
            (Some(Ok(month)), None) => Self::Month(month),
            _ => Self::Nothing,
        }
    }
}

/// A place with its words.
#[derive(Debug)]
pub(super) struct Spot {
    /// Number of the name in one wording.
    pub(super) name: u32,
    /// Words of the name that tell it from others of its kind, ascending.
    pub(super) words: Box<[u32]>,
    /// Words that say what it is, as in `mosque`, ascending.
    pub(super) kinds: Box<[u32]>,
    /// Words of the faith that it serves, ascending.
    pub(super) faiths: Box<[u32]>,
    /// Words of `words` that are long enough to stand in [`Features::named`], ascending.
    pub(super) telling: Box<[u32]>,
    pub(super) admin1: Option<u32>,
    pub(super) country: Option<u32>,
    pub(super) precision: GeoPrecision,
    pub(super) gazetteer: bool,
}

/// A mention with the index of its document.
pub(super) type Mention<'m> = (usize, &'m IncidentMention);

/// All mentions as numbers.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) mentions: Vec<Features>,
    pub(super) spots: Vec<Spot>,
    /// For each actor the bodies that it is a branch of, itself first.
    pub(super) actors: Vec<Vec<u32>>,
}

impl Table {
    /// The place of a mention.
    pub(super) fn spot(&self, mention: &Features) -> Option<&Spot> {
        mention.spot.map(|spot| &self.spots[spot as usize])
    }

    /// Numbers the mentions, each with the index of its document. Names of those who speak or act tell no event from another.
    pub(super) fn of<'s>(
        mentions: &[Mention<'_>],
        speakers: impl Iterator<Item = &'s Speaker>,
        documents: &[Source],
        codebook: &Codebook,
    ) -> Self {
        let kinds = Kinds::of(codebook);
        let mut numbers = Numbers::default();
        let common = common_names(mentions, speakers, &mut numbers);
        let seen = seen(mentions, &kinds, &mut numbers);
        let most = 8 + mentions.len() / 500;
        let mut table = Self { mentions: Vec::with_capacity(mentions.len()), spots: Vec::new(), actors: Vec::new() };
        let mut spots: HashMap<_, u32> = HashMap::new();
        let mut actors: HashMap<u32, u32> = HashMap::new();
        let mut profiles: HashMap<(EventType, When, Option<u32>), u32> = HashMap::new();
        for (document, mention) in mentions {
            let spot = mention.place.as_ref().map(|place| {
                let admin1 = place.admin1.as_ref().map(|name| numbers.of(name));
                let country = place.country.as_ref().map(|name| numbers.of(name));
                let key = (numbers.of(&place.name), admin1, country, place.precision, place.gazetteer);
                *spots.entry(key).or_insert_with(|| {
                    table.spots.push(spot_of(place, admin1, country, &kinds, &mut numbers));
                    table.spots.len() as u32 - 1
                })
            });
            let perpetrator = mention.perpetrator.as_ref().map(|actor| {
                let number = numbers.of(&actor.name);
                *actors.entry(number).or_insert_with(|| {
                    let mut line = vec![number];
                    let mut at = codebook.actors.parent(&actor.name);
                    while let Some(parent) = at.filter(|_| line.len() < 16) {
                        line.push(numbers.of(parent));
                        at = codebook.actors.parent(parent);
                    }
                    table.actors.push(line);
                    table.actors.len() as u32 - 1
                })
            });
            let when = When::of(mention.date.as_ref());
            let next = profiles.len() as u32;
            let profile = *profiles.entry((mention.event_type, when, spot)).or_insert(next);
            let number = |count: &Option<Count>| count.as_ref().and_then(Count::number).filter(|n| *n > 0);
            let mut target: Vec<u32> = mention
                .target
                .iter()
                .flat_map(|target| words(target))
                .filter(|word| word.len() > 2 && !kinds.is_kind(word))
                .map(|word| numbers.of(&word))
                .collect();
            let mut named = Vec::new();
            for evidence in &mention.evidence {
                each_word(&evidence.text, &mut |word, capital| {
                    if let Some(&id) = numbers.ids.get(word).filter(|_| capital) {
                        let (small, in_mentions) = seen[id as usize];
                        if !small && in_mentions as usize <= most && !common.contains(&id) {
                            named.push(id);
                        }
                    }
                });
            }
            for list in [&mut target, &mut named] {
                list.sort_unstable();
                list.dedup();
            }
            table.mentions.push(Features {
                document: *document as u32,
                event_type: mention.event_type,
                when,
                spot,
                perpetrator,
                killed: number(&mention.killed),
                wounded: number(&mention.wounded),
                target: target.into(),
                named: named.into(),
                published: documents[*document].record.published.map(|p| p.date.num_days_from_ce()),
                profile,
            });
        }
        table
    }
}

fn spot_of(place: &Place, admin1: Option<u32>, country: Option<u32>, kinds: &Kinds<'_>, numbers: &mut Numbers) -> Spot {
    let mut lists = [const { Vec::new() }; 4];
    let [own, kind, faiths, telling] = &mut lists;
    let name = kinds.folded(&words(&place.name).collect::<Vec<String>>());
    for word in name.iter().filter(|word| word.len() > 2 && !is_filler(word)) {
        let number = numbers.of(stem(word));
        if kinds.is_kind(word) {
            kind.push(number);
        } else if kinds.is_faith(stem(word)) {
            faiths.push(number);
        } else {
            own.push(number);
            telling.extend((word.len() > SHORT_WORD).then_some(number));
        }
    }
    for list in &mut lists {
        list.sort_unstable();
    }
    let [words, kinds, faiths, telling] = lists.map(Vec::into_boxed_slice);
    let name = numbers.of(&name.join(" "));
    let (precision, gazetteer) = (place.precision, place.gazetteer);
    Spot { name, words, kinds, faiths, telling, admin1, country, precision, gazetteer }
}

/// Numbers for names and words, in the order in which they come.
#[derive(Default)]
struct Numbers {
    ids: HashMap<Box<str>, u32>,
}

impl Numbers {
    fn of(&mut self, name: &str) -> u32 {
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let next = self.ids.len() as u32;
        self.ids.insert(name.into(), next);
        next
    }
}

/// For each word: whether it is ever written small, is a day or month or is known to the codebook, and how many times it has a capital.
fn seen(mentions: &[Mention<'_>], kinds: &Kinds<'_>, numbers: &mut Numbers) -> Vec<(bool, u32)> {
    let mut seen = vec![(false, 0); numbers.ids.len()];
    for evidence in mentions.iter().flat_map(|(_, mention)| &mention.evidence) {
        each_word(&evidence.text, &mut |word, capital| {
            let id = numbers.of(word) as usize;
            if id >= seen.len() {
                seen.resize(id + 1, (false, 0));
                let of_calendar = word.parse::<Weekday>().is_ok() || word.parse::<Month>().is_ok();
                seen[id].0 = of_calendar || kinds.is_known(word);
            }
            seen[id].0 |= !capital;
            seen[id].1 += u32::from(capital);
        });
    }
    seen
}

/// Words of the names of actors, speakers and known places; a site's own name tells an event from another.
fn common_names<'a, 's: 'a>(
    mentions: &[Mention<'a>],
    speakers: impl Iterator<Item = &'s Speaker>,
    numbers: &mut Numbers,
) -> HashSet<u32> {
    let mut common = HashSet::new();
    let mut names: HashSet<&'a str> = HashSet::new();
    let mut add = |name: &str| {
        for word in words(name) {
            common.insert(numbers.of(stem(&word)));
        }
    };
    for (_, mention) in mentions {
        let actors = mention.perpetrator.iter().chain(mention.responsibility.iter().map(|r| &r.actor));
        let places = mention.place.iter().filter(|place| place.gazetteer && place.precision > GeoPrecision::Site);
        let regions = mention.place.iter().flat_map(|place| place.admin1.iter().chain(&place.country));
        let here = actors
            .flat_map(|actor| [actor.name.as_str(), actor.as_written.as_str()])
            .chain(places.map(|place| place.name.as_str()))
            .chain(regions.map(String::as_str));
        here.filter(|name| names.insert(name)).for_each(&mut add);
    }
    for speaker in speakers {
        let here = [speaker.name.as_deref(), Some(&speaker.as_written), speaker.organisation.as_deref()];
        here.into_iter().flatten().filter(|name| names.insert(name)).for_each(&mut add);
    }
    common
}

/// Lower-case words of a name.
fn words(name: &str) -> impl Iterator<Item = String> + '_ {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// A word without the ending of its plural.
fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with(['s', 'u', 'i'])).unwrap_or(word)
}

/// Every word of four letters or more in lower case, without the ending of a plural, and whether it has a capital.
fn each_word(text: &str, take: &mut impl FnMut(&str, bool)) {
    let mut buffer = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > SHORT_WORD) {
        let capital = word.starts_with(char::is_uppercase);
        if !capital && word.bytes().all(|b| b.is_ascii_lowercase()) {
            take(stem(word), false);
            continue;
        }
        buffer.clear();
        buffer.extend(word.chars().flat_map(char::to_lowercase));
        take(stem(&buffer), capital);
    }
}
