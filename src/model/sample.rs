//! A small corpus made by hand, with its facts, for tests: three articles that tell one attack twice, deny, assure, warn
//! and leave dates open.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::actor::{Actor, Speaker};
use super::casualties::{ClassCount, Count, Qualifier, Toll, TollRule};
use super::condition::{Condition, Direction, Modality, Sector};
use super::dataset::{Dataset, Item, Source, Telling};
use super::date::{DateBasis, Precision, Timex};
use super::document::{Document, Part, PartKind, Provenance, Published, PublishedBasis, Record, Skipped};
use super::evidence::{Evidence, Span};
use super::extraction::{Extraction, SCHEMA};
use super::incident::{
    Agreement, EventType, Incident, IncidentMention, Merge, Report, Responsibility, ResponsibilityKind,
};
use super::place::{GeoPrecision, Place};
use super::statement::{About, Form, Stance, Statement};
use super::tally::Tally;
use super::threat::{Threat, ThreatKind};

/// The actor of the sample.
pub(crate) const ISKP: &str = "Islamic State Khorasan Province";

const FIRST: [&str; 8] = [
    "At least eight civilians were killed when a bomb went off outside the Eid Gah mosque in Kabul on Sunday.",
    "Nobody has claimed the attack.",
    "Food prices have risen by more than 50 percent.",
    "Some $9 billion of state assets remain frozen.",
    "Aid agencies have suspended deliveries in Ghor.",
    "The World Food Programme warned that famine could follow in winter.",
    "The Taliban dismissed the threat posed by IS-K.",
    "Dozens were wounded.",
];
const SECOND: [&str; 6] = [
    "On September 21, the Taliban said that there was “no evidence” of Islamic State militants in the country.",
    "A suicide bomber of ISIS-K killed 169 Afghans and 13 U.S. service members at Kabul airport on August 26.",
    "Bombs struck Taliban vehicles in Jalalabad over the weekend, killing eight people.",
    "Islamic State claimed the attacks in Jalalabad.",
    "“We guarantee the safety of every citizen,” said Karim Noor, a Taliban police commander.",
    "“They are making a comeback, and | nobody * should [doubt] it, least of all those who patrol the streets of the \
     eastern cities by night,” said Lena Brandt of the Delta Institute.",
];
const THIRD: [&str; 7] = [
    "Around 200 people, including 13 U.S. service members, were killed by an IS-Khorasan suicide bomber near Kabul \
     airport on August 26, 2021.",
    "Diplomats said IS-K was planning a truck bombing against embassies in Kabul.",
    "The researcher Omar Said counted nearly 24 attacks by the group in January and February of last year.",
    "Taliban forces raided an IS-K hideout in Kabul on February 13, 2023, and killed several militants, officials said.",
    "It was not possible to verify the account.",
    "Gunmen allegedly from IS-K wounded five guests at a hotel in Kabul in December 2022.",
    "The Taliban said on February 14, 2023, that there was no Islamic State presence in Kabul.",
];

/// The texts, by id.
pub(crate) fn documents() -> BTreeMap<String, Document> {
    let dateline = Published { date: day("2021-09-21"), basis: PublishedBasis::Dateline };
    [
        document("001.txt", "Bomb at Kabul mosque", &FIRST, None, Some("Harbour Wire")),
        document("002.txt", "Taliban see “no evidence” | of IS", &SECOND, Some(dateline), Some("Northern Gazette")),
        document("003.txt", "Embassies on alert", &THIRD, None, None),
    ]
    .into_iter()
    .map(|document| (document.record.id.clone(), document))
    .collect()
}

fn document(id: &str, title: &str, sentences: &[&str], published: Option<Published>, origin: Option<&str>) -> Document {
    let text = format!("{title}\n\n{}\n", sentences.join(" "));
    let hash =
        |bytes: &[u8]| Sha256::digest(bytes).iter().fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
    let body = Span::new(title.len() + 2, text.len() - 1);
    Document {
        record: Record {
            id: id.to_owned(),
            sha256: hash(text.as_bytes()),
            title: Some(title.to_owned()),
            author: None,
            publisher: None,
            origin: origin.map(str::to_owned),
            family: None,
            url: None,
            published,
            not_before: (id == "003.txt").then(|| day("2023-02-14")),
            language: "en".to_owned(),
            summary: false,
            sketch: String::new(),
        },
        parts: vec![
            Part { span: Span::new(0, title.len()), kind: PartKind::Title },
            Part { span: body, kind: PartKind::Paragraph },
        ],
        anchor: None,
        provenance: Provenance {
            reader: "text/1".to_owned(),
            charset: "utf-8".to_owned(),
            file_sha256: hash(text.as_bytes()),
        },
        warnings: Vec::new(),
        text,
    }
}

