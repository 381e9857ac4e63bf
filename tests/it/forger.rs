//! A forger at work on an edition: one change, made in the Markdown alone, in the claims too, or in the facts as well.

use serde_json::Value;

use crate::mutations::Files;

/// What is changed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    /// The change in words.
    pub(crate) told: String,
    /// Claims that are printed otherwise, by their place in the list: the words, and the claim that takes over there.
    pub(crate) claims: Vec<(usize, Other)>,
    /// Values of `briefing.json` that are set, by their pointers.
    pub(crate) facts: Vec<(String, Value)>,
}

/// What stands in a claim's place.
#[derive(Debug, Clone)]
pub(crate) enum Other {
    /// Other words, by the same derivation.
    Words(String),
    /// Another claim of the edition, with its evidence and derivation.
    Claim(usize),
}

/// How thoroughly a change is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// In the Markdown alone.
    Markdown,
    /// In the Markdown and in the claims.
    Claims,
    /// In the facts alone.
    Facts,
    /// In the Markdown, the claims and the facts.
    All,
}

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        // Knuth's linear congruential generator (MMIX); the high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

/// An edition as a forger sees it.
pub(crate) struct Forger<'f> {
    files: &'f Files,
    markdown: &'f str,
    claims: Vec<Value>,
    json: Value,
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NAMES: [&str; 5] = ["Al-Qaeda", "Islamic State", "Harun Latif", "United Nations", "Haqqani Network"];
const PLACES: [&str; 4] = ["Herat", "Kandahar", "Ghazni, Andar", "Paktia"];
const WORDS: [&str; 6] = ["not", "soldiers", "every", "children", "Pakistan", "eleven"];
/// Hedges that stand before a number.
const HEDGES: [&str; 9] =
    ["at least ", "more than ", "over ", "about ", "some ", "around ", "nearly ", "up to ", "almost "];

impl<'f> Forger<'f> {
    pub(crate) fn new(files: &'f Files) -> Self {
        let json = |name: &str| serde_json::from_slice(&files[name]).expect("it is JSON");
        let claims: Value = json("claims.json");
        Self {
            files,
            markdown: std::str::from_utf8(&files["briefing.md"]).expect("it is text"),
            claims: claims.as_array().expect("claims are a list").clone(),
            json: json("briefing.json"),
        }
    }

    /// The ways in which the change can be made, the most thorough one last.
    pub(crate) fn ways(change: &Change) -> Vec<Way> {
        let markdown = [Way::Markdown, Way::Claims].into_iter().filter(|_| !change.claims.is_empty());
        let facts = [Way::Facts].into_iter().filter(|_| !change.facts.is_empty());
        markdown.chain(facts).chain([Way::All]).collect()
    }

    /// The edition with the change.
    pub(crate) fn forged(&self, change: &Change, way: Way) -> Files {
        let bytes = |value: &Value| serde_json::to_vec_pretty(value).expect("JSON");
        let mut files = self.files.clone();
        if way != Way::Facts {
            let (markdown, claims) = self.reprinted(change);
            files.insert("briefing.md".to_owned(), markdown.into_bytes());
            if way != Way::Markdown {
                files.insert("claims.json".to_owned(), bytes(&Value::Array(claims)));
            }
        }
        if matches!(way, Way::Facts | Way::All) && !change.facts.is_empty() {
            let mut facts = self.json.clone();
            for (pointer, value) in &change.facts {
                *facts.pointer_mut(pointer).unwrap_or_else(|| panic!("there is no {pointer}")) = value.clone();
            }
            files.insert("briefing.json".to_owned(), bytes(&facts));
        }
        files
    }

