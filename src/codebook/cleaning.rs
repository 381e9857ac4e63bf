//! Lines that are not article text: what they look like, and what they tell about the article.
//!
//! A rule is a pattern for one whole line. What it names in groups (`title`, `publisher`, `origin`, `url`, `domain`) is
//! handed to `ingest`, which decides what to do with it.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::{Regex, RegexSet};
use serde::Deserialize;

use crate::diag::Diagnostic;
use crate::model::document::PartKind;

/// Lines longer than this, in bytes, are looked at by `long` rules only.
const SHORT: usize = 200;
/// Lines longer than this, in bytes, are taken for text whatever they hold: a whole article may stand on one.
const LONG: usize = 700;

/// The section as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Rules for lines, the first that fits wins.
    pub lines: Vec<Rule>,
    /// Names of a site's sections, which stand above a headline.
    pub rubrics: Vec<String>,
    /// Who publishes and who reports first.
    pub outlets: Vec<Outlet>,
    /// Words that show that a name is an outlet's, as in `Gazette`.
    pub outlet_words: Vec<String>,
    /// Words that may stand beside the date on a line that dates an article, as in `published`.
    pub date_words: Vec<String>,
    /// Words that no heading ends with, as in `the`.
    pub connectives: Vec<String>,
}

/// Where on a page a rule holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Everywhere.
    #[default]
    Anywhere,
    /// Before the first or after the last paragraph.
    Edge,
}

/// What one kind of line looks like.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Name, for messages.
    pub rule: String,
    /// What the line is.
    pub kind: PartKind,
    /// Where the rule holds.
    #[serde(default)]
    pub zone: Zone,
    /// Whether nothing of the article follows.
    #[serde(default)]
    pub ends: bool,
    /// Whether lines of up to 700 bytes are looked at.
    #[serde(default)]
    pub long: bool,
    /// Regular expression, matched against the trimmed line.
    pub pattern: String,
    /// Lines that the rule must recognise.
    pub examples: Vec<String>,
    /// Lines that it must leave alone.
    #[serde(default)]
    pub not: Vec<String>,
}

/// A publisher or news agency.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// The name that origins are counted by.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Domains of its sites.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Group of publishers that counts as one origin.
    #[serde(default)]
    pub family: Option<String>,
}

impl Options {
    /// Adds another pack's entries.
    pub fn extend(&mut self, more: Self) {
        self.lines.extend(more.lines);
        self.rubrics.extend(more.rubrics);
        self.outlets.extend(more.outlets);
        self.outlet_words.extend(more.outlet_words);
        self.date_words.extend(more.date_words);
        self.connectives.extend(more.connectives);
    }
}

/// The section compiled.
#[derive(Debug)]
pub struct Cleaning {
    rules: Vec<(Rule, Regex)>,
    all: RegexSet,
    long: RegexSet,
    long_rules: Vec<usize>,
    rubrics: Vec<String>,
    outlets: Vec<Outlet>,
    outlet_names: BTreeMap<String, usize>,
    outlet_domains: BTreeMap<String, usize>,
    outlet_words: Vec<String>,
    date_words: Vec<String>,
    connectives: Vec<String>,
}

/// What a rule found in a line. Ranges are in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineMatch {
    /// Name of the rule.
    pub rule: String,
    /// What the line is.
    pub kind: PartKind,
    /// Where the rule holds.
    pub zone: Zone,
    /// Whether nothing of the article follows.
    pub ends: bool,
    /// What it names, by the group's name.
    pub groups: BTreeMap<&'static str, Range<usize>>,
}

/// The groups that a rule may name.
const GROUPS: [&str; 5] = ["title", "publisher", "origin", "url", "domain"];

impl Cleaning {
    /// Compiles the patterns.
    ///
    /// # Errors
    /// A pattern that cannot be compiled.
    pub fn compile(options: &Options) -> Result<Self, Diagnostic> {
        let mut rules = Vec::new();
        for rule in &options.lines {
            let regex = Regex::new(&with_plain_borders(&rule.pattern)).map_err(|e| {
                Diagnostic::error(format!("the pattern of the cleaning rule `{}` cannot be compiled: {e}", rule.rule))
            })?;
            rules.push((rule.clone(), regex));
        }
        let set = |indices: &[usize]| {
            RegexSet::new(indices.iter().map(|&i| rules[i].1.as_str()))
                .map_err(|e| Diagnostic::error(format!("the cleaning rules cannot be compiled together: {e}")))
        };
        let long_rules: Vec<usize> = (0..rules.len()).filter(|&i| rules[i].0.long).collect();
        let mut outlet_names = BTreeMap::new();
        let mut outlet_domains = BTreeMap::new();
        for (index, outlet) in options.outlets.iter().enumerate() {
            for name in std::iter::once(&outlet.name).chain(&outlet.aliases) {
                outlet_names.insert(folded(name), index);
            }
            for domain in &outlet.domains {
                outlet_domains.insert(domain.to_lowercase(), index);
            }
        }
        Ok(Self {
            all: set(&(0..rules.len()).collect::<Vec<_>>())?,
            long: set(&long_rules)?,
            long_rules,
            rules,
            rubrics: sorted(&options.rubrics),
            outlets: options.outlets.clone(),
            outlet_names,
            outlet_domains,
            outlet_words: sorted(&options.outlet_words),
            date_words: sorted(&options.date_words),
            connectives: sorted(&options.connectives),
        })
    }