/// Sentence `number` of an article.
pub(crate) fn sentence(article: usize, number: usize) -> Evidence {
    let id = format!("{article:03}.txt");
    let sentences: &[&str] = [&FIRST[..], &SECOND[..], &THIRD[..]][article - 1];
    let text = sentences[number - 1];
    let start = documents()[&id].text.find(text).expect("the document holds its sentences");
    Evidence {
        document: id,
        start,
        end: start + text.len(),
        text: text.to_owned(),
        sentence: Some(u32::try_from(number).expect("a few sentences")),
    }
}

/// A day written as year-month-day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("tests write days as year-month-day")
}

fn dated(start: &str, end: &str, precision: Precision, words: &str) -> Timex {
    Timex::resolved(day(start), day(end), precision, DateBasis::Stated, words)
}

fn actor(name: &str, as_written: &str) -> Actor {
    Actor { name: name.to_owned(), as_written: as_written.to_owned() }
}

fn place(name: &str, admin1: &str, precision: GeoPrecision) -> Place {
    Place {
        name: name.to_owned(),
        admin1: Some(admin1.to_owned()),
        country: Some("Afghanistan".to_owned()),
        precision,
        lat: None,
        lon: None,
        gazetteer: true,
    }
}

fn mention(event_type: EventType, evidence: Vec<Evidence>) -> IncidentMention {
    IncidentMention {
        event_type,
        date: None,
        place: None,
        perpetrator: None,
        responsibility: Vec::new(),
        target: None,
        killed: None,
        wounded: None,
        abducted: None,
        background: false,
        caveats: Vec::new(),
        evidence,
        rules: Vec::new(),
    }
}

fn blame(kind: ResponsibilityKind, who: Actor, evidence: Evidence) -> Vec<Responsibility> {
    vec![Responsibility { kind, actor: who, by: None, evidence: vec![evidence] }]
}

fn statement(who: (&str, Option<&str>, Option<&str>), stance: Stance, content: &str, evidence: Evidence) -> Statement {
    let (name, role, organisation) = who;
    let at = evidence.text.find(content).expect("the sentence holds what is said") + evidence.start;
    Statement {
        speaker: Speaker {
            name: Some(name.to_owned()),
            as_written: name.to_owned(),
            role: role.map(str::to_owned),
            organisation: organisation.map(str::to_owned),
        },
        cue: "said".to_owned(),
        form: if evidence.text.starts_with('“') { Form::Direct } else { Form::Indirect },
        content: content.to_owned(),
        content_spans: vec![Span::new(at, at + content.len())],
        denied: None,
        stance,
        about: About::default(),
        date: None,
        reported_on: None,
        evidence: vec![evidence],
        rules: Vec::new(),
    }
}

fn condition(sector: Sector, indicator: &str, evidence: Evidence) -> Condition {
    Condition {
        sector,
        indicator: indicator.to_owned(),
        value: None,
        qualifier: None,
        unit: None,
        direction: None,
        modality: Modality::Fact,
        place: None,
        as_of: None,
        said_by: None,
        evidence: vec![evidence],
    }
}

/// The facts of each article, by id.
pub(crate) fn extractions() -> BTreeMap<String, Extraction> {
    let mut out: BTreeMap<String, Extraction> = documents()
        .into_iter()
        .map(|(id, document)| {
            let empty = Extraction {
                schema: SCHEMA,
                document: document.record,
                incidents: Vec::new(),
                statements: Vec::new(),
                conditions: Vec::new(),
                threats: Vec::new(),
                tallies: Vec::new(),
                publications: Vec::new(),
                warnings: Vec::new(),
                trace: None,
            };
            (id, empty)
        })
        .collect();
    first(out.get_mut("001.txt").expect("the first article"));
    second(out.get_mut("002.txt").expect("the second article"));
    third(out.get_mut("003.txt").expect("the third article"));
    out
}