    /// The Markdown and the claims with other words at some places; what follows moves along.
    fn reprinted(&self, change: &Change) -> (String, Vec<Value>) {
        let (mut markdown, mut claims, mut done) = (String::new(), Vec::new(), 0);
        for (at, claim) in self.claims.iter().enumerate() {
            let (start, end) = (number(claim, "start"), number(claim, "end"));
            markdown.push_str(&self.markdown[done..start]);
            let other = change.claims.iter().find(|(place, _)| *place == at).map(|(_, other)| other);
            let mut claim = match other {
                Some(Other::Claim(other)) => self.claims[*other].clone(),
                _ => claim.clone(),
            };
            if let Some(Other::Words(words)) = other {
                claim["value"] = Value::String(words.clone());
            }
            claim["start"] = markdown.len().into();
            markdown.push_str(claim["value"].as_str().expect("a claim has a value"));
            claim["end"] = markdown.len().into();
            claims.push(claim);
            done = end;
        }
        markdown.push_str(&self.markdown[done..]);
        (markdown, claims)
    }

    /// The claims of a kind that print one thing, with the words and the pointer to the fact.
    fn of_kind(&self, kind: &str) -> impl Iterator<Item = (usize, &str, &str)> {
        let kind = kind.to_owned();
        self.claims.iter().enumerate().filter(move |(_, claim)| claim["kind"] == kind.as_str()).map(|(at, claim)| {
            let pointer = claim["derivation"]["of"][0].as_str().expect("a claim has a pointer");
            (at, claim["value"].as_str().expect("a claim has a value"), pointer)
        })
    }

    /// The fact that a claim points to with all its strings and numbers mapped; nothing where that changes nothing.
    fn fact(&self, pointer: &str, other: impl Fn(&Value) -> Option<Value>) -> Vec<(String, Value)> {
        fn mapped(value: &Value, other: &dyn Fn(&Value) -> Option<Value>) -> Value {
            match value {
                Value::Array(items) => items.iter().map(|item| mapped(item, other)).collect(),
                Value::Object(fields) => {
                    Value::Object(fields.iter().map(|(key, value)| (key.clone(), mapped(value, other))).collect())
                }
                leaf => other(leaf).unwrap_or_else(|| leaf.clone()),
            }
        }
        let value = self.json.pointer(pointer).expect("claims point somewhere");
        let new = mapped(value, &other);
        if new == *value { Vec::new() } else { vec![(pointer.to_owned(), new)] }
    }

    /// Another number for each figure.
    pub(crate) fn figures(&self) -> Vec<Change> {
        let mut dice = Dice(7);
        let mut changes = Vec::new();
        for (at, printed, pointer) in self.of_kind("figure") {
            let Some((start, end)) = digits(printed, dice.below(3)) else { continue };
            let old: u64 = printed[start..end].parse().expect("digits");
            let new = match dice.below(3) {
                0 => old + 1,
                1 => old * 10,
                _ => old.saturating_sub(1) + 3 * u64::from(old < 2),
            };
            let new = if new == old { old + 7 } else { new };
            let words = format!("{}{new}{}", &printed[..start], &printed[end..]);
            let set = |value: &Value| (value.as_u64() == Some(old)).then(|| Value::from(new));
            changes.push(Change {
                told: format!("`{printed}` → `{words}` at {pointer}"),
                claims: vec![(at, Other::Words(words))],
                facts: self.fact(pointer, set),
            });
        }
        changes
    }

    /// Another day, month or year for each date.
    pub(crate) fn dates(&self) -> Vec<Change> {
        let mut dice = Dice(11);
        let mut changes = Vec::new();
        for (at, printed, pointer) in self.of_kind("date") {
            let month = MONTHS.iter().position(|month| printed.contains(month));
            let turned = month.filter(|_| dice.below(2) == 0);
            // What is printed, and what becomes of a day of the facts: `from` → `to`.
            let (words, from, to) = if let Some(month) = turned {
                let other = (month + 1 + dice.below(11)) % 12;
                // A long name keeps its tail, which no month has: "Auguary" is a mutant like any other.
                let words = printed.replacen(MONTHS[month], MONTHS[other], 1);
                (words, format!("-{:02}-", month + 1), format!("-{:02}-", other + 1))
            } else {
                let Some((start, end)) = digits(printed, dice.below(2)) else { continue };
                let old: u64 = printed[start..end].parse().expect("digits");
                let new = if old > 28 { old - 1 } else { old + 1 };
                let words = format!("{}{new}{}", &printed[..start], &printed[end..]);
                (words, format!("{old:02}"), format!("{new:02}"))
            };
            let is_day = |text: &str| text.len() == 10 && text.as_bytes()[4] == b'-';
            let moved = |value: &Value| {
                value.as_str().filter(|text| is_day(text)).map(|text| Value::String(text.replacen(&from, &to, 1)))
            };
            changes.push(Change {
                told: format!("`{printed}` → `{words}` at {pointer}"),
                claims: vec![(at, Other::Words(words))],
                facts: self.fact(pointer, moved),
            });
        }
        changes
    }

