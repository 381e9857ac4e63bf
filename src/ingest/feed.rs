//! The reader for RSS and Atom: each item is a document, with the feed's name as its publisher.

use feed_rs::model::{Entry, Feed};
use feed_rs::parser::{Builder, ParseFeedError};

use super::charset;
use super::html::declared;
use super::markup;
use super::raw::{Given, Numbered, Raw};
use crate::model::document::Provenance;

/// Name and version of this reader, for the manifest.
const READER: &str = "feed/1 (feed-rs 3)";
/// Words of a description that is taken for the whole article.
const WHOLE: usize = 250;

/// Reads a feed. A bad item costs itself alone; of a feed that is cut off, the items before the cut are read.
///
/// # Errors
/// Why nothing of it can be read.
pub(super) fn documents(bytes: &[u8]) -> Result<Numbered, String> {
    let decoded = charset::decode(bytes, declared(bytes).as_deref())?;
    markup::guard(&decoded.text)?;
    let text = without_declaration(&decoded.text);
    let text = text.as_str();
    let mut warnings = decoded.warnings;
    let feed = match parse(text) {
        Ok(feed) => feed,
        Err(error) => {
            let whole = up_to_last_item(text).ok_or_else(|| format!("is a feed that cannot be read: {error}"))?;
            let feed = parse(&whole).map_err(|_| format!("is a feed that cannot be read: {error}"))?;
            warnings.push(format!("the feed is broken and was read up to its last whole item: {error}"));
            feed
        }
    };
    let of_feed = Given {
        publisher: feed.title.as_ref().map(|title| plain(&title.content)),
        language: feed.language.clone(),
        ..Given::default()
    };
    let provenance = Provenance { reader: READER.to_owned(), charset: decoded.charset, ..Provenance::default() };
    let read = |(index, entry): (usize, &Entry)| {
        let raw = document(entry).map(|raw| Raw {
            given: raw.given.clone().or(of_feed.clone()),
            provenance: provenance.clone(),
            warnings: if index == 0 { warnings.clone() } else { Vec::new() },
            ..raw
        });
        (Some(index + 1), raw)
    };
    Ok(feed.entries.iter().enumerate().map(read).collect())
}

fn parse(text: &str) -> Result<Feed, ParseFeedError> {
    // A day is the one where the paper is made: the offset is left aside.
    let stated = |text: &str| {
        let text = text.trim();
        let with_offset =
            chrono::DateTime::parse_from_rfc2822(text).or_else(|_| chrono::DateTime::parse_from_rfc3339(text));
        let local = with_offset.map(|time| time.naive_local()).ok();
        local
            .or_else(|| chrono::NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))
            .map(|t| t.and_utc())
    };
    // Nothing of an id is used: a feed without ids needs none made up.
    let parser =
        Builder::new().timestamp_parser(stated).id_generator(|_, _, _| String::new()).sanitize_content(false).build();
    parser.parse(text.as_bytes())
}

fn document(entry: &Entry) -> Result<Raw, String> {
    let body = entry.content.as_ref().and_then(|content| content.body.clone()).filter(|body| !body.trim().is_empty());
    let description = entry.summary.as_ref().map(|summary| summary.content.clone());
    let is_whole = body.is_some() || description.as_ref().is_some_and(|text| text.split_whitespace().count() >= WHOLE);
    let rendered = markup::render(&body.or(description).unwrap_or_default())?;
    if rendered.text.is_empty() {
        return Err("has neither a body nor a summary".to_owned());
    }
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let authors: Vec<&str> = entry
        .authors
        .iter()
        .filter_map(|person| Some(person.name.as_deref()?.trim()))
        .filter(|name| !name.is_empty())
        .collect();
    let given = Given {
        title: entry.title.as_ref().map(|title| plain(&title.content)),
        author: (!authors.is_empty()).then(|| authors.join(", ")),
        published: entry.published.or(entry.updated).map(|time| time.date_naive().to_string()),
        url: link.map(|link| link.href.clone()),
        language: entry.language.clone(),
        ..Given::default()
    };
    Ok(Raw { given, marks: rendered.marks, summary: !is_whole, ..Raw::of(rendered.text) })
}

