//! Every value printed in the Markdown, held against `briefing.json` and against the bytes of the articles.

use serde_json::Value;

use crate::model::edition::{Claim, ClaimKind, Rule};
use crate::model::evidence::Span;
use crate::model::extraction::Extraction;
use crate::model::markdown::{unescape, visible};

use super::Verdict;
use super::facts::Read;
use super::numbers::{is_stated, numbers, numbers_and_shares, rounding};

/// Checks all claims.
pub(super) fn check(claims: &[Claim], markdown: &str, json: &Value, read: &Read<'_>, verdict: &mut Verdict) {
    for claim in claims {
        let place = format!("briefing.md:{}", claim.start);
        let printed = markdown.get(claim.start..claim.end);
        verdict.require(printed == Some(claim.value.as_str()), &place, || {
            format!("`{}` is claimed, `{}` is printed", claim.value, printed.unwrap_or_default())
        });
        for slice in &claim.evidence {
            let text =
                read.get(slice.document.as_str()).and_then(|(document, _)| document.text.get(slice.start..slice.end));
            verdict.require(text == Some(slice.text.as_str()), &place, || {
                format!("the evidence is not in {} at {}", slice.document, slice.start)
            });
        }
        let of: Vec<&Value> = claim.derivation.of.iter().filter_map(|pointer| json.pointer(pointer)).collect();
        let complete = of.len() == claim.derivation.of.len();
        verdict.require(complete, &place, || "points to nothing in briefing.json".to_owned());
        if complete {
            let holds = derives(claim, &of, json, read);
            verdict.require(holds, &place, || {
                format!("`{}` does not follow from {}", claim.value, claim.derivation.of.join(", "))
            });
        }
    }
}

/// Whether a printed value follows from the values that it names.
fn derives(claim: &Claim, of: &[&Value], json: &Value, read: &Read<'_>) -> bool {
    let printed = unescape(&claim.value);
    let Some(value) = of.first() else { return false };
    match claim.derivation.rule {
        Rule::Counted => {
            let counted = value.as_array().map_or(0, Vec::len) as f64;
            let stated = numbers(&printed);
            let none = counted < 0.5 && matches!(printed.to_lowercase().as_str(), "no" | "none");
            none || (stated.first().is_some_and(|n| (n - counted).abs() < 0.5) && stated.len() == 1)
        }
        Rule::Rest => rest(&claim.derivation.of[0], json) == Some(numbers(&printed)),
        Rule::Numbered => {
            let index = claim.derivation.of[0].rsplit('/').next().and_then(|index| index.parse::<usize>().ok());
            printed.get(1..).and_then(|number| number.parse::<usize>().ok()) == index.map(|index| index + 1)
        }
        Rule::Cited => cited(claim, &printed, value, json, read),
        Rule::Cut => {
            let printed = words(&printed);
            let kept = kept(&printed);
            value.as_str().is_some_and(|whole| words(whole).starts_with(kept)) && quoted(claim, json, read)
        }
        Rule::Corrected => corrected(claim, &printed, of, json),
        Rule::Worded => match claim.kind {
            ClaimKind::Quote => {
                value.as_str().is_some_and(|whole| words(whole) == words(&printed)) && quoted(claim, json, read)
            }
            ClaimKind::Figure => figure(claim, &printed, value, json),
            ClaimKind::Date => date(&printed, value),
            ClaimKind::Name | ClaimKind::Place => named(&printed, value, json),
            ClaimKind::Citation | ClaimKind::Reference | ClaimKind::Word => word(&printed, value),
        },
    }
}

