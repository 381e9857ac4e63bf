//! The reader for JSON and JSON Lines: objects → documents, by the names that scrapers give their fields.

use serde_json::Value;

use super::markup;
use super::raw::{Given, Numbered, Raw};
use crate::model::document::Provenance;

/// Name and version of this reader, for the manifest.
const READER: &str = "json/1";
/// The same, where a line is a document.
const LINES: &str = "jsonl/1";

/// The user's own names of fields, looked at before the known ones. `source.name` is a field of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// Names of the text.
    pub text: Vec<String>,
    /// Names of the headline.
    pub title: Vec<String>,
    /// Names of the author.
    pub author: Vec<String>,
    /// Names of the publisher.
    pub publisher: Vec<String>,
    /// Names of the publication date.
    pub published: Vec<String>,
    /// Names of the address.
    pub url: Vec<String>,
    /// Names of the language.
    pub language: Vec<String>,
}

// The names that trafilatura, newspaper4k, news-please and cc_news, NewsAPI, JSON Feed and schema.org use, the surest first.
const TEXT: [&str; 11] = [
    "text", "maintext", "article_text", "full_text", "fulltext", "articleBody", "body", "content_text", "content_html",
    "content", "raw_text",
];
const SUMMARY: [&str; 3] = ["summary", "description", "excerpt"];
const TITLE: [&str; 4] = ["title", "headline", "title_page", "name"];
const AUTHOR: [&str; 4] = ["author", "authors", "byline", "creator"];
const PUBLISHER: [&str; 10] = [
    "publisher", "publisher.name", "sitename", "site_name", "source-hostname", "meta_site_name", "publication",
    "source.name", "outlet", "source",
];
const SITE: [&str; 7] = ["source_domain", "domain", "hostname", "sourceDomain", "source_url", "site", "host"];
const PUBLISHED: [&str; 15] = [
    "published", "date_publish", "publish_date", "published_at", "publishedAt", "date_published", "datePublished",
    "published_date", "publishedDate", "publication_date", "published_time", "pub_date", "pubDate", "pubdate", "date",
];
const URL: [&str; 8] =
    ["canonical_url", "canonical_link", "url", "link", "permalink", "external_url", "mainEntityOfPage", "source"];
const LANGUAGE: [&str; 5] = ["language", "lang", "meta_lang", "inLanguage", "detected_language"];
/// Fields that hold a list of articles.
const LISTS: [&str; 9] = ["articles", "items", "results", "documents", "stories", "entries", "posts", "data", "docs"];

/// Reads one JSON value: an article, or a list of them. A bad one costs itself alone.
///
/// # Errors
/// Why there is no article in it.
pub(super) fn documents(text: &str, charset: &str, fields: &Fields) -> Result<Numbered, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| broken(&error))?;
    let list = match &value {
        Value::Array(items) => Some(items),
        Value::Object(_) if text_of(&value, fields).is_none() => LISTS
            .iter()
            .find_map(|name| value.get(name)?.as_array().filter(|l| l.first().is_some_and(Value::is_object))),
        _ => None,
    };
    let Some(items) = list else {
        return Ok(vec![(None, article(&value, fields, READER, charset))]);
    };
    // A JSON Feed has a title of its own: the site's.
    let feed = value.get("version").and_then(Value::as_str).is_some_and(|v| v.contains("jsonfeed.org"));
    let site = Given {
        publisher: if feed { string(&value, "title") } else { None },
        language: string(&value, "language"),
        ..Given::default()
    };
    if items.is_empty() {
        return Err("is a list without articles".to_owned());
    }
    let read = |(index, item): (usize, &Value)| {
        let raw = article(item, fields, READER, charset);
        (Some(index + 1), raw.map(|raw| Raw { given: raw.given.clone().or(site.clone()), ..raw }))
    };
    Ok(items.iter().enumerate().map(read).collect())
}

/// Reads one line of JSON Lines.
///
/// # Errors
/// Why there is no article in it.
pub(super) fn line(bytes: &[u8], fields: &Fields) -> Result<Raw, String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| broken(&error))?;
    article(&value, fields, LINES, "utf-8")
}