    /// Another word, one more or one less in each quotation.
    pub(crate) fn quoted_words(&self) -> Vec<Change> {
        let mut dice = Dice(13);
        let mut changes = Vec::new();
        for (at, printed, pointer) in self.of_kind("quote") {
            let mut words: Vec<&str> = printed.split(' ').collect();
            let place = dice.below(words.len());
            let old = words[place].to_owned();
            let new = WORDS.into_iter().find(|word| !old.contains(word)).expect("no word is all of these");
            match dice.below(3) {
                0 if words.len() > 1 && old != "…" => drop(words.remove(place)),
                1 => words.insert(place, new),
                _ => words[place] = new,
            }
            let forged = words.join(" ");
            let facts = self.fact(pointer, |value| {
                let text = value.as_str()?;
                let text_of_claim = printed.trim_end_matches(" …");
                Some(Value::String(text.replace(text_of_claim, forged.trim_end_matches(" …"))))
            });
            changes.push(Change {
                told: format!("“{printed}” → “{forged}” at {pointer}"),
                claims: vec![(at, Other::Words(forged))],
                facts,
            });
        }
        changes
    }

    /// Another sentence, or another article, for each citation; the claim is a whole one of another place.
    pub(crate) fn citations(&self) -> Vec<Change> {
        let mut dice = Dice(17);
        let all: Vec<(usize, &str)> = self
            .of_kind("citation")
            .filter(|(_, value, _)| value.contains('.'))
            .map(|(at, value, _)| (at, value))
            .collect();
        let mut changes = Vec::new();
        for (at, printed) in &all {
            let (other, instead) = all[dice.below(all.len())];
            if instead != *printed {
                changes.push(Change {
                    told: format!("{printed} → {instead}, claim {at}"),
                    claims: vec![(*at, Other::Claim(other))],
                    facts: Vec::new(),
                });
            }
            let number: u32 = printed.split('.').nth(1).and_then(|n| n.parse().ok()).expect("a sentence has a number");
            let next = format!("{}.{}", printed.split('.').next().expect("a label"), number + 1);
            changes.push(Change {
                told: format!("{printed} → {next}, claim {at}"),
                claims: vec![(*at, Other::Words(next))],
                facts: Vec::new(),
            });
        }
        changes
    }

    /// Another name for each name.
    pub(crate) fn names(&self) -> Vec<Change> {
        self.renamed("name", &NAMES)
    }

    /// Another place for each place.
    pub(crate) fn places(&self) -> Vec<Change> {
        self.renamed("place", &PLACES)
    }

    fn renamed(&self, kind: &str, names: &[&str]) -> Vec<Change> {
        let mut dice = Dice(19);
        let mut changes = Vec::new();
        for (at, printed, pointer) in self.of_kind(kind) {
            let mut name = names[dice.below(names.len())];
            if name == printed {
                name = names.iter().find(|name| **name != printed).expect("there are several");
            }
            let parts: Vec<&str> = printed.split(", ").collect();
            changes.push(Change {
                told: format!("`{printed}` → `{name}` at {pointer}"),
                claims: vec![(at, Other::Words(name.to_owned()))],
                facts: self.fact(pointer, |value| {
                    let text = value.as_str()?;
                    (parts.contains(&text)).then(|| Value::String(name.to_owned()))
                }),
            });
        }
        changes
    }