/// A title as text: feeds escape it once or twice.
fn plain(title: &str) -> String {
    markup::render(title).map_or_else(|_| title.to_owned(), |rendered| rendered.text.replace('\n', " "))
}

/// The feed without its XML declaration, whose character set is no longer true. A second one further on, as a splice leaves it,
/// becomes an instruction that says nothing: the parser panics where a declaration comes late.
fn without_declaration(text: &str) -> String {
    let text = text.trim_start();
    let rest = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    rest.map_or(text, |(_, rest)| rest.trim_start()).replace("<?xml", "<?x-ml")
}

/// A feed that breaks off, up to its last whole item and with its elements closed.
fn up_to_last_item(text: &str) -> Option<String> {
    let cut = |item: &str, close: &str| text.rfind(item).map(|at| format!("{}{close}", &text[..at + item.len()]));
    cut("</item>", if text.contains("<rdf:RDF") { "</rdf:RDF>" } else { "</channel></rss>" })
        .or_else(|| cut("</entry>", "</feed>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
        <channel><title>Radio &amp; Tern</title><language>en-gb</language>\
        <item><title>Six killed</title><link>https://tern.example/a</link><pubDate>Mon, 04 Oct 2021 23:30:00 -0500</pubDate>\
        <description>Short.</description><content:encoded><![CDATA[<p>Six <b>people</b> died.</p>]]></content:encoded></item>\
        <item><title>Two killed</title><description>&lt;p&gt;Two died.&lt;/p&gt;</description></item></channel></rss>";

    fn read(text: &str) -> Vec<Raw> {
        let all = documents(text.as_bytes()).expect("it is a feed");
        all.into_iter().map(|(_, raw)| raw.expect("each item has a text")).collect()
    }

    #[test]
    fn items_are_documents() {
        let raws = read(RSS);
        assert_eq!(raws.len(), 2);
        let given = &raws[0].given;
        assert_eq!((raws[0].text.as_str(), raws[0].summary), ("Six people died.", false));
        assert_eq!(
            (given.publisher.as_deref(), given.published.as_deref()),
            (Some("Radio & Tern"), Some("2021-10-04"))
        );
        assert_eq!(given.url.as_deref().map(|url| url.trim_end_matches('/')), Some("https://tern.example/a"));
        assert_eq!((raws[1].text.as_str(), raws[1].summary), ("Two died.", true));
    }

    #[test]
    fn a_feed_that_breaks_off_is_read_up_to_there() {
        let cut = &RSS[..RSS.find("Two died").expect("it is there")];
        let raws = read(cut);
        assert_eq!(raws.len(), 1);
        assert!(raws[0].warnings[0].contains("broken"));
    }

    #[test]
    fn a_declaration_that_comes_late_is_no_declaration() {
        let late = RSS.replace(
            "<item><title>Two",
            &format!("{}<?xml version=\"1.0\" encoding=\"utf-16\"?><item><title>Two", " ".repeat(9000)),
        );
        assert_eq!(read(&late).len(), 2);
    }

    #[test]
    fn entities_are_not_expanded() {
        let bomb = RSS.replace(
            "?><rss",
            "?><!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><rss",
        );
        let bomb = bomb
            .replace("Short.", &"&b;".repeat(1000))
            .replace("<![CDATA[<p>Six <b>people</b> died.</p>]]>", &"&b;".repeat(1000));
        let longest = documents(bomb.as_bytes()).map_or(0, |all| {
            all.into_iter().filter_map(|(_, raw)| raw.ok()).map(|raw| raw.text.len()).max().unwrap_or(0)
        });
        assert!(longest < 5000, "{longest}");
    }
}
