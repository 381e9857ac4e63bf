//! Where something happened.

use serde::{Deserialize, Serialize};

/// How fine a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GeoPrecision {
    /// A building or other site.
    Site,
    /// A district of a city or province.
    District,
    /// A city, town or village.
    City,
    /// A first-level region.
    Province,
    /// A country.
    Country,
}

/// A place as the text names it, put into its province and country by the codebook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Canonical name, or the words of the text for a site that the codebook does not have.
    pub name: String,
    /// Province or first-level region; `None` where not known.
    pub admin1: Option<String>,
    /// Country; `None` where not known.
    pub country: Option<String>,
    /// How fine.
    pub precision: GeoPrecision,
    /// Latitude in degrees north, WGS 84; `None` where the codebook gives none.
    pub lat: Option<f64>,
    /// Longitude in degrees east, WGS 84.
    pub lon: Option<f64>,
    /// Whether the codebook's gazetteer holds the name.
    pub gazetteer: bool,
}

impl Place {
    /// The province; the place's own name where it is no country and the province is not known. `None` for a country, and for a
    /// site that nothing places: a building without a province lies anywhere.
    pub fn province(&self) -> Option<&str> {
        match (&self.admin1, self.precision) {
            (Some(province), _) => Some(province),
            (None, GeoPrecision::Country) => None,
            (None, GeoPrecision::Site) if self.lat.is_none() => None,
            (None, _) => Some(&self.name),
        }
    }
}
