//! The pictures of the sample, of a thousand incidents, and of names that try to be markup.

use regex::Regex;

use super::label::{Area, width};
use super::*;
use crate::analyse::sample::{relations, settings};
use crate::analyse::{Relations, analyse_with};
use crate::model::casualties::Toll;
use crate::model::dataset::Dataset;
use crate::model::date::{DateBasis, Precision, Timex};
use crate::model::sample::{dataset, day};

fn findings(dataset: Dataset) -> Findings {
    analyse_with(dataset, &Relations { short: BTreeMap::new(), ..relations() }, &settings())
}

/// A square country of four provinces.
fn outlines() -> Vec<Outline> {
    let provinces = ["Kabul", "Nangarhar", "Kandahar", "Herat"].into_iter().zip([
        (3500, 6900),
        (3450, 7050),
        (3150, 6550),
        (3430, 6200),
    ]);
    vec![Outline {
        country: "Afghanistan".to_owned(),
        credit: "a mapper".to_owned(),
        border: vec![vec![(2900, 6000), (2900, 7500), (3800, 7500), (3800, 6000), (2900, 6000)]],
        lines: vec![vec![(2900, 6700), (3800, 6700)], vec![(3300, 6000), (3300, 7500)]],
        provinces: provinces.map(|(name, at)| (name.to_owned(), at)).collect(),
    }]
}

fn drawn(dataset: Dataset) -> BTreeMap<String, String> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("pictures are text");
    pictures(&findings(dataset), &outlines()).into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
}

/// A thousand attacks over two years, all over the country; every seventh known to its month only, every fifth without toll.
fn many() -> Dataset {
    let mut dataset = dataset();
    let model = dataset.incidents[0].clone();
    dataset.incidents = (0..1000_u32)
        .map(|n| {
            let mut incident = model.clone();
            incident.id = format!("incident-{n:04}");
            let first = day("2021-03-02") + chrono::Days::new(u64::from(n) * 727 / 1000);
            incident.date = Some(match n % 7 {
                0 => Timex::resolved(first, first + chrono::Days::new(27), Precision::Month, DateBasis::Stated, ""),
                1 if n % 3 == 0 => Timex::unresolved("Sunday", None),
                _ => Timex::resolved(first, first, Precision::Day, DateBasis::Stated, ""),
            });
            let killed = u64::from(n * 37 % 23 * (n % 11));
            incident.killed = (n % 5 != 0).then(|| Toll {
                low: Some(killed),
                best: Some(killed),
                high: Some(killed + 3),
                ..model.killed.clone().expect("the sample has a toll")
            });
            if n % 4 == 0 {
                incident.perpetrator = None;
                incident.responsibility.clear();
            }
            if let Some(place) = &mut incident.place {
                place.admin1 =
                    Some(["Kabul", "Nangarhar", "Kandahar", "Herat", "Elsewhere"][n as usize % 5].to_owned());
                (place.lat, place.lon) = (None, None);
            }
            incident
        })
        .collect();
    dataset
}

/// Whether every line is one known element with plain attributes and escaped text, and nothing leads outside.
fn check(svg: &str) {
    let value = r#"[^"<>&]*"#;
    let text = r"(?:[^<>&]|&(?:amp|lt|gt|quot|#39);)*";
    let shape = format!(r#"<(?:rect|line|circle|path)(?: [a-z0-9-]+="{value}")*/>"#);
    let words = format!(r#"<text(?: [a-z0-9-]+="{value}")*>{text}</text>"#);
    let line = Regex::new(&format!("^(?:{shape}|{words}|<title>{text}</title>|</svg>)$")).expect("it is a pattern");
    let mut lines = svg.lines();
    assert!(
        lines
            .next()
            .is_some_and(|first| first.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\""))
    );
    for found in lines {
        assert!(line.is_match(found), "{found}");
        for attribute in ["href=", "style=", "url(", " on", "data:", "NaN", "inf"] {
            let tag = found.split_once('>').map_or(found, |(tag, _)| tag);
            assert!(!tag.contains(attribute), "{found}");
        }
    }
    assert!(svg.ends_with("</svg>\n"));
}

/// The areas of all texts that are not edges.
fn texts(svg: &str) -> Vec<(Area, String)> {
    let pattern = r##"<text x="([-0-9.]+)" y="([-0-9.]+)" font-size="([0-9.]+)"(?: text-anchor="([a-z]+)")?(?: font-weight="600")? fill="#([0-9a-f]{6})">([^<]*)<"##;
    let number = |text: &str| text.parse::<f64>().expect("a number");
    let area = |found: regex::Captures<'_>| {
        let (x, y, size) = (number(&found[1]), number(&found[2]), number(&found[3]));
        // As wide as the fonts of the PDF make it.
        let wide = width(&found[6], size) / 1.08;
        let left = match found.get(4).map(|anchor| anchor.as_str()) {
            Some("middle") => x - wide / 2.0,
            Some("end") => x - wide,
            _ => x,
        };
        // From the top of a figure to the foot of a comma.
        (Area { left, top: y - size * 0.66, right: left + wide, bottom: y + size * 0.1 }, found[6].to_owned())
    };
    Regex::new(pattern).expect("it is a pattern").captures_iter(svg).map(area).collect()
}