/// The analyst's own words; or the value of a field, with the correction that set or cleared it. No article states either.
fn corrected(claim: &Claim, printed: &str, of: &[&Value], json: &Value) -> bool {
    let pointer = claim.derivation.of[0].as_str();
    let value = of[0];
    if !claim.evidence.is_empty() {
        return false;
    }
    let Some(correction) = of.get(1) else {
        let text = value.as_str().map(visible);
        return pointer.starts_with("/corrections/")
            && match claim.kind {
                ClaimKind::Date => date(printed, value),
                ClaimKind::Quote => text.is_some_and(|text| words(&text) == words(printed)),
                _ => text.as_deref() == Some(printed),
            };
    };
    let mut path = pointer.strip_prefix("/incidents/").into_iter().flat_map(|rest| rest.split('/'));
    let (at, field) = (path.next().unwrap_or_default(), path.next().unwrap_or_default());
    let field = if field == "responsibility" { "perpetrator" } else { field };
    let id = &json["incidents"][at.parse::<usize>().unwrap_or(usize::MAX)]["id"];
    let names = |key: &str, wanted: &Value| correction[key].as_array().is_some_and(|list| list.contains(wanted));
    let told = claim.derivation.of[1].starts_with("/corrections/")
        && names("items", id)
        && names("fields", &Value::String(field.to_owned()));
    told && match claim.kind {
        ClaimKind::Quote => value.as_str().is_some_and(|whole| words(whole) == words(printed)),
        ClaimKind::Figure => figure(claim, printed, value, json),
        ClaimKind::Date => date(printed, value),
        ClaimKind::Name | ClaimKind::Place => named(printed, value, json),
        ClaimKind::Citation | ClaimKind::Reference | ClaimKind::Word => word(printed, value),
    }
}

/// How many entries a list has from the one that the pointer names, as the numbers of a text.
fn rest(pointer: &str, json: &Value) -> Option<Vec<f64>> {
    let (list, index) = pointer.rsplit_once('/')?;
    let left = json.pointer(list)?.as_array()?.len().checked_sub(index.parse().ok()?)?;
    Some(vec![left as f64])
}

/// The label is the article's, and the sentence of that number is the evidence.
fn cited(claim: &Claim, printed: &str, label: &Value, json: &Value, read: &Read<'_>) -> bool {
    let Some(label) = label.as_str() else { return false };
    let Some(sentence) = printed.strip_prefix(label) else { return false };
    let Some(slice) = claim.evidence.first() else { return sentence.is_empty() };
    let document = claim.derivation.of[0].trim_end_matches("/label");
    if json.pointer(&format!("{document}/id")).and_then(Value::as_str) != Some(slice.document.as_str()) {
        return false;
    }
    let Some((_, facts)) = read.get(slice.document.as_str()) else { return false };
    match sentence.strip_prefix('.').map(str::parse::<u32>) {
        None => sentence.is_empty(),
        Some(Err(_)) => false,
        Some(Ok(number)) => sentence_of(facts, Span::new(slice.start, slice.end)) == Some(number),
    }
}

/// The number of a sentence, by the facts extracted anew.
fn sentence_of(facts: &Extraction, span: Span) -> Option<u32> {
    if let Some(trace) = facts.trace.as_ref().filter(|trace| !trace.sentences.is_empty()) {
        let at = trace.sentences.iter().position(|sentence| *sentence == span)?;
        return u32::try_from(at + 1).ok();
    }
    let mentions = facts
        .incidents
        .iter()
        .flat_map(|m| m.evidence.iter().chain(&m.caveats).chain(m.responsibility.iter().flat_map(|r| &r.evidence)));
    mentions
        .chain(facts.statements.iter().flat_map(|s| &s.evidence))
        .chain(facts.conditions.iter().flat_map(|c| &c.evidence))
        .chain(facts.threats.iter().flat_map(|t| &t.evidence))
        .chain(facts.tallies.iter().flat_map(|t| &t.evidence))
        .chain(facts.publications.iter().flat_map(|p| &p.evidence))
        .find(|evidence| evidence.span() == span)
        .and_then(|evidence| evidence.sentence)
}

