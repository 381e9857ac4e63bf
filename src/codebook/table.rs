//! A table of places as a pack holds it → rows: one place a line, its columns parted by tabs.
//!
//! `kind, name, other names, latitude,longitude, inhabitants in thousands, mark`; columns at the end may be left out. A row
//! `country` says what the rows below it lie in, a row `region` which first-level region.

use crate::diag::{Diagnostic, Location};
use crate::model::place::GeoPrecision;

/// What a name is besides a place's, and so how much a text must say before it is read as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Nothing else.
    #[default]
    Plain,
    /// Persons or several regions bear it: `Jackson`, `Jordan`, `Farah`.
    Person,
    /// A word of the language: `Reading`, `Mobile`.
    Word,
}

/// A place of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row<'t> {
    /// What it is.
    pub(super) kind: GeoPrecision,
    /// Canonical name.
    pub(super) name: &'t str,
    /// Country that it lies in.
    pub(super) country: &'t str,
    /// First-level region that it lies in or is; `None` where the table gives none.
    pub(super) region: Option<&'t str>,
    /// Other names, parted by semicolons.
    pub(super) aliases: &'t str,
    /// Degrees north and east.
    pub(super) at: Option<(f64, f64)>,
    /// Inhabitants in thousands; 0 where not known.
    pub(super) size: u32,
    /// What else the name is.
    pub(super) mark: Mark,
}

/// The rows of a table, countries themselves left out.
///
/// # Errors
/// A row of an unknown kind or mark, without a name, without a country above it, or with coordinates that are none.
pub(super) fn rows<'t>(path: &str, text: &'t str) -> Result<Vec<Row<'t>>, Diagnostic> {
    let (mut country, mut region) = (None, None);
    let mut rows = Vec::with_capacity(text.len() / 30);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |what: String| {
            let location = Location { path: path.to_owned(), source: text.to_owned(), span: at..at + line.len() };
            Diagnostic::error(what).at(location)
        };
        let mut columns = line.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        let (kind, name) = (next(), next());
        let kind = match kind {
            "country" => {
                (country, region) = (Some(name), None);
                continue;
            }
            "region" => GeoPrecision::Province,
            "city" => GeoPrecision::City,
            "district" => GeoPrecision::District,
            "site" => GeoPrecision::Site,
            other => {
                let error = wrong(format!("`{other}` is no kind of place"));
                return Err(error.hint("the kinds are country, region, city, district and site"));
            }
        };
        if kind == GeoPrecision::Province {
            region = Some(name).filter(|name| !name.is_empty());
            if region.is_none() {
                continue;
            }
        }
        let Some(country) = country.filter(|_| !name.is_empty()) else {
            return Err(wrong("a place needs a name, and a row `country` above it".to_owned()));
        };
        let aliases = next();
        let (point, size, mark) = (next(), next(), next());
        let point = match point {
            "" => None,
            point => Some(degrees(point).ok_or_else(|| wrong(format!("`{point}` is no point on earth")))?),
        };
        let mark = match mark {
            "" => Mark::Plain,
            "person" => Mark::Person,
            "word" => Mark::Word,
            other => return Err(wrong(format!("`{other}` is no mark")).hint("the marks are person and word")),
        };
        rows.push(Row { kind, name, country, region, aliases, at: point, size: size.parse().unwrap_or(0), mark });
    }
    Ok(rows)
}

fn degrees(point: &str) -> Option<(f64, f64)> {
    let (lat, lon) = point.split_once(',')?;
    let (lat, lon): (f64, f64) = (lat.parse().ok()?, lon.parse().ok()?);
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_lies_in_what_stands_above_it() {
        let text = "# places\ncountry\tIran\nregion\tFars\ncity\tShiraz\t\t29.61,52.53\t1566\nregion\ncity\tNowhere\t\t\t\tword\n";
        let rows = rows("world.tsv", text).expect("the table is right");
        let shown: Vec<_> = rows.iter().map(|r| (r.name, r.country, r.region, r.size, r.mark)).collect();
        assert_eq!(
            shown,
            [
                ("Fars", "Iran", Some("Fars"), 0, Mark::Plain),
                ("Shiraz", "Iran", Some("Fars"), 1566, Mark::Plain),
                ("Nowhere", "Iran", None, 0, Mark::Word),
            ]
        );
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (text, part) in [
            ("city\tShiraz\n", "country"),
            ("country\tIran\ntown\tShiraz\n", "`town`"),
            ("country\tIran\ncity\tShiraz\t\t129,52\n", "129,52"),
            ("country\tIran\ncity\tShiraz\t\t\t\todd\n", "`odd`"),
        ] {
            let error = format!("{:?}", rows("desk/iran.tsv", text).expect_err("it is wrong"));
            assert!(error.contains(part) && error.contains("desk/iran.tsv"), "{error}");
        }
    }
}