    /// "At least" and the like taken off numbers, marks of indirect speech off statements, and suspicion made fact.
    pub(crate) fn hedges(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (at, printed, pointer) in self.of_kind("figure") {
            let Some(hedge) = HEDGES.iter().find(|hedge| printed.starts_with(**hedge)) else { continue };
            let bare = printed[hedge.len()..].to_owned();
            let facts = self.fact(pointer, |value| match value {
                Value::String(text) if ["at_least", "at_most", "about"].contains(&text.as_str()) => {
                    Some("exact".into())
                }
                Value::String(text) => Some(text.to_lowercase().replace(hedge.trim(), "").trim().into()),
                Value::Bool(true) => Some(false.into()),
                _ => None,
            });
            changes.push(Change {
                told: format!("`{printed}` → `{bare}` at {pointer}"),
                claims: vec![(at, Other::Words(bare))],
                facts,
            });
        }
        // A firmer word for whoever is blamed, in the facts.
        for (at, incident) in list(&self.json["incidents"]).iter().enumerate() {
            for (index, blame) in list(&incident["responsibility"]).iter().enumerate() {
                for firmer in ["stated", "claimed", "attributed"] {
                    if blame["kind"] != firmer {
                        changes.push(Change {
                            told: format!("incident {at}: {} → {firmer}", blame["kind"]),
                            facts: vec![(format!("/incidents/{at}/responsibility/{index}/kind"), firmer.into())],
                            ..Change::default()
                        });
                    }
                }
            }
            for (index, report) in list(&incident["reports"]).iter().enumerate() {
                if !list(&report["caveats"]).is_empty() {
                    changes.push(Change {
                        told: format!("incident {at}: the caveat is gone"),
                        facts: vec![(format!("/incidents/{at}/reports/{index}/caveats"), Value::Array(Vec::new()))],
                        ..Change::default()
                    });
                }
            }
        }
        changes
    }

    /// Two statements whose speakers change places.
    pub(crate) fn speakers_swapped(&self) -> Vec<Change> {
        let mut dice = Dice(23);
        let spoken: Vec<(usize, &str, &str)> =
            self.of_kind("name").filter(|(_, _, pointer)| pointer.starts_with("/statements/")).collect();
        let mut changes = Vec::new();
        for (at, printed, pointer) in &spoken {
            for _ in 0..2 {
                let (other, instead, theirs) = spoken[dice.below(spoken.len())];
                if instead == *printed {
                    continue;
                }
                let speaker = |pointer: &str| self.json.pointer(pointer).expect("a speaker").clone();
                let words = |at: usize, text: &str| (at, Other::Words(text.to_owned()));
                changes.push(Change {
                    told: format!("`{printed}` ↔ `{instead}`"),
                    claims: vec![words(*at, instead), words(other, printed)],
                    facts: vec![((*pointer).to_owned(), speaker(theirs)), (theirs.to_owned(), speaker(pointer))],
                });
                // The words alone, with all that proves them of the other.
                changes.push(Change {
                    told: format!("`{printed}` ↔ `{instead}`, claims and all"),
                    claims: vec![(*at, Other::Claim(other)), (other, Other::Claim(*at))],
                    facts: Vec::new(),
                });
            }
        }
        changes
    }

    /// Two incidents whose tolls change places.
    pub(crate) fn tolls_swapped(&self) -> Vec<Change> {
        let incidents = list(&self.json["incidents"]);
        let mut changes = Vec::new();
        for key in ["killed", "wounded"] {
            let printed = |at: usize| {
                let pointer = format!("/incidents/{at}/{key}");
                self.of_kind("figure").find(|(_, _, of)| *of == pointer).map(|(claim, words, _)| (claim, words))
            };
            for a in 0..incidents.len() {
                for b in a + 1..incidents.len() {
                    let (Some((first, ours)), Some((second, theirs))) = (printed(a), printed(b)) else { continue };
                    if ours == theirs || (a + b) % 3 != 0 {
                        continue;
                    }
                    let toll = |at: usize| incidents[at][key].clone();
                    changes.push(Change {
                        told: format!("incidents {a} and {b}, {key}: `{ours}` ↔ `{theirs}`"),
                        claims: vec![(first, Other::Words(theirs.to_owned())), (second, Other::Words(ours.to_owned()))],
                        facts: vec![
                            (format!("/incidents/{a}/{key}"), toll(b)),
                            (format!("/incidents/{b}/{key}"), toll(a)),
                        ],
                    });
                }
            }
        }
        changes
    }

