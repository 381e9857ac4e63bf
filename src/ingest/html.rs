//! The reader for web pages: the article without what stands around it, and what the page says of itself.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use serde_json::Value;

use super::charset;
use super::day::days;
use super::json::domain;
use super::markup::{self, Rendered};
use super::raw::{Given, Raw};
use crate::model::document::{Part, PartKind, Provenance};
use crate::model::evidence::Span;

/// Name and version of this reader, for the manifest.
const READER: &str = "html/1 (dom_smoothie 0.19)";
/// Longest line, in characters, that a page may print its date on.
const DATE_LINE: usize = 100;

/// Reads a page.
///
/// # Errors
/// Why there is no text in it.
pub(super) fn document(bytes: &[u8]) -> Result<Raw, String> {
    let decoded = charset::decode(bytes, declared(bytes).as_deref())?;
    let raw = page(&decoded.text)?;
    let provenance = Provenance { reader: READER.to_owned(), charset: decoded.charset, ..Provenance::default() };
    Ok(Raw { provenance, warnings: decoded.warnings, ..raw })
}

/// The character set that a page or an XML file names in its first kilobytes.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let xml = head
        .trim_start()
        .starts_with("<?xml")
        .then(|| head.split("?>").next().and_then(|d| after(d, "encoding")))
        .flatten();
    xml.or_else(|| head.split("<meta").skip(1).find_map(|tag| after(tag.split('>').next()?, "charset")))
}

/// The name behind `key=`.
fn after(text: &str, key: &str) -> Option<String> {
    let (_, rest) = text.split_once(key)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}

/// Reads a page that is decoded.
///
/// # Errors
/// Why there is no text in it.
pub(super) fn page(html: &str) -> Result<Raw, String> {
    markup::guard(html)?;
    let tree = Document::from(html);
    let mut given = metadata(&tree);
    // A date that the page prints outside the article is read where nothing else states one.
    let printed = given.published.is_none().then(|| printed_date(&tree)).flatten();
    let whole = tree.body().map(|body| markup::render_tree(&body)).unwrap_or_default();
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(tree, None, Some(config)).and_then(|mut page| page.parse()).ok();
    let rendered = match &article {
        Some(article) => markup::render_tree(&Document::fragment(article.content.clone()).root()),
        None => whole,
    };
    if let Some(article) = article {
        let stated = |text: String| (!text.trim().is_empty()).then_some(text);
        given = given.or(Given {
            title: stated(article.title),
            author: article.byline.and_then(stated),
            published: article.published_time.and_then(stated),
            publisher: article.site_name.and_then(stated),
            language: article.lang.and_then(stated),
            ..Given::default()
        });
    }
    if rendered.text.is_empty() {
        return Err("is a web page without a text".to_owned());
    }
    let Rendered { text, marks } = with_line(rendered, printed.as_deref());
    Ok(Raw { given, marks, ..Raw::of(text) })
}

/// The text with a line before it that states its date.
fn with_line(rendered: Rendered, line: Option<&str>) -> Rendered {
    let Some(line) = line.filter(|line| !rendered.text.lines().any(|other| other == *line)) else { return rendered };
    let shift = line.len() + 2;
    let moved = rendered.marks.iter().map(|m| Part { span: Span::new(m.span.start + shift, m.span.end + shift), ..*m });
    let own = Part { span: Span::new(0, line.len()), kind: PartKind::Credit };
    Rendered { marks: std::iter::once(own).chain(moved).collect(), text: format!("{line}\n\n{}", rendered.text) }
}

/// The first line of a page that seems to state when it was published.
fn printed_date(tree: &Document) -> Option<String> {
    let whole = markup::render_tree(&tree.body()?);
    let is_date = |line: &&str| {
        line.chars().count() <= DATE_LINE
            && !line.ends_with(['.', '?', '!'])
            && !line.contains('©')
            && !days(line).is_empty()
    };
    whole.text.lines().take(200).find(is_date).map(str::to_owned)
}

/// What a page says of itself: JSON-LD, then its `meta` elements, then `time` and `link`.
fn metadata(tree: &Document) -> Given {
    let mut linked = Given::default();
    for node in tree.select("script[type=\"application/ld+json\"]").nodes() {
        if let Ok(value) = serde_json::from_str::<Value>(node.text().trim()) {
            linked = linked.or(linked_data(&value));
        }
    }
    let metas: Vec<(String, String)> = tree.select("meta").nodes().iter().filter_map(meta).collect();
    let of = |names: &[&str]| {
        names.iter().find_map(|name| metas.iter().find(|(key, _)| key == name).map(|(_, content)| content.clone()))
    };
    let attribute = |selector: &str, name: &str| {
        let found =
            tree.select(selector).nodes().iter().find_map(|node| node.attr(name).map(|value| value.trim().to_owned()));
        found.filter(|value| !value.is_empty())
    };
    let url = attribute("link[rel=\"canonical\"]", "href").or_else(|| of(&["og:url"]));
    let url = url.filter(|url| url.starts_with("http"));
    linked.or(Given {
        title: of(&["og:title", "dc.title", "twitter:title"]),
        author: of(&["author", "dc.creator", "parsely-author", "article:author"])
            .filter(|name| !name.starts_with("http")),
        publisher: of(&["og:site_name", "dc.publisher", "application-name"]),
        published: of(&[
            "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "dc.date.issued",
            "dcterms.date", "dc.date", "sailthru.date", "pubdate", "publishdate", "publish-date", "date",
        ])
        .or_else(|| attribute("article time[datetime], time[pubdate][datetime]", "datetime"))
        .or_else(|| attribute("time[datetime]", "datetime")),
        language: attribute("html[lang]", "lang"),
        site: url.as_deref().map(|url| domain(url).to_owned()),
        url,
    })
}