fn first(facts: &mut Extraction) {
    let mut killed = Count::of(8, Qualifier::AtLeast, "At least eight");
    killed.classes = vec![ClassCount { class: "civilian".to_owned(), count: Some(8) }];
    facts.incidents = vec![IncidentMention {
        date: Some(Timex::unresolved("Sunday", Some("XXXX-WXX-7".to_owned()))),
        place: Some(place("Eid Gah mosque", "Kabul", GeoPrecision::Site)),
        target: Some("mosque".to_owned()),
        killed: Some(killed),
        wounded: Some(Count::words("Dozens")),
        ..mention(EventType::Bombing, vec![sentence(1, 1), sentence(1, 8)])
    }];
    facts.statements = vec![Statement {
        denied: Some("the threat posed by IS-K".to_owned()),
        about: About { actor: Some(ISKP.to_owned()), topic: Some("threat".to_owned()) },
        ..statement(
            ("Taliban", None, Some("Taliban")),
            Stance::Denial,
            "dismissed the threat posed by IS-K",
            sentence(1, 7),
        )
    }];
    facts.conditions = vec![
        Condition {
            value: Some(50.0),
            qualifier: Some(Qualifier::AtLeast),
            unit: Some("percent".to_owned()),
            direction: Some(Direction::Increase),
            ..condition(Sector::Food, "food prices", sentence(1, 3))
        },
        Condition {
            value: Some(9e9),
            qualifier: Some(Qualifier::About),
            unit: Some("USD".to_owned()),
            ..condition(Sector::Economy, "frozen assets", sentence(1, 4))
        },
        Condition {
            place: Some(place("Ghor", "Ghor", GeoPrecision::Province)),
            ..condition(Sector::AidAccess, "aid deliveries suspended", sentence(1, 5))
        },
        Condition {
            modality: Modality::Forecast,
            said_by: Some(actor("World Food Programme", "World Food Programme")),
            ..condition(Sector::Food, "famine", sentence(1, 6))
        },
    ];
}

fn second(facts: &mut Extraction) {
    let mut killed = Count::of(182, Qualifier::Exact, "169 Afghans and 13 U.S. service members");
    killed.classes = vec![
        ClassCount { class: "civilian".to_owned(), count: Some(169) },
        ClassCount { class: "military".to_owned(), count: Some(13) },
    ];
    let claimed = actor("Islamic State", "Islamic State");
    facts.incidents = vec![
        IncidentMention {
            date: Some(dated("2021-08-26", "2021-08-26", Precision::Day, "August 26")),
            place: Some(place("Kabul airport", "Kabul", GeoPrecision::Site)),
            perpetrator: Some(actor(ISKP, "ISIS-K")),
            responsibility: blame(ResponsibilityKind::Stated, actor(ISKP, "ISIS-K"), sentence(2, 2)),
            killed: Some(killed),
            ..mention(EventType::SuicideBombing, vec![sentence(2, 2)])
        },
        IncidentMention {
            date: Some(dated("2021-09-18", "2021-09-19", Precision::Day, "the weekend")),
            place: Some(place("Jalalabad", "Nangarhar", GeoPrecision::City)),
            perpetrator: Some(claimed.clone()),
            responsibility: blame(ResponsibilityKind::Claimed, claimed, sentence(2, 4)),
            target: Some("Taliban vehicles".to_owned()),
            killed: Some(Count::of(8, Qualifier::Exact, "eight people")),
            ..mention(EventType::Bombing, vec![sentence(2, 3), sentence(2, 4)])
        },
    ];
    let reported_on = Some(day("2021-09-21"));
    facts.statements = vec![
        Statement {
            form: Form::Mixed,
            denied: Some("Islamic State militants in the country".to_owned()),
            about: About { actor: Some("Islamic State".to_owned()), topic: Some("presence".to_owned()) },
            date: Some(dated("2021-09-21", "2021-09-21", Precision::Day, "September 21")),
            reported_on,
            ..statement(
                ("Taliban", None, Some("Taliban")),
                Stance::Denial,
                "there was “no evidence” of Islamic State militants in the country",
                sentence(2, 1),
            )
        },
        Statement {
            about: About { actor: None, topic: Some("security".to_owned()) },
            reported_on,
            ..statement(
                ("Karim Noor", Some("police commander"), Some("Taliban")),
                Stance::Pledge,
                "We guarantee the safety of every citizen",
                sentence(2, 5),
            )
        },
        Statement {
            about: About { actor: Some("Islamic State".to_owned()), topic: None },
            reported_on,
            ..statement(
                ("Lena Brandt", None, Some("Delta Institute")),
                Stance::Assessment,
                "They are making a comeback, and | nobody * should [doubt] it, least of all those who patrol the \
                 streets of the eastern cities by night",
                sentence(2, 6),
            )
        },
    ];
}