fn broken(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    format!("is not JSON: {message} at line {}, column {}", error.line(), error.column())
}

fn article(value: &Value, fields: &Fields, reader: &str, charset: &str) -> Result<Raw, String> {
    if !value.is_object() {
        return Err("is no JSON object".to_owned());
    }
    let given = given(value, fields);
    let body = text_of(value, fields);
    let summary = body.is_none();
    let Some(text) = body.or_else(|| SUMMARY.iter().find_map(|name| string(value, name))) else {
        return Err(format!(
            "has no text: none of the fields {} is there; name yours under `fields` in the configuration",
            TEXT[..5].iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        ));
    };
    let provenance = Provenance { reader: reader.to_owned(), charset: charset.to_owned(), file_sha256: String::new() };
    let raw = if markup::is_markup(&text) {
        let rendered = markup::render(&text)?;
        Raw { marks: rendered.marks, ..Raw::of(rendered.text) }
    } else {
        Raw::of(text)
    };
    if raw.text.trim().is_empty() {
        return Err("is empty".to_owned());
    }
    Ok(Raw { given, summary, provenance, ..raw })
}

fn text_of(value: &Value, fields: &Fields) -> Option<String> {
    named(value, &fields.text, &TEXT)
}

/// What the fields of an object say of its article, by the user's names first.
pub(super) fn given(value: &Value, fields: &Fields) -> Given {
    let is_address = |text: &String| text.starts_with("http://") || text.starts_with("https://");
    let names = |own: &[String], known: &[&str]| -> Vec<String> {
        own.iter().map(String::as_str).chain(known.iter().copied()).filter_map(|name| string(value, name)).collect()
    };
    let url = names(&fields.url, &URL).into_iter().find(is_address);
    let site = names(&[], &SITE).into_iter().map(|site| domain(&site).to_owned()).find(|site| !site.is_empty());
    let publisher = names(&fields.publisher, &PUBLISHER).into_iter().find(|name| !is_address(name));
    let is_domain = |name: &String| !name.contains(' ') && name.contains('.') && !name.ends_with('.');
    let (publisher, named_site) = match publisher {
        Some(name) if is_domain(&name) => (None, Some(domain(&name).to_owned())),
        other => (other, None),
    };
    Given {
        title: named(value, &fields.title, &TITLE),
        author: named(value, &fields.author, &AUTHOR).map(|author| author.replace(['[', ']'], "")),
        publisher,
        published: named(value, &fields.published, &PUBLISHED).map(day),
        language: named(value, &fields.language, &LANGUAGE),
        url,
        site: named_site.or(site),
    }
}

/// The first field of those names that says something.
fn named(value: &Value, own: &[String], known: &[&str]) -> Option<String> {
    own.iter().map(String::as_str).chain(known.iter().copied()).find_map(|name| string(value, name))
}