/// Whether quoted words stand in the article: as a statement's own spans, or in the evidence.
fn quoted(claim: &Claim, json: &Value, read: &Read<'_>) -> bool {
    let pointer = &claim.derivation.of[0];
    let printed = words(&unescape(&claim.value));
    let kept = kept(&printed);
    if let Some(statement) = pointer.strip_suffix("/content") {
        let Some(fact) = json.pointer(statement) else { return false };
        let document = fact["evidence"][0]["document"].as_str().and_then(|id| read.get(id));
        let spans: Vec<Span> = serde_json::from_value(fact["content_spans"].clone()).unwrap_or_default();
        let said: Option<Vec<&str>> = document
            .map(|(document, _)| spans.iter().filter_map(|span| document.text.get(span.start..span.end)).collect());
        return said.is_some_and(|said| words(&said.join(" ")).starts_with(kept));
    }
    if claim.evidence.is_empty() {
        // A title, or a target that a row of the log shows with its evidence: compared where it stands.
        return pointer.starts_with("/documents/") || pointer.starts_with("/findings/");
    }
    let texts: Vec<&str> = claim.evidence.iter().map(|slice| slice.text.as_str()).collect();
    words(&texts.join(" ")).contains(kept)
}

/// What is said without its quotation marks: a quotation inside another changes its marks, never its words.
fn words(text: &str) -> String {
    let mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '‚' | '‛');
    // An ellipsis that stands alone marks a seam and says nothing.
    let text = text.split_whitespace().filter(|word| *word != "…").collect::<Vec<_>>().join(" ");
    visible(&text.replace(mark, ""))
}

/// What a cut left of a text.
fn kept(printed: &str) -> &str {
    printed.trim_end().trim_end_matches('…').trim_end()
}

/// Every number printed is one of the value's, and, where sentences are the evidence, they state it.
fn figure(claim: &Claim, printed: &str, value: &Value, json: &Value) -> bool {
    let mut known = Vec::new();
    collect(value, &mut known);
    let texts: Vec<&str> = claim.evidence.iter().map(|slice| slice.text.as_str()).collect();
    let mut stated = numbers_and_shares(&texts.join(" ; "));
    stated.extend(by_parts(value, &texts));
    stated.extend(without_attackers(value, &stated));
    // Words of the text in quotation marks are no number, whatever they begin with ("a number of"), and a capital that began the
    // sentence is not kept.
    let in_words = value["qualifier_text"]
        .as_str()
        .is_some_and(|text| words(text).to_lowercase() == words(printed).to_lowercase());
    let shown = if in_words && printed.starts_with('“') { Vec::new() } else { numbers(printed) };
    if shown.is_empty() {
        // Words alone stand for a value without a number, and are those of the value.
        return value["best"].is_null() && value["number"].is_null();
    }
    // A toll that is known by words alone has no number that could be printed.
    if ["low", "best", "high"].iter().all(|bound| value.get(bound).is_some_and(Value::is_null)) {
        return false;
    }
    // A condition's value stands beside its qualifier.
    let fact = claim.derivation.of[0].strip_suffix("/value").and_then(|fact| json.pointer(fact));
    let is_bare = printed.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '£'));
    if hedged(fact.unwrap_or(value)).is_some_and(|hedged| hedged == is_bare) {
        return false;
    }
    let best = value.get("best").or_else(|| value.get("low")).and_then(Value::as_f64);
    let leads = best.is_none_or(|best| shown.first().is_some_and(|first| (first - best).abs() < 0.5));
    leads
        && shown.iter().all(|n| known.iter().any(|k| (k - n).abs() <= rounding(*n)))
        && (texts.is_empty() || shown.iter().all(|n| is_stated(*n, &stated)))
}

/// Whether a word such as "at least" must stand before the number of a toll, a count or a sum; `None` for what is none of
/// these.
fn hedged(value: &Value) -> Option<bool> {
    if let Some(qualifier) = value["qualifier"].as_str() {
        return Some(qualifier != "exact");
    }
    let (at_least, about) = (value["at_least"].as_bool()?, value["about"].as_bool()?);
    Some(at_least || about)
}

