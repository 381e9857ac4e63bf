//! Outlines of countries for maps, as a pack writes them → points.

use serde::Deserialize;

use crate::diag::Diagnostic;
use crate::model::outline::{Outline, Point};

/// A country's outline as written in a pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// Name of the country, as in the gazetteer.
    pub country: String,
    /// Whose data the lines are; a map prints it.
    pub credit: String,
    /// The border, as lines of points `longitude latitude` in degrees, parted by commas.
    pub border: Vec<String>,
    /// The lines between provinces, written alike.
    #[serde(default)]
    pub lines: Vec<String>,
    /// A point inside each province.
    #[serde(default)]
    pub provinces: Vec<ProvinceEntry>,
}

/// Where a province lies.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvinceEntry {
    /// Name, as in the gazetteer.
    pub name: String,
    /// Degrees north and east.
    pub at: (f64, f64),
}

impl Options {
    pub(super) fn compile(&self) -> Result<Outline, Diagnostic> {
        let all = |lines: &[String]| lines.iter().map(|text| line(text, &self.country)).collect::<Result<Vec<_>, _>>();
        let border = all(&self.border)?;
        if border.iter().map(Vec::len).sum::<usize>() < 3 {
            return Err(Diagnostic::error(format!("the outline of `{}` has no border", self.country))
                .hint("a border is a line of at least three points, `longitude latitude`, parted by commas"));
        }
        let provinces = self.provinces.iter().map(|province| {
            let (north, east) = province.at;
            let at = point(north, east).ok_or_else(|| no_point(&format!("{north}, {east}"), &self.country))?;
            Ok((province.name.clone(), at))
        });
        Ok(Outline {
            country: self.country.clone(),
            credit: self.credit.clone(),
            border,
            lines: all(&self.lines)?,
            provinces: provinces.collect::<Result<_, Diagnostic>>()?,
        })
    }
}

fn line(text: &str, country: &str) -> Result<Vec<Point>, Diagnostic> {
    let read = |pair: &str| {
        let (east, north) = pair.trim().split_once(' ')?;
        point(north.trim().parse().ok()?, east.parse().ok()?)
    };
    text.split(',').map(|pair| read(pair).ok_or_else(|| no_point(pair.trim(), country))).collect()
}

fn point(north: f64, east: f64) -> Option<Point> {
    let is_on_earth = north.abs() <= 90.0 && east.abs() <= 180.0;
    is_on_earth.then(|| ((north * 100.0).round() as i32, (east * 100.0).round() as i32))
}

fn no_point(text: &str, country: &str) -> Diagnostic {
    Diagnostic::error(format!("`{text}` in the outline of `{country}` is no point on earth"))
        .hint("points are `longitude latitude` in degrees, as in `69.17 34.53`, parted by commas")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(border: &str) -> Result<Outline, Diagnostic> {
        let border = vec![border.to_owned()];
        let provinces = vec![ProvinceEntry { name: "Middle".to_owned(), at: (10.5, 20.5) }];
        Options { country: "Land".into(), credit: "A mapper".into(), border, lines: Vec::new(), provinces }.compile()
    }

    #[test]
    fn lines_are_read_east_first_and_kept_north_first() {
        let outline = of("20 10, 21 10,\n 20.5 -11.25, 20 10").expect("it is right");
        assert_eq!(outline.border, [[(1000, 2000), (1000, 2100), (-1125, 2050), (1000, 2000)]]);
        assert_eq!((outline.province("Middle"), outline.province("North")), (Some((1050, 2050)), None));
    }

    #[test]
    fn what_is_no_point_is_named() {
        for (border, part) in [("20 10, 21", "`21`"), ("20 10, 20 95, 1 1", "`20 95`"), ("20 10", "no border")] {
            let error = of(border).expect_err("it is wrong").to_string();
            assert!(error.contains(part) && error.contains("Land"), "{error}");
        }
    }
}
