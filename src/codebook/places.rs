//! The gazetteer: names of places, and the kinds of site that events happen at.
//!
//! Places of the YAML files without a mark are certain: their names are read as places wherever they stand. All others, the
//! tables' among them, may be something else in a text, and several places may bear one name; the article decides.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::lexicon::{Lexicon, Vocabulary};
use super::spelling::{self, Spelling};
use super::table::{Mark, Row};
use super::wordings::Wordings;
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
    /// The city that governs it, for "the provincial capital"; for provinces.
    #[serde(default)]
    pub capital: Option<String>,
    /// What else the name is; a name with a mark is not certain.
    #[serde(default)]
    pub mark: Mark,
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
    /// What else the country's name is.
    pub mark: Mark,
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
    /// Wordings for one kind of site; the first of a list stands for the others where names are compared.
    pub same_kinds: Vec<Vec<String>>,
    /// Words of faiths and denominations, which say what a house of worship is and not which.
    pub faiths: Vec<String>,
    /// How names of a country are transliterated.
    pub spellings: Vec<spelling::Options>,
}

impl Options {
    /// Adds what a later file holds.
    pub fn extend(&mut self, more: Self) {
        self.gazetteers.extend(more.gazetteers);
        self.site_nouns.extend(more.site_nouns);
        self.area_nouns.extend(more.area_nouns);
        self.same_kinds.extend(more.same_kinds);
        self.faiths.extend(more.faiths);
        self.spellings.extend(more.spellings);
    }
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
    /// Inhabitants in thousands; 0 where not known.
    pub size: u32,
}

/// A name that is not certain, or that several places bear.
#[derive(Debug, Clone, Default)]
pub struct Name {
    /// The places that bear it, as indices into [`Places::known`].
    pub bearers: Vec<usize>,
    /// What else it is.
    pub mark: Mark,
}

/// The gazetteer compiled.
#[derive(Debug, Default)]
pub struct Places {
    /// All known places.
    pub known: Vec<Known>,
    /// Names and aliases that are certain; the value is an index into `known`. A name that two of these places bear is
    /// listed with the first one of the packs.
    pub lexicon: Lexicon<usize>,
    /// All other names; the value is an index into `names`.
    pub uncertain: Lexicon<usize>,
    /// What the names of `uncertain` and `spellings` stand for.
    pub names: Vec<Name>,
    /// Rules of transliteration, with all names of their countries.
    pub spellings: Vec<Spelling>,
    /// Nouns of sites.
    pub site_nouns: Lexicon<()>,
    /// Nouns of areas.
    pub area_nouns: Lexicon<()>,
    /// Wordings for one kind of site.
    pub wordings: Wordings,
    /// Capital of each country, as an index into `known`.
    pub capitals: BTreeMap<String, usize>,
    /// Capital of each province, by country and province, as an index into `known`.
    pub seats: BTreeMap<(String, String), usize>,
}

/// What only the compiling needs: the numbers of names and of the certain places.
#[derive(Default)]
struct Registry {
    names: HashMap<String, usize>,
    certain: HashMap<(GeoPrecision, String, String), usize>,
}

