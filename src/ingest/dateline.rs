//! What dates an article: lines that say when it was published, the dateline of its first paragraph, its address and file
//! name. Never a caption's date, never the story's own.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::Regex;

use super::day::{Day, Found, days, weekday};
use crate::codebook::cleaning::Cleaning;
use crate::model::document::{Published, PublishedBasis};

/// How a line says what its date is; the first fits best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    /// "Published", "Posted".
    Published,
    /// Nothing is said.
    Bare,
    /// "Updated", "Last modified".
    Updated,
}

/// A line that dates the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateLine {
    /// What the date is said to be.
    pub(super) label: Label,
    /// The date; `None` for a label that lost its date, as in `Published on`.
    pub(super) found: Option<Found>,
    /// What else stands on the line: an author, an outlet, a place. Empty where nothing does.
    pub(super) beside: String,
}

/// Longest line, in characters, that may date an article.
const LONGEST: usize = 120;

/// Reads a line as one that dates an article; `None` where it may be anything else.
pub(super) fn date_line(line: &str, cleaning: &Cleaning) -> Option<DateLine> {
    if line.chars().count() > LONGEST {
        return None;
    }
    let all = days(line);
    let mut rest = line.to_owned();
    for found in all.iter().rev() {
        rest.replace_range(found.range.clone(), "|");
    }
    let label = label(&rest);
    let beside: Vec<&str> = rest
        .split(|c: char| SEPARATORS.contains(&c))
        .map(|part| strip(part, cleaning))
        .filter(|p| !p.is_empty())
        .collect();
    let found = match label {
        Some(Label::Published) | None => all.first(),
        Some(_) => all.iter().find(|f| !before(line, f).contains("pdated")).or(all.first()),
    };
    let labelled = label.is_some();
    let is_dated = match found.map(|f| f.day) {
        None => labelled && beside.is_empty() && !line.ends_with('.'),
        Some(Day::Yearless { .. }) => labelled && beside.is_empty(),
        Some(_) => beside.iter().all(|part| may_stand_beside(part, line, labelled, cleaning)),
    };
    let label = match (label, found) {
        (Some(Label::Updated), Some(f)) if !before(line, f).to_lowercase().contains("updated") => Label::Bare,
        (label, _) => label.unwrap_or(Label::Bare),
    };
    is_dated.then(|| DateLine { label, found: found.cloned(), beside: beside.join(" ") })
}

const SEPARATORS: [char; 10] = ['|', ',', '·', '•', '–', '—', '(', ')', '[', ']'];

fn before<'l>(line: &'l str, found: &Found) -> &'l str {
    &line[..found.range.start]
}

fn label(rest: &str) -> Option<Label> {
    let words: Vec<String> =
        rest.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let says = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    if says(&["published", "posted", "issued", "broadcast", "aired", "dated", "issue"]) {
        Some(Label::Published)
    } else if says(&["updated", "modified", "edited"]) {
        Some(Label::Updated)
    } else if words.first().is_some_and(|w| w == "date" || w == "created") {
        Some(Label::Published)
    } else {
        None
    }
}

/// A part of the line without the words and figures that belong to a date.
fn strip<'p>(part: &'p str, cleaning: &Cleaning) -> &'p str {
    let is_date_word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '/' | '-'))
            || cleaning.is_date_word(word)
            || weekday(word).is_some()
            || word
                .strip_suffix("am")
                .or(word.strip_suffix("pm"))
                .is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
    };
    // The key of a record, as in `date_published`, is several words.
    let is_date_key = |word: &str| word.trim_end_matches(':').split('_').all(is_date_word);
    if part.split_whitespace().all(is_date_key) { "" } else { part.trim() }
}

