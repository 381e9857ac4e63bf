//! Facts of a corpus that never was: so many mentions, as plausible in their proportions as a newsroom's archive.
//!
//! Incidents lie over ten years and some hundred places. Most have one report, few have hundreds; later reports raise the toll,
//! others round it, some articles are undated or tell a month alone, recaps tell old incidents in passing, and one article in
//! twelve is another one's copy. All from one seed: the same number gives the same facts.

use chrono::{Datelike, Days, NaiveDate};
use wirebrief::model::actor::Actor;
use wirebrief::model::casualties::{Count, Qualifier};
use wirebrief::model::date::{DateBasis, Precision, Timex};
use wirebrief::model::document::{Published, PublishedBasis, Record};
use wirebrief::model::evidence::Evidence;
use wirebrief::model::extraction::{Extraction, SCHEMA};
use wirebrief::model::incident::{EventType, IncidentMention, Responsibility, ResponsibilityKind};
use wirebrief::model::place::{GeoPrecision, Place};

const TYPES: [EventType; 8] = [
    EventType::Bombing,
    EventType::SuicideBombing,
    EventType::ArmedAttack,
    EventType::Raid,
    EventType::Clash,
    EventType::Airstrike,
    EventType::Assassination,
    EventType::Kidnapping,
];
const SITES: [&str; 8] = ["mosque", "hotel", "school", "hospital", "market", "embassy", "checkpoint", "bridge"];
const SYLLABLES: [&str; 24] = [
    "ba", "dor", "shi", "kan", "lu", "mer", "zar", "ghe", "tal", "vin", "os", "pe", "qu", "ran", "sol", "ti", "ul",
    "wa", "xen", "yor", "hal", "fes", "nim", "cra",
];

/// Facts of documents that hold so many mentions together, or a few more.
pub(crate) fn facts(mentions: usize) -> Vec<Extraction> {
    let mut chance = Chance(mentions as u64 ^ 0x5eed);
    let events: Vec<Event> = (0..=mentions / 4).map(|_| Event::new(&mut chance)).collect();
    let mut documents: Vec<Extraction> = Vec::new();
    let mut made = 0;
    while made < mentions {
        let number = documents.len();
        if number > 20 && chance.one_in(12) {
            let mut copy = documents[chance.below(number)].clone();
            rename(&mut copy, number);
            made += copy.incidents.len();
            documents.push(copy);
            continue;
        }
        let document = document(number, &events, &mut chance);
        made += document.incidents.len();
        documents.push(document);
    }
    documents
}

/// SplitMix64.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }

    /// Mostly small, rarely large: as incidents are reported, and as they kill.
    fn skewed(&mut self, bound: usize) -> usize {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((bound as f64).powf(share * share * share) - 1.0) as usize
    }
}

/// A name of some syllables; the same number gives the same name.
fn name(number: usize) -> String {
    let mut chance = Chance(number as u64 * 7919);
    let mut name: String = (0..2 + chance.below(2)).map(|_| SYLLABLES[chance.below(SYLLABLES.len())]).collect();
    name[..1].make_ascii_uppercase();
    name
}

/// What happened.
struct Event {
    kind: EventType,
    day: NaiveDate,
    place: Place,
    actor: Option<Actor>,
    killed: u64,
    victim: String,
}

impl Event {
    fn new(chance: &mut Chance) -> Self {
        let first = NaiveDate::from_ymd_opt(2013, 1, 1).expect("it is a day");
        let province = chance.skewed(60);
        let city = format!("{} {}", name(province), name(1000 + chance.skewed(8)));
        let mut place = Place {
            name: city.clone(),
            admin1: Some(name(province)),
            country: Some("Nowhere".to_owned()),
            precision: GeoPrecision::City,
            lat: None,
            lon: None,
            gazetteer: true,
        };
        if chance.one_in(2) {
            let site = SITES[chance.below(SITES.len())];
            let own = name(5000 + chance.below(400));
            place.name = if chance.one_in(3) { site.to_owned() } else { format!("{own} {site}") };
            (place.precision, place.gazetteer) = (GeoPrecision::Site, false);
        }
        let actor = format!("Front of {}", name(20_000 + chance.skewed(30)));
        Self {
            kind: TYPES[chance.skewed(TYPES.len() + 1).min(TYPES.len() - 1)],
            day: first + Days::new(chance.below(3650) as u64),
            place,
            actor: (!chance.one_in(3)).then(|| Actor { name: actor.clone(), as_written: actor }),
            killed: chance.skewed(200) as u64,
            victim: name(30_000 + chance.below(20_000)),
        }
    }
}