/// What the words that the value keeps come to: parts joined by `+`, each of which stands in the sentences and is a number or
/// one person, told by a name or an office (`a mother + her son`, `three + Jane Roe, 31`). Empty where a part stands nowhere.
fn by_parts(value: &Value, texts: &[&str]) -> Vec<f64> {
    let single = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let texts: Vec<String> = texts.iter().map(|text| single(text)).collect();
    let Some(words) = value["qualifier_text"].as_str().map(single).filter(|words| !words.is_empty()) else {
        return Vec::new();
    };
    // "12 − a guard": those shot who did not die.
    match words.split_once(" − ") {
        None => sums_of(&words, &texts),
        Some((all, off)) => {
            let off = sums_of(off, &texts);
            sums_of(all, &texts).iter().flat_map(|all| off.iter().map(move |off| all - off)).collect()
        }
    }
}

/// What is left of the number that the value keeps in words when its attackers are taken off ("four dead, a gunman among them"),
/// where the sentences state both. Empty without attackers.
fn without_attackers(value: &Value, stated: &[f64]) -> Vec<f64> {
    let classes = value["classes"].as_array().into_iter().flatten();
    let attackers: f64 =
        classes.filter(|class| class["class"] == "attacker").filter_map(|class| class["count"].as_f64()).sum();
    let words = value["qualifier_text"].as_str().unwrap_or_default();
    if attackers < 0.5 || !is_stated(attackers, stated) {
        return Vec::new();
    }
    let all = numbers(words).into_iter().filter(|all| is_stated(*all, stated));
    all.map(|all| all - attackers).filter(|left| *left > -0.5).collect()
}

/// What parts joined by `+` may come to.
fn sums_of(words: &str, texts: &[String]) -> Vec<f64> {
    let mut sums = vec![0.0];
    for part in words.split(" + ") {
        if !texts.iter().any(|text| text.contains(part)) {
            return Vec::new();
        }
        // An age is no count.
        let is_age = |word: &&str| word.contains("-year-old") || word.contains("-month-old");
        let counted = part.split(' ').filter(|word| !is_age(word)).collect::<Vec<_>>().join(" ");
        let mut options = numbers(&counted);
        if !counted.starts_with(|c: char| c.is_ascii_digit()) {
            options.insert(0, 1.0);
        }
        options.truncate(3);
        sums = sums.iter().flat_map(|sum| options.iter().map(move |option| sum + option)).take(64).collect();
        sums.sort_by(f64::total_cmp);
        sums.dedup();
    }
    sums
}

/// All numbers in a value, those in its words included.
fn collect(value: &Value, out: &mut Vec<f64>) {
    match value {
        Value::Number(number) => out.extend(number.as_f64()),
        Value::String(text) => out.extend(numbers(text)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, out)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, out)),
        Value::Null | Value::Bool(_) => {}
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Days, months and years printed are those of the value, and words in quotation marks are its own.
fn date(printed: &str, value: &Value) -> bool {
    let mut days: Vec<&str> = Vec::new();
    match value {
        Value::String(day) => days.push(day),
        Value::Object(date) => {
            let bounds = ["start", "end", "not_before", "not_after"];
            days.extend(bounds.iter().filter_map(|key| date.get(*key).and_then(Value::as_str)));
        }
        Value::Null => return printed == "not dated",
        _ => return false,
    }
    let words = value["text"].as_str().map(visible).unwrap_or_default();
    let rest = printed.replace(&format!("“{words}”"), "");
    let known = |wanted: &dyn Fn(&str, &str, &str) -> bool| {
        days.iter().any(|day| {
            let mut parts = day.splitn(3, '-');
            matches!((parts.next(), parts.next(), parts.next()), (Some(y), Some(m), Some(d)) if wanted(y, m, d))
        })
    };
    let resolved = value.is_string() || value["start"].is_string();
    if resolved == rest.starts_with("not dated") {
        return false;
    }
    rest.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).all(|token| {
        if let Ok(number) = token.parse::<u32>() {
            return known(&|y, _, d| y.parse() == Ok(number) || d.parse() == Ok(number));
        }
        let month = MONTHS.iter().position(|month| token.to_lowercase().starts_with(month));
        match month {
            Some(at) => known(&|_, m, _| m.parse() == Ok(at + 1)),
            None => ["not", "dated", "from", "by"].contains(&token),
        }
    })
}