/// Whether a line that holds more than a date still only dates the article: beside the date stand an author, an outlet, or
/// what a mark such as `|` sets off; never a sentence or a headline.
fn may_stand_beside(part: &str, line: &str, labelled: bool, cleaning: &Cleaning) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_name = words.len() <= 3 && words.iter().all(|w| w.starts_with(char::is_uppercase));
    let is_byline = words.len() <= 6 && words[0].eq_ignore_ascii_case("by");
    let is_set_off = words.len() <= 8 && line.contains(['|', '·', '•']);
    let is_outlet = words.len() <= 6 && cleaning.names_outlet(part);
    !line.ends_with('.') && (is_byline || is_set_off || is_outlet || is_name || (labelled && words.len() <= 5))
}

/// What stands before the first sentence of a story: `KABUL, Oct. 4 (Reuters) — `.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opening {
    /// Bytes of the paragraph that it takes up, the dash and the blank after it too.
    pub(super) length: usize,
    /// The day, if it states one.
    pub(super) day: Option<Day>,
    /// The agency in brackets, if it names one.
    pub(super) agency: Option<String>,
}

static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    let place = r"\p{Lu}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*){0,3}(?:,\s+\p{L}[\p{L}. ]{1,30}?){0,2}";
    let agency = r"\((?<agency>\p{Lu}[^()]{1,40})\)";
    Regex::new(&format!(
        r"^(?:(?<place>{place}?)(?:[,:]?\s+(?<date>[^()—–]{{3,24}}?))?\s*(?:{agency})?\s*[—–-]+\s+|{place}?,\s+(?<stop>[^()—–.]{{3,24}})[.:]\s+|\((?<bracket>[^()—–]{{8,24}})\)\s+|{agency_only}\s*[—–-]+\s*)",
        agency_only = agency.replace("agency", "only"),
    ))
    .expect("the pattern is fixed and right")
});

/// Whether a text is a month with its year: `May 2023`.
pub(super) fn is_month(text: &str) -> bool {
    let Some((month, year)) = text.trim().split_once(' ') else { return false };
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_year && days(&format!("1 {month} {year}")).iter().any(|found| matches!(found.day, Day::Full(_)))
}

/// The opening of a paragraph, where it has one: it must state a day or name an agency.
pub(super) fn opening(paragraph: &str) -> Option<Opening> {
    let captures = OPENING.captures(paragraph)?;
    let length = captures.get(0)?.end();
    let date = ["date", "stop", "bracket"].iter().find_map(|name| captures.name(name)).map(|m| m.as_str());
    let whole = |text: &str| {
        let day = days(text).into_iter().next()?;
        let rest = format!("{} {}", &text[..day.range.start], &text[day.range.end..]);
        let only = rest.split_whitespace().all(|w| weekday(w).is_some() || !w.contains(char::is_alphabetic));
        only.then_some(day.day)
    };
    let day = date.and_then(whole);
    let agency = captures.name("agency").or(captures.name("only")).map(|m| m.as_str().to_owned());
    let by_stop = captures.name("stop").or(captures.name("bracket")).is_some();
    let stands = if by_stop { matches!(day, Some(Day::Full(_))) } else { day.is_some() || agency.is_some() };
    stands.then_some(Opening { length, day, agency })
}

/// Everything that may date an article.
#[derive(Debug, Default)]
pub(super) struct Evidence<'a> {
    /// Dates of lines at the head and tail and of the opening, in the order of the text.
    pub(super) lines: Vec<(Label, Found)>,
    /// The date that came with the text.
    pub(super) metadata: Option<&'a str>,
    /// Address.
    pub(super) url: Option<&'a str>,
    /// Path of the file.
    pub(super) file: Option<&'a str>,
}

