//! The shape of a country, to draw maps on.

/// A point in hundredths of a degree: north, then east, WGS 84.
pub type Point = (i32, i32);

/// A country's border with the lines between its provinces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Name of the country, as the gazetteer has it.
    pub country: String,
    /// Whose data the lines are, as a map credits them.
    pub credit: String,
    /// The border: one line or more, each closed. Never empty.
    pub border: Vec<Vec<Point>>,
    /// The lines between provinces.
    pub lines: Vec<Vec<Point>>,
    /// A point inside each province, by name.
    pub provinces: Vec<(String, Point)>,
}

impl Outline {
    /// The point inside a province; `None` for one that the outline does not have.
    pub fn province(&self, name: &str) -> Option<Point> {
        self.provinces.iter().find(|(known, _)| known == name).map(|(_, at)| *at)
    }
}