/// A name is the value's own, a short form from `briefing.json`, or made of the value's parts.
fn named(printed: &str, value: &Value, json: &Value) -> bool {
    match value {
        Value::String(name) => {
            let short = json["findings"]["short_names"][name].as_str();
            visible(name) == printed || short.is_some_and(|short| visible(short) == printed)
        }
        Value::Object(fields) => {
            let parts: Vec<String> = fields.values().filter_map(Value::as_str).map(visible).collect();
            let mut rest = printed.to_owned();
            let mut longest = parts.clone();
            longest.sort_by_key(|part| std::cmp::Reverse(part.len()));
            for part in longest.iter().filter(|part| !part.is_empty()) {
                rest = rest.replacen(part.as_str(), "", 1);
            }
            rest.chars().all(|c| c == ',' || c == ' ')
        }
        _ => false,
    }
}

/// A word is the value's own, or stands for its code: then it shares the code's first letters, or the value is open.
fn word(printed: &str, value: &Value) -> bool {
    let Some(code) = value.as_str() else { return value.is_null() };
    // A reason names paths between marks of code, which a page prints as quotation marks.
    let marks = ['`', '“', '”'];
    let code = visible(code).replace('_', " ").replace(marks, "").to_lowercase();
    let printed = printed.to_lowercase().replace(marks, "");
    let prefix: String = code.chars().take(3).collect();
    code == printed
        || printed.starts_with(&prefix)
        || matches!(
            (code.as_str(), printed.as_str()),
            ("increase", "up")
                | ("decrease", "down")
                | ("level", "unchanged")
                | ("plot", "plan")
                | ("other", "of another kind")
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edition::Derivation;

    fn of(words: &str, text: &str) -> Vec<f64> {
        by_parts(&serde_json::json!({ "qualifier_text": words }), &[text])
    }

    #[test]
    fn persons_told_by_words_add_up() {
        assert_eq!(of("a mother + her son", "Police found a mother and her son."), [2.0]);
        assert_eq!(of("three + Jane Roe", "Jane Roe died with three\nothers."), [2.0, 4.0]);
        assert_eq!(of("27-year-old Rahim Gul", "They shot 27-year-old Rahim Gul."), [1.0]);
        assert_eq!(of("12 − a guard", "He shot 12 people; a guard died."), [11.0]);
        assert!(of("a mother + her son", "Police found a mother.").is_empty());
    }

    #[test]
    fn attackers_are_taken_off_where_they_are_stated() {
        let toll = |attackers: u64| {
            let attackers = serde_json::json!({"class": "attacker", "count": attackers});
            serde_json::json!({"qualifier_text": "four", "classes": [attackers]})
        };
        assert_eq!(without_attackers(&toll(1), &[4.0, 1.0]), [3.0]);
        assert!(without_attackers(&toll(2), &[4.0, 1.0]).is_empty());
        assert!(without_attackers(&toll(1), &[5.0, 1.0]).is_empty());
        assert!(without_attackers(&serde_json::json!({"qualifier_text": "four"}), &[4.0, 1.0]).is_empty());
    }

    #[test]
    fn words_alone_stand_for_a_toll_whatever_their_capital() {
        let toll = serde_json::json!({"low": null, "best": null, "high": null, "qualifier": "exact", "qualifier_text": "A number of"});
        let shown = |value: &str| {
            let derivation = Derivation { rule: Rule::Worded, of: vec!["/incidents/0/wounded".to_owned()] };
            let claim = Claim {
                start: 0,
                end: value.len(),
                kind: ClaimKind::Figure,
                value: value.to_owned(),
                evidence: Vec::new(),
                derivation,
            };
            figure(&claim, value, &toll, &serde_json::json!({}))
        };
        assert!(shown("“a number of”"));
        assert!(!shown("“one of”"));
        assert!(!shown("1"));
    }
}