/// The publication date, by the first basis that fits; `None` where nothing states it beyond doubt. A date after `as_of` is
/// passed over for one that is not, and handed back beside; where nothing says otherwise it stands, for then the article is
/// later than the briefing.
pub(super) fn published(evidence: &Evidence<'_>, as_of: Option<NaiveDate>) -> (Option<Published>, Option<NaiveDate>) {
    let metadata = evidence.metadata.and_then(|text| match days(text).first()?.day {
        Day::Full(date) => Some(date),
        _ => None,
    });
    let url = evidence.url.and_then(in_path);
    let file = evidence.file.and_then(in_path);
    let beside: Vec<NaiveDate> = [metadata, url, file].into_iter().flatten().collect();
    let month_first = evidence.lines.iter().find_map(|(_, found)| found.month_first);
    let stated = [Label::Published, Label::Bare, Label::Updated].into_iter().find_map(|label| {
        let lines = evidence.lines.iter().filter(|(l, _)| *l == label);
        let mut days = lines.map(|(_, found)| decided(found.day, month_first, &beside));
        days.find_map(|day| day)
    });
    let candidates = [
        (stated, PublishedBasis::Dateline),
        (metadata, PublishedBasis::Metadata),
        (url, PublishedBasis::Url),
        (file, PublishedBasis::FileName),
    ];
    let dated = candidates.into_iter().filter_map(|(date, basis)| Some(Published { date: date?, basis }));
    let (future, past): (Vec<Published>, Vec<Published>) =
        dated.partition(|published| as_of.is_some_and(|as_of| published.date > as_of));
    let passed_over = future.first().filter(|_| !past.is_empty()).map(|published| published.date);
    (past.first().or(future.first()).copied(), passed_over)
}

/// A day as a date, with what else is known: the order of figures elsewhere in the document, and dates beside the text.
fn decided(day: Day, figures: Option<bool>, beside: &[NaiveDate]) -> Option<NaiveDate> {
    match day {
        Day::Full(date) => Some(date),
        Day::Ambiguous { month_first, day_first } => match figures {
            Some(true) => Some(month_first),
            Some(false) => Some(day_first),
            None => [month_first, day_first].into_iter().find(|date| beside.contains(date)),
        },
        Day::Yearless { month, day } => beside.iter().find_map(|near| {
            let years = [near.year() - 1, near.year(), near.year() + 1];
            let dates = years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
            dates.into_iter().find(|date| (*date - *near).num_days().abs() <= 10)
        }),
    }
}

static IN_PATH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^0-9A-Za-z])((?:19|20)\d{2})(?:([-_/.])(\d{1,2})([-_/.])(\d{1,2})|(\d{2})(\d{2}))(?:$|[^0-9A-Za-z]|T\d)",
    )
    .expect("the pattern is fixed and right")
});