impl Places {
    pub(super) fn compile(options: &Options, tables: &[Row<'_>], vocabulary: &mut Vocabulary) -> Self {
        let mut places =
            Self { spellings: options.spellings.iter().map(Spelling::compile).collect(), ..Self::default() };
        places.wordings = Wordings::compile(&options.same_kinds, &options.faiths);
        let mut registry = Registry::default();
        for noun in &options.site_nouns {
            places.site_nouns.add(vocabulary, noun, ());
        }
        for noun in &options.area_nouns {
            places.area_nouns.add(vocabulary, noun, ());
        }
        for gazetteer in &options.gazetteers {
            places.add_country(gazetteer, vocabulary, &mut registry);
        }
        for gazetteer in &options.gazetteers {
            for province in &gazetteer.provinces {
                let seat = province.capital.as_deref().and_then(|seat| {
                    registry.certain.get(&(GeoPrecision::City, gazetteer.country.clone(), seat.to_owned()))
                });
                if let Some(&seat) = seat {
                    places.seats.insert((gazetteer.country.clone(), province.name.clone()), seat);
                }
            }
        }
        for row in tables {
            places.add_row(row, vocabulary, &mut registry);
        }
        places
    }

    fn add_country(&mut self, gazetteer: &Gazetteer, vocabulary: &mut Vocabulary, registry: &mut Registry) {
        let country = PlaceEntry {
            name: gazetteer.country.clone(),
            aliases: gazetteer.aliases.clone(),
            admin1: None,
            city: None,
            at: None,
            adjectives: gazetteer.adjectives.clone(),
            capital: None,
            mark: gazetteer.mark,
        };
        self.add(&country, &gazetteer.country, GeoPrecision::Country, vocabulary, registry);
        let kinds = [
            (GeoPrecision::City, &gazetteer.cities),
            (GeoPrecision::District, &gazetteer.districts),
            (GeoPrecision::Site, &gazetteer.sites),
            (GeoPrecision::Province, &gazetteer.provinces),
        ];
        for (precision, entries) in kinds {
            for entry in entries {
                let index = self.add(entry, &gazetteer.country, precision, vocabulary, registry);
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
        registry: &mut Registry,
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
        self.known.push(Known { place, city, adjective: false, size: 0 });
        for alias in std::iter::once(&entry.name).chain(&entry.aliases) {
            registry.certain.entry((precision, country.to_owned(), alias.clone())).or_insert(index);
            if entry.mark == Mark::Plain {
                self.lexicon.add(vocabulary, alias, index);
                if self.spellings.iter().any(|s| s.country == country) {
                    self.add_spelling(alias, index, country, registry);
                }
            } else {
                self.add_name(alias, index, entry.mark, vocabulary, registry);
            }
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

    /// A row of a table. A certain place of the same kind and name gets what it lacks from it.
    fn add_row(&mut self, row: &Row<'_>, vocabulary: &mut Vocabulary, registry: &mut Registry) {
        let of_name = |name: String| registry.certain.get(&(row.kind, row.country.to_owned(), name)).copied();
        let aliases = row.aliases.split("; ").filter(|alias| !alias.is_empty());
        let certain = of_name(row.name.to_owned())
            .or_else(|| of_name(plain_letters(row.name)))
            .or_else(|| aliases.clone().find_map(|alias| of_name(alias.to_owned())));
        let certain = certain.filter(|&i| {
            let known = self.known[i].place.admin1.as_deref();
            known.is_none() || row.region.is_none() || known == row.region
        });
        let index = if let Some(index) = certain {
            let known = &mut self.known[index];
            known.size = known.size.max(row.size);
            if known.place.admin1.is_none() {
                known.place.admin1 = row.region.map(str::to_owned);
            }
            if let (None, Some((lat, lon))) = (known.place.lat, row.at) {
                (known.place.lat, known.place.lon) = (Some(lat), Some(lon));
            }
            index
        } else {
            let place = Place {
                name: row.name.to_owned(),
                admin1: row.region.map(str::to_owned),
                country: Some(row.country.to_owned()),
                precision: row.kind,
                lat: row.at.map(|(lat, _)| lat),
                lon: row.at.map(|(_, lon)| lon),
                gazetteer: true,
            };
            let city = (row.kind == GeoPrecision::City).then(|| row.name.to_owned());
            self.known.push(Known { place, city, adjective: false, size: row.size });
            self.known.len() - 1
        };
        for alias in std::iter::once(row.name).chain(aliases) {
            self.add_name(alias, index, row.mark, vocabulary, registry);
            if !alias.is_ascii() {
                self.add_name(&plain_letters(alias), index, row.mark, vocabulary, registry);
            }
        }
    }

    fn add_name(
        &mut self,
        alias: &str,
        index: usize,
        mark: Mark,
        vocabulary: &mut Vocabulary,
        registry: &mut Registry,
    ) {
        let (number, new) = self.number(alias, registry);
        if new {
            self.uncertain.add(vocabulary, alias, number);
            self.names[number].mark = mark;
        }
        if !self.names[number].bearers.contains(&index) {
            self.names[number].bearers.push(index);
        }
        let country = self.known[index].place.country.as_deref();
        for spelling in self.spellings.iter_mut().filter(|s| Some(s.country.as_str()) == country) {
            spelling.add(alias, number);
        }
    }

    /// A certain name, for what its other spellings stand for.
    fn add_spelling(&mut self, alias: &str, index: usize, country: &str, registry: &mut Registry) {
        let (number, _) = self.number(&format!("\t{alias}"), registry);
        self.names[number].bearers.push(index);
        for spelling in self.spellings.iter_mut().filter(|s| s.country == country) {
            spelling.add(alias, number);
        }
    }

    fn number(&mut self, name: &str, registry: &mut Registry) -> (usize, bool) {
        if let Some(&number) = registry.names.get(name) {
            return (number, false);
        }
        let number = self.names.len();
        registry.names.insert(name.to_owned(), number);
        self.names.push(Name::default());
        (number, true)
    }

    /// The known place of that canonical name, precise kinds first.
    pub fn named(&self, name: &str) -> Option<&Known> {
        self.known.iter().find(|k| !k.adjective && k.place.name == name)
    }
}

/// A name as an English keyboard writes it: `Medellín` as `Medellin`.
fn plain_letters(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        let letters = match c {
            'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'ą' => "a",
            'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
            'í' | 'î' | 'ï' => "i",
            'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
            'ú' | 'û' | 'ü' => "u",
            'ý' => "y",
            'ñ' | 'ń' => "n",
            'ç' | 'ć' | 'č' => "c",
            'ł' => "l",
            'ś' | 'š' => "s",
            'ž' | 'ź' => "z",
            'ř' => "r",
            'æ' => "ae",
            'œ' => "oe",
            'ß' => "ss",
            'Á' | 'Å' => "A",
            'É' => "E",
            'Í' => "I",
            'Ó' | 'Ö' | 'Ø' => "O",
            'Ú' | 'Ü' => "U",
            'Ñ' => "N",
            'Ç' | 'Č' => "C",
            'Ł' => "L",
            'Ś' | 'Š' => "S",
            'Ž' => "Z",
            other => {
                plain.push(other);
                continue;
            }
        };
        plain.push_str(letters);
    }
    plain
}