    /// Bombers and gunmen added to the dead, in the toll and in the reports.
    pub(crate) fn attackers_counted(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (at, incident) in list(&self.json["incidents"]).iter().enumerate() {
            let pointer = format!("/incidents/{at}/killed");
            let Some((claim, printed, _)) = self.of_kind("figure").find(|(_, _, of)| *of == pointer) else { continue };
            let Some(best) = incident["killed"]["best"].as_u64() else { continue };
            for attackers in 1..=4 {
                let raised = |value: &Value| value.as_u64().map(|n| Value::from(n + attackers));
                let mut facts: Vec<(String, Value)> = Vec::new();
                for (index, report) in list(&incident["reports"]).iter().enumerate() {
                    for end in ["low", "high"] {
                        let count = &report["killed"][end];
                        facts.extend(
                            raised(count).map(|n| (format!("/incidents/{at}/reports/{index}/killed/{end}"), n)),
                        );
                    }
                }
                for end in ["low", "best", "high"] {
                    facts.extend(raised(&incident["killed"][end]).map(|n| (format!("{pointer}/{end}"), n)));
                }
                let words = printed.replacen(&best.to_string(), &(best + attackers).to_string(), 1);
                let words = if words == printed { format!("{}", best + attackers) } else { words };
                changes.push(Change {
                    told: format!("incident {at}: `{printed}` → `{words}`"),
                    claims: vec![(claim, Other::Words(words))],
                    facts,
                });
            }
        }
        changes
    }

    /// One origin counted as two, in the basis of an incident and in the name that a report goes by.
    pub(crate) fn origins_counted_twice(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (at, incident) in list(&self.json["incidents"]).iter().enumerate() {
            let of = format!("/findings/grounds/{at}");
            let claim = |key: &str| {
                let pointer = format!("{of}/{key}");
                self.claims.iter().position(|claim| claim["derivation"]["of"][0] == pointer.as_str())
            };
            let grounds = self.json.pointer(&of).expect("every incident has grounds");
            let origins = grounds["origins"].as_u64().expect("a number") + 1;
            let confidence = if origins == 2 { "moderate" } else { "high" };
            let mut claims = Vec::new();
            if let (Some(number), Some(word)) = (claim("origins"), claim("confidence")) {
                claims = vec![(number, Other::Words(origins.to_string())), (word, Other::Words(confidence.to_owned()))];
            }
            let mut facts = vec![
                (format!("{of}/origins"), Value::from(origins)),
                (format!("{of}/confidence"), Value::from(confidence)),
            ];
            changes.push(Change {
                told: format!("incident {at}: {origins} origins"),
                claims: claims.clone(),
                facts: facts.clone(),
            });
            facts.push((format!("/incidents/{at}/reports/0/origin"), Value::from("Corridor News Agency")));
            changes.push(Change { told: format!("incident {at}: {origins} origins, one renamed"), claims, facts });
            if list(&incident["reports"]).len() > 1 {
                changes.push(Change {
                    told: format!("incident {at}: a report twice"),
                    claims: Vec::new(),
                    facts: vec![(format!("/incidents/{at}/reports/1"), incident["reports"][0].clone())],
                });
            }
        }
        changes
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn number(value: &Value, key: &str) -> usize {
    usize::try_from(value[key].as_u64().expect("a claim has a place")).expect("it fits")
}

/// The `nth` run of digits, or the last one before it; `None` without any.
fn digits(text: &str, nth: usize) -> Option<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    runs.get(nth).or(runs.last()).copied()
}