/// The day in an address or a file's path: `/2021/10/04/`, `2021-10-04-…`, `20211004`; `None` where there is none or more
/// than one.
fn in_path(path: &str) -> Option<NaiveDate> {
    let mut dates: Vec<NaiveDate> = IN_PATH
        .captures_iter(path)
        .filter(|c| c.get(2).map(|m| m.as_str()) == c.get(4).map(|m| m.as_str()))
        .filter_map(|c| {
            let number = |a, b| c.get(a).or(c.get(b)).and_then(|m| m.as_str().parse::<u32>().ok());
            NaiveDate::from_ymd_opt(c[1].parse().ok()?, number(3, 6)?, number(5, 7)?)
        })
        .collect();
    dates.dedup();
    if dates.len() == 1 { dates.pop() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::{Codebook, bundled};

    fn codebook() -> Codebook {
        Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right")
    }

    fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a day of the calendar")
    }

    #[test]
    fn lines_that_date_an_article() {
        let codebook = codebook();
        for (line, label) in [
            ("Published: 21 September 2021", Label::Published),
            ("Tue, 09/21/2021 – 12:10", Label::Bare),
            ("September 21, 2021 at 5:30 p.m. EDT", Label::Bare),
            ("Updated: Sept. 21, 2021, 14:05 GMT", Label::Updated),
            ("Posted on 21 September 2021 by newsroom", Label::Published),
            ("By Edda Kornblum | 21 September 2021", Label::Bare),
            ("The Meridian Post, Tuesday 21 September 2021", Label::Bare),
            ("Briefing note 41 · 21 September 2021", Label::Bare),
            ("Transcript, broadcast 21 September 2021", Label::Published),
            ("2021-09-21T12:10:00Z", Label::Bare),
        ] {
            let found = date_line(line, &codebook.cleaning).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(found.found.map(|f| f.day), Some(Day::Full(ymd(2021, 9, 21))), "{line}");
            assert_eq!(found.label, label, "{line}");
        }
        assert_eq!(date_line("Published on", &codebook.cleaning).map(|d| d.found), Some(None));
    }

    #[test]
    fn lines_that_only_hold_a_date() {
        let codebook = codebook();
        for line in [
            "What we know about the attack of 26 August 2021",
            "On 26 August 2021 a bomber killed 182 people at the airport.",
            "Taliban raided an Islamic State hideout in the capital, Feb. 14, 2023.",
            "August 26",
            "Monday",
        ] {
            assert_eq!(date_line(line, &codebook.cleaning), None, "{line}");
        }
    }

    #[test]
    fn openings_of_stories() {
        let full = opening("KABUL, Afghanistan, Oct. 4, 2021 (AP) — The Taliban said").expect("it has one");
        assert_eq!((full.day, full.agency.as_deref()), (Some(Day::Full(ymd(2021, 10, 4))), Some("AP")));
        let agency = opening("KABUL (Reuters) - The Taliban said").expect("it has one");
        assert_eq!((agency.day, agency.length), (None, "KABUL (Reuters) - ".len()));
        let yearless = opening("KABUL, Oct. 4 (Harbour Wire) — A bomb").expect("it has one");
        assert_eq!(yearless.day, Some(Day::Yearless { month: 10, day: 4 }));
        let bracket = opening("(14 Nov 2021) Prices in the market").expect("it has one");
        assert_eq!(bracket.day, Some(Day::Full(ymd(2021, 11, 14))));
        assert_eq!(opening("(in Kabul since 2021) He said").and_then(|o| o.day), None);
        let stop = opening("Kabul, 15 February 2023. On the night of Monday").expect("it has one");
        assert_eq!(stop.day, Some(Day::Full(ymd(2023, 2, 15))));
        for none in [
            "A raid — the third this year — killed six.",
            "The bomb, on 3 October, killed eight.",
            "On Thursday, 21 April, a bomb went off.",
            "Islamic State Khorasan (ISKP) - the group's branch - said so.",
        ] {
            let found = opening(none);
            assert!(found.as_ref().is_none_or(|o| o.agency.is_some()), "{none}: {found:?}");
        }
    }

    #[test]
    fn the_year_of_a_dateline_comes_from_the_address_or_the_name() {
        let found = days("Oct. 4").remove(0);
        let mut evidence = Evidence { lines: vec![(Label::Bare, found)], ..Evidence::default() };
        assert_eq!(published(&evidence, None).0, None);
        evidence.url = Some("https://example.org/2021/10/05/blast");
        let dateline = Published { date: ymd(2021, 10, 4), basis: PublishedBasis::Dateline };
        assert_eq!(published(&evidence, None).0, Some(dateline));
    }

    #[test]
    fn figures_in_doubt_stay_open_until_something_decides() {
        let mut evidence = Evidence { lines: vec![(Label::Bare, days("03/04/2021").remove(0))], ..Evidence::default() };
        assert_eq!(published(&evidence, None).0, None);
        evidence.file = Some("2021-04-03-raid.txt");
        assert_eq!(published(&evidence, None).0.map(|p| p.date), Some(ymd(2021, 4, 3)));
        evidence.file = None;
        evidence.lines.push((Label::Updated, days("Updated 03/25/2021").remove(0)));
        assert_eq!(published(&evidence, None).0.map(|p| p.date), Some(ymd(2021, 3, 4)));
    }

    #[test]
    fn days_in_paths() {
        assert_eq!(in_path("https://example.org/2021/10/04/blast"), Some(ymd(2021, 10, 4)));
        assert_eq!(in_path("news/2021-10-04-blast.txt"), Some(ymd(2021, 10, 4)));
        assert_eq!(in_path("20211004.txt"), Some(ymd(2021, 10, 4)));
        assert_eq!(in_path("000_21e66ed0ee6907fa.txt"), None);
        assert_eq!(in_path("id-120211004.txt"), None);
    }
}