fn meta(node: &NodeRef<'_>) -> Option<(String, String)> {
    let key = node.attr("property").or_else(|| node.attr("name")).or_else(|| node.attr("itemprop"))?;
    let content = node.attr("content")?.trim().to_owned();
    (!content.is_empty()).then(|| (key.trim().to_lowercase(), content))
}

/// What schema.org data says of the article; of a list or graph, the first article.
fn linked_data(value: &Value) -> Given {
    let items: Vec<&Value> = match (value, value.get("@graph")) {
        (Value::Array(items), _) | (_, Some(Value::Array(items))) => items.iter().collect(),
        _ => vec![value],
    };
    let is_article = |item: &&&Value| {
        let kinds = &item["@type"];
        let kind = kinds.as_str().or_else(|| kinds.get(0)?.as_str()).unwrap_or_default();
        kind.ends_with("Article") || ["BlogPosting", "Report", "LiveBlogPosting"].contains(&kind)
    };
    let Some(item) = items.iter().find(is_article) else { return Given::default() };
    let text = |key: &str| item[key].as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let name = |key: &str| {
        let field = &item[key];
        let named = |value: &Value| value.as_str().or_else(|| value["name"].as_str()).map(str::to_owned);
        match field {
            Value::Array(list) => {
                Some(list.iter().filter_map(named).collect::<Vec<_>>().join(", ")).filter(|n| !n.is_empty())
            }
            field => named(field),
        }
    };
    Given {
        // Some pages escape their data as if it were markup.
        title: text("headline").map(|title| if title.contains('&') { plain(&title) } else { title }),
        author: name("author"),
        publisher: name("publisher"),
        published: text("datePublished"),
        language: text("inLanguage"),
        ..Given::default()
    }
}

fn plain(text: &str) -> String {
    markup::render(text).map_or_else(|_| text.to_owned(), |rendered| rendered.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "<p>Six people died in Herat on Monday when a bomb went off beside a bus, officials said. The bus had come \
        from Kabul with forty passengers, many of them students, and had stopped at a gate of the university.</p><p>No group said \
        that it had done it. The governor, who spoke to reporters at the hospital, called it an attack on the city as a whole, \
        and promised that those behind it would be found within days.</p><h2>The road</h2><p>The road had been closed for a week \
        after an earlier blast, and was opened again only on Saturday, drivers said, without any searches on the way.</p>";

    fn read(head: &str, body: &str) -> Raw {
        document(format!("<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>").as_bytes())
            .expect("it is a page")
    }

    #[test]
    fn the_article_without_what_stands_around_it() {
        let raw = read(
            "<title>Six killed - Radio Tern</title>",
            &format!(
                "<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav><article><h1>Six killed</h1>{BODY}</article>\
                <footer>© Radio Tern</footer>"
            ),
        );
        assert!(raw.text.contains("Six people died in Herat") && raw.text.ends_with("on the way."), "{}", raw.text);
        assert!(!raw.text.contains("Home") && !raw.text.contains('©'));
        assert_eq!(raw.marks.iter().filter(|m| m.span.of(&raw.text) == "The road").count(), 1);
    }

    #[test]
    fn metadata_by_json_ld_then_meta_then_time() {
        let ld = r#"<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],
            "headline": "Six killed", "datePublished": "2021-10-04T23:30:00-05:00", "publisher": {"name": "Radio Tern"},
            "author": [{"name": "Ann Lee"}, {"name": "Bo Roe"}]}]}</script>"#;
        let meta = "<meta property=article:published_time content=2021-10-05><meta property=og:site_name content=Tern>\
            <link rel=canonical href=https://tern.example/a>";
        let time = format!("<article><time datetime=2021-10-06>x</time>{BODY}</article>");
        let given = read(&format!("{ld}{meta}"), &time).given;
        assert_eq!(given.published.as_deref(), Some("2021-10-04T23:30:00-05:00"));
        assert_eq!(
            (given.publisher.as_deref(), given.author.as_deref()),
            (Some("Radio Tern"), Some("Ann Lee, Bo Roe"))
        );
        assert_eq!(
            (given.url.as_deref(), given.site.as_deref()),
            (Some("https://tern.example/a"), Some("tern.example"))
        );
        assert_eq!(read(meta, &time).given.published.as_deref(), Some("2021-10-05"));
        assert_eq!(read("", &time).given.published.as_deref(), Some("2021-10-06"));
    }

    #[test]
    fn a_printed_date_stays_where_nothing_else_states_one() {
        let raw = read("", &format!("<div class=meta>Published on 4 October 2021</div><article>{BODY}</article>"));
        assert!(raw.text.starts_with("Published on 4 October 2021\n\nSix people"), "{}", raw.text);
        assert_eq!(raw.marks[0].kind, PartKind::Credit);
    }

    #[test]
    fn the_character_set_that_a_page_names() {
        assert_eq!(
            declared(b"<html><meta http-equiv=x content='text/html; charset=Windows-1256'>").as_deref(),
            Some("windows-1256")
        );
        assert_eq!(declared(b"<meta charset=\"utf-8\">").as_deref(), Some("utf-8"));
        assert_eq!(declared(b"<?xml version='1.0' encoding='ISO-8859-1'?><rss>").as_deref(), Some("iso-8859-1"));
        assert_eq!(declared(b"<p>charset=x"), None);
    }
}