#[test]
fn pictures_hold_nothing_but_shapes_and_words() {
    for dataset in [dataset(), many()] {
        let drawn = drawn(dataset);
        assert_eq!(drawn.keys().collect::<Vec<_>>(), ["charts/map.svg", "charts/tempo.svg", "charts/timeline.svg"]);
        for svg in drawn.values() {
            check(svg);
        }
    }
}

#[test]
fn no_words_cover_others_or_leave_the_picture() {
    for dataset in [dataset(), many()] {
        for (path, svg) in drawn(dataset) {
            let height =
                svg.split("height=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("it has a height");
            let frame = Area { left: 0.0, top: 0.0, right: WIDTH + 0.5, bottom: height.parse().expect("a number") };
            let texts = texts(&svg);
            assert!(texts.len() > 5, "{path}: {}", texts.len());
            for (at, (area, text)) in texts.iter().enumerate() {
                assert!(frame.holds(area), "{path}: {text} at {area:?}");
                for (other, words) in &texts[at + 1..] {
                    assert!(!area.meets(other), "{path}: {text} and {words}");
                }
            }
        }
    }
}

#[test]
fn what_is_suspected_is_told_without_colour() {
    for (path, svg) in drawn(dataset()) {
        assert!(svg.contains("stroke-dasharray=\"2.5 1.5\"") || svg.contains("stroke-dasharray=\"3 2\""), "{path}");
    }
}

#[test]
fn what_is_not_drawn_is_counted() {
    let svg = drawn(many()).remove("charts/timeline.svg").expect("it is drawn");
    let circles = svg.matches("<circle").count();
    assert!((50..=MOST_CIRCLES).contains(&circles), "{circles}");
    let more = Regex::new("and ([0-9]+) more that are not drawn").expect("it is a pattern");
    let more: usize = more.captures(&svg).expect("most are not drawn")[1].parse().expect("a number");
    let shown = findings(many()).findings.pictures.timeline.attacks.len();
    // Two circles are in the legend, nine or eight in the column of what has no date.
    let dated = circles - 2 - 8;
    assert_eq!(dated + more, shown);
}

/// More circles than this no reader tells apart.
const MOST_CIRCLES: usize = 100;

#[test]
fn hostile_names_stay_words() {
    const HOSTILE: &str = "</text><script>alert(1)</script><image href=\"x\"/> & ' ]]> <!-- \u{202E}\u{0}";
    let mut dataset = dataset();
    for incident in &mut dataset.incidents {
        incident.id = format!("{HOSTILE}{}", incident.id);
        if let Some(place) = &mut incident.place {
            place.name = HOSTILE.to_owned();
            place.admin1 = place.admin1.as_ref().map(|_| HOSTILE.to_owned());
            (place.lat, place.lon) = (Some(34.5), Some(69.2));
        }
    }
    let drawn = drawn(dataset);
    for svg in drawn.values() {
        check(svg);
    }
    assert!(drawn["charts/map.svg"].contains("&lt;/text&gt;&lt;script&gt;"));
}

#[test]
fn without_outline_no_map_and_without_dates_no_line_of_time() {
    let findings = findings(dataset());
    let elsewhere = Outline { country: "Elsewhere".to_owned(), ..outlines().remove(0) };
    for outlines in [Vec::new(), vec![elsewhere]] {
        assert!(!pictures(&findings, &outlines).contains_key("charts/map.svg"));
    }
    assert!(drawn(Dataset::default()).is_empty());
    let mut undated = dataset();
    undated.incidents.iter_mut().for_each(|incident| incident.date = None);
    undated.statements.iter_mut().for_each(|statement| statement.fact.date = None);
    assert_eq!(drawn(undated).keys().collect::<Vec<_>>(), ["charts/map.svg"]);
}