fn document(number: usize, events: &[Event], chance: &mut Chance) -> Extraction {
    let any = |chance: &mut Chance| {
        let number = if chance.one_in(3) { chance.skewed(events.len()) } else { chance.below(events.len()) };
        &events[number]
    };
    let news = any(chance);
    let published = news.day + Days::new(1 + chance.skewed(20) as u64);
    let dated = !chance.one_in(6);
    let mut record = Record {
        id: String::new(),
        sha256: format!("{:016x}", chance.next()),
        title: Some(format!("News of {}", news.place.name)),
        author: None,
        publisher: Some(format!("The {} Gazette", name(40_000 + chance.skewed(300)))),
        origin: chance.one_in(3).then(|| format!("{} Wire", name(50_000 + chance.below(5)))),
        family: None,
        url: None,
        published: dated.then_some(Published { date: published, basis: PublishedBasis::Dateline }),
        not_before: None,
        language: "en".to_owned(),
        summary: false,
        sketch: String::new(),
    };
    let mut runs: Vec<u64> = (0..45).map(|_| chance.next() >> 3).collect();
    runs.sort_unstable();
    record.sketch = runs.iter().map(|run| format!("{run:016x}")).collect::<Vec<_>>().join(" ");
    let mut incidents = vec![mention(news, dated, false, chance)];
    for _ in 0..chance.below(6) {
        let old = any(chance);
        if old.day < news.day {
            incidents.push(mention(old, dated || chance.one_in(2), true, chance));
        }
    }
    let mut document = Extraction {
        schema: SCHEMA,
        document: record,
        incidents,
        statements: Vec::new(),
        conditions: Vec::new(),
        threats: Vec::new(),
        tallies: Vec::new(),
        publications: Vec::new(),
        warnings: Vec::new(),
        trace: None,
    };
    rename(&mut document, number);
    document
}

/// Gives a document its id, and its evidence with it.
fn rename(document: &mut Extraction, number: usize) {
    let id = format!("{:03}/{number:07}.txt", number / 1000);
    for mention in &mut document.incidents {
        let blamed = mention.responsibility.iter_mut().flat_map(|r| &mut r.evidence);
        blamed.chain(&mut mention.evidence).for_each(|evidence| evidence.document.clone_from(&id));
    }
    document.document.id = id;
}

fn mention(event: &Event, dated: bool, background: bool, chance: &mut Chance) -> IncidentMention {
    let day = event.day;
    let date = match chance.below(8) {
        _ if !dated => {
            let weekday = format!("XXXX-WXX-{}", day.weekday().number_from_monday());
            (!chance.one_in(3)).then(|| Timex::unresolved(day.format("%A").to_string(), Some(weekday)))
        }
        0 if background => {
            let first = day.with_day(1).expect("every month has a first");
            let last = first + chrono::Months::new(1) - Days::new(1);
            Some(Timex::resolved(first, last, Precision::Month, DateBasis::Stated, day.format("%B %Y").to_string()))
        }
        _ => Some(Timex::resolved(day, day, Precision::Day, DateBasis::Stated, day.to_string())),
    };
    let mut place = event.place.clone();
    if place.precision == GeoPrecision::Site && chance.one_in(4) {
        let site = place.name.rfind(' ').map_or(0, |blank| blank + 1);
        place.name.drain(..site);
    }
    let killed = match chance.below(6) {
        0 => event.killed * 3 / 4,
        1 => event.killed / 10 * 10,
        _ => event.killed,
    };
    let qualifier = if chance.one_in(3) { Qualifier::AtLeast } else { Qualifier::Exact };
    let text = format!(
        "A blast tore through {} on {} and killed {killed} people, {} among them, police said after the attack.",
        place.name,
        day.format("%A"),
        event.victim
    );
    let start = chance.below(5000);
    let (end, sentence) = (start + text.len(), Some(1));
    let evidence = vec![Evidence { document: String::new(), start, end, text, sentence }];
    let told = chance.one_in(2);
    let responsibility = event.actor.iter().filter(|_| told).map(|actor| Responsibility {
        kind: ResponsibilityKind::Claimed,
        actor: actor.clone(),
        by: None,
        evidence: evidence.clone(),
    });
    IncidentMention {
        event_type: event.kind,
        date,
        place: (!chance.one_in(10)).then_some(place),
        perpetrator: event.actor.clone(),
        responsibility: responsibility.collect(),
        target: None,
        killed: (killed > 0).then(|| Count::of(killed, qualifier, killed.to_string())),
        wounded: None,
        abducted: None,
        background,
        caveats: Vec::new(),
        evidence,
        rules: vec!["event-noun".to_owned()],
    }
}