    /// The first rule that a trimmed line fits; `None` where it may be article text.
    pub fn line(&self, line: &str) -> Option<LineMatch> {
        let index = if line.len() <= SHORT {
            self.all.matches(line).iter().next()?
        } else if line.len() > LONG {
            return None;
        } else {
            self.long_rules[self.long.matches(line).iter().next()?]
        };
        let (rule, regex) = &self.rules[index];
        let captures = regex.captures(line)?;
        let groups = GROUPS.iter().filter_map(|&name| Some((name, captures.name(name)?.range()))).collect();
        Some(LineMatch { rule: rule.rule.clone(), kind: rule.kind, zone: rule.zone, ends: rule.ends, groups })
    }

    /// Whether a line is the name of a site's section.
    pub fn is_rubric(&self, line: &str) -> bool {
        held(&self.rubrics, line)
    }

    /// The outlet of that name, whatever its case.
    pub fn outlet(&self, name: &str) -> Option<&Outlet> {
        self.outlet_names.get(&folded(name)).map(|&i| &self.outlets[i])
    }

    /// The outlet whose site has that domain, with or without `www.`.
    pub fn outlet_of_domain(&self, domain: &str) -> Option<&Outlet> {
        let domain = domain.to_lowercase();
        self.outlet_domains.get(domain.trim_start_matches("www.")).map(|&i| &self.outlets[i])
    }

    /// The name that origins are counted by: the canonical one, or the name as it is.
    pub fn canonical_outlet<'a>(&'a self, name: &'a str) -> &'a str {
        self.outlet(name).map_or(name, |outlet| &outlet.name)
    }

    /// Whether a name is known for an outlet's, or has a word that only outlets' names have.
    pub fn names_outlet(&self, name: &str) -> bool {
        self.outlet(name).is_some()
            || name
                .split_whitespace()
                .any(|word| word.starts_with(char::is_uppercase) && held(&self.outlet_words, word))
    }

    /// Whether a word may stand beside the date on a line that dates an article.
    pub fn is_date_word(&self, word: &str) -> bool {
        held(&self.date_words, word)
    }

    /// Whether no heading ends with this word.
    pub fn is_connective(&self, word: &str) -> bool {
        held(&self.connectives, word)
    }
}

/// A pattern whose `\b` knows letters of ASCII alone: the fast automata of `regex` give up on the Unicode border as soon as a
/// line holds a curly quotation mark.
fn with_plain_borders(pattern: &str) -> String {
    pattern.replace(r"\b", r"(?-u:\b)")
}

fn folded(name: &str) -> String {
    name.trim().trim_end_matches(['.', ',']).to_lowercase()
}

fn sorted(words: &[String]) -> Vec<String> {
    let mut words: Vec<String> = words.iter().map(|w| folded(w)).collect();
    words.sort();
    words
}

fn held(words: &[String], word: &str) -> bool {
    words.binary_search(&folded(word)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::{Sections, bundled};

    fn bundled_options() -> Options {
        let mut options = Options::default();
        for source in bundled("core").expect("the core pack is bundled") {
            if source.path.ends_with("cleaning.yaml") {
                let sections: Sections = serde_yaml::from_str(&source.text).expect("the bundled file is right");
                options.extend(sections.cleaning);
            }
        }
        options
    }

    #[test]
    fn every_rule_recognises_its_examples_and_leaves_the_others_alone() {
        let options = bundled_options();
        let cleaning = Cleaning::compile(&options).expect("the bundled patterns compile");
        for (index, rule) in options.lines.iter().enumerate() {
            assert!(!rule.examples.is_empty(), "`{}` has no example", rule.rule);
            for example in &rule.examples {
                let found = cleaning.line(example).map(|m| m.rule);
                assert_eq!(found.as_deref(), Some(rule.rule.as_str()), "{example:?}");
            }
            for line in &rule.not {
                assert!(!cleaning.rules[index].1.is_match(line), "`{}` takes {line:?}", rule.rule);
            }
        }
    }

    #[test]
    fn outlets_are_found_by_any_name_and_domain() {
        let cleaning = Cleaning::compile(&bundled_options()).expect("the bundled patterns compile");
        assert_eq!(cleaning.canonical_outlet("VOA News"), "VOA");
        assert_eq!(cleaning.canonical_outlet("Agence France-Presse"), "AFP");
        assert_eq!(cleaning.canonical_outlet("Hasht-e Subh"), "Hasht-e Subh");
        assert_eq!(cleaning.outlet_of_domain("www.reuters.com").map(|o| o.name.as_str()), Some("Reuters"));
    }
}