/// A field as text: a string, a number, a list of strings or of objects with a `name`.
fn string(value: &Value, name: &str) -> Option<String> {
    let field = value.get(name).or_else(|| name.split('.').try_fold(value, |value, part| value.get(part)))?;
    let text = match field {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => object.get("name").or(object.get("@id"))?.as_str()?.to_owned(),
        Value::Array(items) => {
            let name = |item: &Value| item.as_str().or_else(|| item.get("name")?.as_str()).map(str::to_owned);
            items.iter().filter_map(name).collect::<Vec<_>>().join(", ")
        }
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// A date in seconds or milliseconds since 1970 as a day; anything else as it is.
fn day(text: String) -> String {
    let seconds = match text.parse::<i64>() {
        Ok(number) if (9..=10).contains(&text.len()) => number,
        Ok(number) if (12..=13).contains(&text.len()) => number / 1000,
        _ => return text,
    };
    chrono::DateTime::from_timestamp(seconds, 0).map_or(text, |time| time.date_naive().to_string())
}

/// The domain of an address, or the text itself.
pub(super) fn domain(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Raw {
        let mut all = documents(text, "utf-8", &Fields::default()).expect("it is JSON");
        assert_eq!(all.len(), 1);
        all.remove(0).1.expect("it has a text")
    }

    #[test]
    fn fields_of_the_known_scrapers() {
        for text in [
            // trafilatura
            r#"{"title": "Six killed", "author": "Ann Lee", "hostname": "voanews.com", "date": "2021-10-04", "source-hostname": "VOA", "source": "https://voanews.com/a", "text": "A bomb.", "raw_text": "A bomb. Menu", "language": null}"#,
            // newspaper4k
            r#"{"url": "https://voanews.com/a", "title": "Six killed", "authors": ["Ann Lee"], "publish_date": "2021-10-04 00:00:00", "text": "A bomb.", "summary": "", "meta_site_name": "VOA", "source_url": "https://voanews.com"}"#,
            // news-please
            r#"{"maintext": "A bomb.", "date_publish": "2021-10-04 08:00:00", "authors": ["Ann Lee"], "title": "Six killed", "source_domain": "voanews.com", "url": "https://voanews.com/a", "description": "x"}"#,
            // NewsAPI
            r#"{"source": {"id": null, "name": "VOA"}, "author": "Ann Lee", "title": "Six killed", "url": "https://voanews.com/a", "publishedAt": "2021-10-04T08:00:00Z", "content": "A bomb."}"#,
        ] {
            let Raw { text, given, .. } = one(text);
            assert_eq!(text, "A bomb.");
            assert_eq!((given.title.as_deref(), given.author.as_deref()), (Some("Six killed"), Some("Ann Lee")));
            assert!(given.published.as_deref().is_some_and(|day| day.starts_with("2021-10-04")), "{given:?}");
            assert_eq!(given.url.as_deref(), Some("https://voanews.com/a"));
            assert!(
                given.publisher.as_deref() == Some("VOA") || given.site.as_deref() == Some("voanews.com"),
                "{given:?}"
            );
        }
    }

    #[test]
    fn names_of_the_users_own_go_first() {
        let fields =
            Fields { text: vec!["doc.story".to_owned()], published: vec!["seen".to_owned()], ..Fields::default() };
        let raw = line(br#"{"text": "teaser", "doc": {"story": "The story."}, "seen": 1633305600}"#, &fields);
        let raw = raw.expect("it has a text");
        assert_eq!((raw.text.as_str(), raw.given.published.as_deref()), ("The story.", Some("2021-10-04")));
    }

    #[test]
    fn a_list_holds_many_and_a_bad_one_costs_itself() {
        let all = documents(
            r#"{"articles": [{"text": "One."}, {"title": "none"}, {"text": "Three."}]}"#,
            "utf-8",
            &Fields::default(),
        );
        let all = all.expect("it is JSON");
        assert_eq!(
            all.iter().map(|(index, raw)| (*index, raw.is_ok())).collect::<Vec<_>>(),
            [(Some(1), true), (Some(2), false), (Some(3), true)]
        );
    }

    #[test]
    fn an_item_of_a_json_feed_without_a_body_is_a_summary() {
        let text = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Radio Tern", "items": [
            {"id": "1", "content_html": "<p>Six people <b>died</b>.</p>", "date_published": "2021-10-04T08:00:00+04:30"},
            {"id": "2", "summary": "Six died."}]}"#;
        let all = documents(text, "utf-8", &Fields::default()).expect("it is JSON");
        let raws: Vec<Raw> = all.into_iter().map(|(_, raw)| raw.expect("each has a text")).collect();
        assert_eq!((raws[0].text.as_str(), raws[0].summary), ("Six people died.", false));
        assert_eq!((raws[1].text.as_str(), raws[1].summary), ("Six died.", true));
        assert_eq!(raws[1].given.publisher.as_deref(), Some("Radio Tern"));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let error = |text: &str| line(text.as_bytes(), &Fields::default()).expect_err("it is no article");
        assert!(error("{").contains("is not JSON"));
        assert!(error("[]").contains("no JSON object"));
        assert!(error(r#"{"a": 1}"#).contains("name yours under `fields`"));
        assert!(error(&"[".repeat(100_000)).contains("is not JSON"));
    }
}