fn third(facts: &mut Extraction) {
    facts.incidents = vec![
        IncidentMention {
            date: Some(dated("2021-08-26", "2021-08-26", Precision::Day, "August 26, 2021")),
            place: Some(place("Kabul airport", "Kabul", GeoPrecision::Site)),
            perpetrator: Some(actor(ISKP, "IS-Khorasan")),
            responsibility: blame(ResponsibilityKind::Stated, actor(ISKP, "IS-Khorasan"), sentence(3, 1)),
            killed: Some(Count::of(200, Qualifier::About, "Around 200 people")),
            ..mention(EventType::SuicideBombing, vec![sentence(3, 1)])
        },
        IncidentMention {
            date: Some(dated("2022-12-01", "2022-12-31", Precision::Month, "December 2022")),
            place: Some(place("Kabul", "Kabul", GeoPrecision::City)),
            perpetrator: Some(actor(ISKP, "IS-K")),
            responsibility: blame(ResponsibilityKind::Suspected, actor(ISKP, "IS-K"), sentence(3, 6)),
            target: Some("hotel".to_owned()),
            wounded: Some(Count::of(5, Qualifier::Exact, "five guests")),
            ..mention(EventType::ArmedAttack, vec![sentence(3, 6)])
        },
        IncidentMention {
            date: Some(dated("2023-02-13", "2023-02-13", Precision::Day, "February 13, 2023")),
            place: Some(place("Kabul", "Kabul", GeoPrecision::City)),
            perpetrator: Some(actor("Taliban", "Taliban")),
            responsibility: blame(ResponsibilityKind::Stated, actor("Taliban", "Taliban"), sentence(3, 4)),
            target: Some("IS-K hideout".to_owned()),
            killed: Some(Count::words("several")),
            caveats: vec![sentence(3, 5)],
            ..mention(EventType::Raid, vec![sentence(3, 4)])
        },
    ];
    facts.statements = vec![Statement {
        denied: Some("Islamic State presence in Kabul".to_owned()),
        about: About { actor: Some("Islamic State".to_owned()), topic: Some("presence".to_owned()) },
        date: Some(dated("2023-02-14", "2023-02-14", Precision::Day, "February 14, 2023")),
        ..statement(
            ("Taliban", None, Some("Taliban")),
            Stance::Denial,
            "there was no Islamic State presence in Kabul",
            sentence(3, 7),
        )
    }];
    facts.threats = vec![Threat {
        kind: ThreatKind::Plot,
        actor: Some(actor(ISKP, "IS-K")),
        target: Some("embassies".to_owned()),
        place: Some(place("Kabul", "Kabul", GeoPrecision::City)),
        date: None,
        said_by: Some(actor("Diplomats", "Diplomats")),
        evidence: vec![sentence(3, 2)],
    }];
    facts.tallies = vec![Tally {
        of: "attacks".to_owned(),
        count: Count::of(24, Qualifier::About, "nearly 24"),
        actor: Some(actor(ISKP, "the group")),
        place: None,
        period: Some(Timex::unresolved("January and February of last year", None)),
        said_by: Some(actor("Omar Said", "Omar Said")),
        evidence: vec![sentence(3, 3)],
    }];
}

