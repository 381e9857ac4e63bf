//! The gazetteer: names of places, and the kinds of site that events happen at.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::{Lexicon, Vocabulary};
use crate::model::place::{GeoPrecision, Place};

/// A place as written in a pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceEntry {
    /// Canonical name.
    pub name: String,
    /// Other spellings, and adjectives such as `Afghan` for a country.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Province; left out for provinces and countries.
    #[serde(default)]
    pub admin1: Option<String>,
    /// City that a district or site lies in.
    #[serde(default)]
    pub city: Option<String>,
    /// Degrees north and east.
    #[serde(default)]
    pub at: Option<(f64, f64)>,
    /// Words that name the country's people or things, as in `Afghan`: not a place where something happens.
    #[serde(default)]
    pub adjectives: Vec<String>,
}

/// Places of one country, by kind.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Gazetteer {
    /// The country itself.
    pub country: String,
    /// Other names of the country.
    pub aliases: Vec<String>,
    /// Adjectives of the country.
    pub adjectives: Vec<String>,
    /// Its capital, for "the capital".
    pub capital: Option<String>,
    /// First-level regions.
    pub provinces: Vec<PlaceEntry>,
    /// Cities and towns.
    pub cities: Vec<PlaceEntry>,
    /// Districts of cities and provinces.
    pub districts: Vec<PlaceEntry>,
    /// Well-known buildings and spots.
    pub sites: Vec<PlaceEntry>,
}

/// The sections as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Countries with what lies in them.
    pub gazetteers: Vec<Gazetteer>,
    /// Nouns of sites, as in `mosque`, `airport`.
    pub site_nouns: Vec<String>,
    /// Nouns of areas, as in `district`, `area`, `neighbourhood`.
    pub area_nouns: Vec<String>,
}

/// What a name of the gazetteer stands for.
#[derive(Debug, Clone)]
pub struct Known {
    /// The place.
    pub place: Place,
    /// City that it lies in or is.
    pub city: Option<String>,
    /// Whether the word is an adjective (`Afghan`).
    pub adjective: bool,
}

/// The gazetteer compiled.
#[derive(Debug, Default)]
pub struct Places {
    /// All known places.
    pub known: Vec<Known>,
    /// Names and aliases; the value is an index into `known`. A name that two places bear is listed with the first one of
    /// the packs.
    pub lexicon: Lexicon<usize>,
    /// Nouns of sites.
    pub site_nouns: Lexicon<()>,
    /// Nouns of areas.
    pub area_nouns: Lexicon<()>,
    /// Capital of each country, as an index into `known`.
    pub capitals: BTreeMap<String, usize>,
}

impl Places {
    pub(super) fn compile(options: &Options, vocabulary: &mut Vocabulary) -> Self {
        let mut places = Self::default();
        for noun in &options.site_nouns {
            places.site_nouns.add(vocabulary, noun, ());
        }
        for noun in &options.area_nouns {
            places.area_nouns.add(vocabulary, noun, ());
        }
        for gazetteer in &options.gazetteers {
            places.add_country(gazetteer, vocabulary);
        }
        places
    }

    fn add_country(&mut self, gazetteer: &Gazetteer, vocabulary: &mut Vocabulary) {
        let country = PlaceEntry {
            name: gazetteer.country.clone(),
            aliases: gazetteer.aliases.clone(),
            admin1: None,
            city: None,
            at: None,
            adjectives: gazetteer.adjectives.clone(),
        };
        self.add(&country, &gazetteer.country, GeoPrecision::Country, vocabulary);
        let kinds = [
            (GeoPrecision::City, &gazetteer.cities),
            (GeoPrecision::District, &gazetteer.districts),
            (GeoPrecision::Site, &gazetteer.sites),
            (GeoPrecision::Province, &gazetteer.provinces),
        ];
        for (precision, entries) in kinds {
            for entry in entries {
                let index = self.add(entry, &gazetteer.country, precision, vocabulary);
                if precision == GeoPrecision::City && gazetteer.capital.as_ref() == Some(&entry.name) {
                    self.capitals.insert(gazetteer.country.clone(), index);
                }
            }
        }
    }

    fn add(
        &mut self,
        entry: &PlaceEntry,
        country: &str,
        precision: GeoPrecision,
        vocabulary: &mut Vocabulary,
    ) -> usize {
        let admin1 = match precision {
            GeoPrecision::Country => None,
            GeoPrecision::Province => Some(entry.name.clone()),
            _ => entry.admin1.clone(),
        };
        let city = match precision {
            GeoPrecision::City => Some(entry.name.clone()),
            _ => entry.city.clone(),
        };
        let place = Place {
            name: entry.name.clone(),
            admin1,
            country: Some(country.to_owned()),
            precision,
            lat: entry.at.map(|(lat, _)| lat),
            lon: entry.at.map(|(_, lon)| lon),
            gazetteer: true,
        };
        let index = self.known.len();
        self.known.push(Known { place, city, adjective: false });
        for alias in std::iter::once(&entry.name).chain(&entry.aliases) {
            self.lexicon.add(vocabulary, alias, index);
        }
        if !entry.adjectives.is_empty() {
            let adjective = Known { adjective: true, ..self.known[index].clone() };
            self.known.push(adjective);
            for word in &entry.adjectives {
                self.lexicon.add(vocabulary, word, index + 1);
            }
        }
        index
    }

    /// The known place of that canonical name, precise kinds first.
    pub fn named(&self, name: &str) -> Option<&Known> {
        self.known.iter().find(|k| !k.adjective && k.place.name == name)
    }
}
