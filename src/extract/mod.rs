//! One document → its facts. Pure: no I/O, no clock, cannot fail.
//!
//! A cascade of small recognisers over tokens: sentences; dates, numbers, names and places; quantities of people and event
//! words; event frames and their merging within the article; quotations, speakers and stances; conditions.

mod about;
mod absence;
mod affiliation;
mod aftermath;
mod attribution;
mod avowals;
mod bearers;
mod befell;
mod blames;
mod bodies;
mod calendar;
mod cast;
mod casualties;
mod claimed;
mod claims;
mod clauses;
mod commitments;
mod company;
mod conditions;
mod continued;
mod cues;
mod dates;
mod dating;
mod declared;
mod deeds;
mod deictic;
mod disaster;
mod disputes;
mod enumerated;
mod figures;
mod forces;
mod frames;
mod gather;
mod harmed;
mod head;
mod headings;
mod incidents;
mod lists;
mod located;
mod memory;
mod named_persons;
mod names;
mod naming;
mod number;
mod occasion;
mod offices;
mod offscene;
mod open;
mod orders;
mod pairs;
mod parties;
mod people;
mod persons;
mod places;
mod publications;
mod quoted;
mod quotes;
mod reading;
mod reality;
mod relative;
mod roles;
mod rows;
mod said;
mod same_event;
mod segments;
mod sentence;
mod series;
mod signs;
mod sites;
mod speakers;
mod stance;
mod stance_signs;
mod statements;
mod struck;
mod subjects;
mod sums;
mod surroundings;
mod targeted;
mod testimony;
mod threats;
mod timex;
mod token;
mod toponyms;
mod towns;
mod trace;
mod transcript;
mod turns;
mod victims;
mod words;

use crate::codebook::Codebook;
use crate::model::document::Document;
use crate::model::extraction::{Extraction, SCHEMA};

use incidents::Article;

/// Reads the facts of one document. With `trace`, everything recognised on the way comes along.
pub fn extract(document: &Document, codebook: &Codebook, trace: bool) -> Extraction {
    let mut lower = String::new();
    let tokens = token::Tokens::of(document, &codebook.vocabulary, &mut lower);
    let sentences = sentence::sentences(&tokens);
    let anchor = timex::Anchor::of(document, codebook);
    let home = places::home(&tokens, codebook);
    let mut toponyms = toponyms::Toponyms::of(&tokens, codebook, home.as_deref());
    let readings = reading::readings(&tokens, &sentences, codebook, &anchor, &mut toponyms);
    let quotes = quotes::quotes(&tokens);
    let article = Article {
        document,
        codebook,
        tokens: &tokens,
        sentences: &sentences,
        readings: &readings,
        anchor: &anchor,
        surnames: incidents::surnames(&readings),
        home: home.as_deref(),
        headings: headings::dates(document, codebook, &anchor),
    };
    let quoted = |i: usize| quotes::holding(&quotes, i).is_some();
    let found: Vec<_> = readings.iter().flat_map(|r| frames::frames(&tokens, r, codebook, quoted)).collect();
    let statements = statements::statements(&article, &quotes);
    let (mut incidents, rest) = incidents::incidents(&article, found);
    said::attribute(&mut incidents, &statements);
    let conditions = conditions::conditions(&article, &statements);
    let mut extraction = Extraction {
        schema: SCHEMA,
        document: document.record.clone(),
        threats: threats::threats(&article, &rest, &statements),
        tallies: threats::tallies(&article, &rest, &statements),
        publications: publications::publications(&article, &statements),
        warnings: toponyms.warnings(&incidents),
        incidents,
        statements,
        conditions,
        trace: None,
    };
    if trace {
        extraction.trace = Some(trace::trace(&article, &extraction));
    }
    extraction
}
