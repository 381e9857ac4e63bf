//! What the method note tells besides its rules: which months the articles cover.

use serde::Serialize;

use super::figures::gap;
use crate::compose::desk::Desk;
use crate::compose::wording::{self, plural};
use crate::model::edition::ClaimKind;
use crate::model::findings::Month;

/// So many rows the table of months has at most: the last ones.
const ROWS: usize = 24;

/// The coverage.
#[derive(Debug, Serialize)]
pub(super) struct Method {
    months: Vec<Covered>,
    /// How many articles earlier months have that the table leaves out; `None` for none.
    earlier: Option<String>,
    /// From how many days on the latest dated article is too old.
    stale_after: String,
}

/// A month with its articles, or months in a row without any.
#[derive(Debug, Serialize)]
struct Covered {
    month: String,
    articles: String,
    origins: String,
}

pub(super) fn method(desk: &mut Desk<'_>) -> Method {
    let coverage = &desk.findings.findings.coverage;
    let mut months: Vec<(chrono::NaiveDate, Covered)> = Vec::new();
    for (at, month) in coverage.months.iter().enumerate().filter(|(_, month)| !month.articles.is_empty()) {
        months.push((month.first_day, covered(desk, at, month)));
    }
    for (at, stretch) in coverage.gaps.iter().enumerate() {
        let row = Covered { month: gap(desk, at, stretch), articles: "none".to_owned(), origins: "–".to_owned() };
        months.push((stretch.start, row));
    }
    months.sort_by_key(|(start, _)| *start);
    let left = months.len().saturating_sub(ROWS);
    let months = months.into_iter().skip(left).map(|(_, row)| row).collect();
    let days = wording::number(coverage.stale_after_days.into());
    let first = (left > 0).then_some(coverage.first).flatten();
    Method {
        months,
        earlier: first.map(|day| desk.derive(ClaimKind::Date, &wording::short_month(day), "/findings/coverage/first")),
        stale_after: desk.derive(ClaimKind::Figure, &days, "/findings/coverage/stale_after_days"),
    }
}

fn covered(desk: &mut Desk<'_>, at: usize, month: &Month) -> Covered {
    let of = format!("/findings/coverage/months/{at}");
    let names = month.origins.iter().enumerate();
    let origins: Vec<String> =
        names.map(|(n, name)| desk.derive(ClaimKind::Name, name, format!("{of}/origins/{n}"))).collect();
    let n = month.articles.len();
    let number = desk.counted(n, format!("{of}/articles"));
    Covered {
        month: desk.derive(ClaimKind::Date, &wording::short_month(month.first_day), format!("{of}/first_day")),
        articles: format!("{number} {}", plural(n, "article", "articles")),
        origins: if origins.is_empty() { wording::NOT_STATED.to_owned() } else { origins.join(", ") },
    }
}
