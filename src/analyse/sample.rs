//! What the tests of several stages analyse the sample by: its actors and how they relate to one another.

use std::collections::BTreeMap;

use crate::model::date::Period;
use crate::model::sample::{ISKP, day};

use super::{DenialSettings, PageOneSettings, Relations, Settings, ThreatSettings};

/// The assessed actor with its parent, its country and its short name.
pub(crate) fn relations() -> Relations {
    let own = |to: &str| BTreeMap::from([(ISKP.to_owned(), to.to_owned())]);
    Relations { parent: own("Islamic State"), area: own("Afghanistan"), short: own("ISKP"), ..Relations::default() }
}

/// All that is told up to 1 March 2023, of the actor's attacks and the Taliban's denials.
pub(crate) fn settings() -> Settings {
    Settings {
        title: "Sample".to_owned(),
        slug: "sample".to_owned(),
        as_of: day("2023-03-01"),
        period: Period { from: None, to: day("2023-03-01") },
        threat: Some(ThreatSettings::of(ISKP)),
        denials: Some(DenialSettings::of("Taliban", ISKP)),
        page_one: PageOneSettings::default(),
    }
}