/// What `resolve` would make of it.
pub(crate) fn dataset() -> Dataset {
    let facts = extractions();
    let origin = |id: &str| match id {
        "001.txt" => "Harbour Wire",
        "002.txt" => "Northern Gazette",
        _ => "003.txt",
    };
    let documents = documents()
        .into_values()
        .enumerate()
        .map(|(at, document)| Source {
            label: format!("A{}", at + 1),
            origin_counted: origin(&document.record.id).to_owned(),
            not_before_by_reports: None,
            reliability: None,
            record: document.record,
        })
        .collect();
    let mention = |article: usize, at: usize| (article, &facts[&format!("{article:03}.txt")].incidents[at]);
    Dataset {
        documents,
        skipped: vec![Skipped::unreadable("notes.bin", "is not text")],
        incidents: vec![
            incident("2021-08-26-kabul-airport-suicide-bombing", &[mention(2, 0), mention(3, 0)], origin),
            incident("2021-09-18-jalalabad-bombing", &[mention(2, 1)], origin),
            incident("2022-12-kabul-armed-attack", &[mention(3, 1)], origin),
            incident("2023-02-13-kabul-raid", &[mention(3, 2)], origin),
            incident("undated-eid-gah-mosque-bombing", &[mention(1, 0)], origin),
        ],
        near_misses: Vec::new(),
        corrections: Vec::new(),
        uncorrected: Vec::new(),
        statements: items("s", facts.values().flat_map(|f| &f.statements), |s| &s.evidence, origin),
        conditions: items("c", facts.values().flat_map(|f| &f.conditions), |c| &c.evidence, origin),
        threats: items("t", facts.values().flat_map(|f| &f.threats), |t| &t.evidence, origin),
        tallies: items("n", facts.values().flat_map(|f| &f.tallies), |t| &t.evidence, origin),
        publications: items("p", facts.values().flat_map(|f| &f.publications), |p| &p.evidence, origin),
    }
}

fn items<'f, T: Clone + 'f>(
    letter: &str,
    facts: impl Iterator<Item = &'f T>,
    evidence: impl Fn(&T) -> &Vec<Evidence>,
    origin: impl Fn(&str) -> &'static str,
) -> Vec<Item<T>> {
    facts
        .enumerate()
        .map(|(at, fact)| {
            let evidence = evidence(fact).clone();
            let document = evidence[0].document.clone();
            Item {
                id: format!("{letter}-{}", at + 1),
                fact: fact.clone(),
                reports: vec![Telling { origin: origin(&document).to_owned(), document, evidence }],
            }
        })
        .collect()
}

fn incident(id: &str, told: &[(usize, &IncidentMention)], origin: impl Fn(&str) -> &'static str) -> Incident {
    let toll = |count: fn(&IncidentMention) -> Option<&Count>| -> Option<Toll> {
        let counts: Vec<&Count> = told.iter().filter_map(|(_, mention)| count(mention)).collect();
        let best = counts.iter().find(|count| count.qualifier == Qualifier::Exact).or(counts.first())?;
        let mut numbers: Vec<u64> = counts.iter().filter_map(|count| count.number()).collect();
        numbers.sort_unstable();
        Some(Toll {
            low: numbers.first().copied(),
            best: best.number(),
            high: numbers.last().copied(),
            rule: match numbers.len() {
                0 => TollRule::WordsOnly,
                1 => TollRule::Agreed,
                _ => TollRule::ExactBeforeRounded,
            },
            classes: best.classes.clone(),
            qualifier_text: best.qualifier_text.clone(),
            qualifier: best.qualifier,
            said_by: Vec::new(),
        })
    };
    let reports = told.iter().map(|(article, mention)| {
        let document = format!("{article:03}.txt");
        Report {
            origin: origin(&document).to_owned(),
            document,
            killed: mention.killed.clone(),
            wounded: mention.wounded.clone(),
            abducted: None,
            caveats: mention.caveats.clone(),
            evidence: mention.evidence.clone(),
            date: mention.date.clone(),
            rules: mention.rules.clone(),
        }
    });
    let lead = told[0].1;
    Incident {
        id: id.to_owned(),
        event_type: lead.event_type,
        date: lead.date.clone(),
        place: lead.place.clone(),
        perpetrator: lead.perpetrator.clone(),
        responsibility: told.iter().flat_map(|(_, mention)| mention.responsibility.clone()).collect(),
        target: lead.target.clone(),
        killed: toll(|mention| mention.killed.as_ref()),
        wounded: toll(|mention| mention.wounded.as_ref()),
        abducted: None,
        reports: reports.collect(),
        corrected: false,
        was: BTreeMap::new(),
        merges: told.windows(2).map(|pair| merge(pair[0].0, pair[1].0)).collect(),
    }
}

/// Two articles' reports, taken for one event by day and place.
fn merge(one: usize, other: usize) -> Merge {
    let features = Agreement { date: 30, place: 25, ..Agreement::default() };
    let reports = [one, other].map(|article| format!("{article:03}.txt"));
    Merge { reports, score: features.score(), features, corrected: false }
}
