//! A finished edition → the letter that carries it: subject, text and HTML by templates, with the edition's key judgements.

use std::fmt::Write as _;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use serde::Serialize;

use super::templates::Templates;
use super::wording;
use crate::diag::Diagnostic;
use crate::model::findings::Findings;
use crate::model::letter::Letter;

/// The subject where the configuration has no template of its own.
const SUBJECT: &str = "{{ title }}, {{ as_of }}";

/// The section that the letter holds.
const HEADING: &str = "## Key judgements";

/// What the templates of a letter see.
#[derive(Debug, Serialize)]
struct LetterView {
    title: String,
    /// As in `1 March 2023`.
    as_of: String,
    /// The threat level; `None` without an assessment.
    level: Option<String>,
    marking: Option<String>,
    /// The key judgements as plain text; empty where the edition has none.
    judgements_text: String,
    /// The same as HTML.
    judgements_html: String,
}

/// Writes the letter to an edition. `markdown` is its `briefing.md`, `subject` the template of the configuration.
///
/// # Errors
/// A template that cannot be filled in.
pub fn letter(
    findings: &Findings,
    markdown: &str,
    templates: &Templates,
    subject: Option<&str>,
    marking: Option<&str>,
) -> Result<Letter, Diagnostic> {
    let judgements = section(markdown);
    let level = findings.findings.threat_assessment.as_ref().map(|threat| wording::level(threat.level.value));
    let view = LetterView {
        title: findings.report.title.clone(),
        as_of: wording::long_day(findings.report.as_of),
        level: level.map(str::to_owned),
        marking: marking.map(str::to_owned),
        judgements_text: plain(judgements),
        judgements_html: html(judgements),
    };
    // A line break would end the header.
    let subject = templates.render_line(subject.unwrap_or(SUBJECT), &view)?;
    Ok(Letter {
        subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
        text: templates.render_mail("mail.txt.tera", &view)?,
        html: templates.render_mail("mail.html.tera", &view)?,
    })
}

/// The text of the section with the key judgements; empty where there is none.
fn section(markdown: &str) -> &str {
    let found = markdown.match_indices(HEADING).find(|(at, _)| *at == 0 || markdown[..*at].ends_with('\n'));
    let Some((at, _)) = found else { return "" };
    let body = &markdown[at + HEADING.len()..];
    // The next section, or the annex.
    let end = ["\n## ", "\n# "].iter().filter_map(|heading| body.find(heading)).min();
    end.map_or(body, |end| &body[..end]).trim()
}

fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    // The places that citations lead to are in the briefing, not in the letter.
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    parser.filter(|event| {
        !matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. }) | Event::End(TagEnd::Link | TagEnd::Image))
    })
}

fn html(markdown: &str) -> String {
    let mut html = String::new();
    // No template writes HTML, and no article can: what looks like it is text.
    let safe = events(markdown).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    });
    pulldown_cmark::html::push_html(&mut html, safe);
    html
}

/// Paragraphs and list items as lines, an empty one between them.
fn plain(markdown: &str) -> String {
    let (mut text, mut number) = (String::new(), None);
    for event in events(markdown) {
        match event {
            Event::Start(Tag::List(first)) => number = first,
            Event::Start(Tag::Item) => match &mut number {
                Some(next) => {
                    let _ = write!(text, "{next}. ");
                    *next += 1;
                }
                None => text.push_str("- "),
            },
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableRow | TagEnd::TableHead,
            ) => {
                let end = text.trim_end().len();
                text.truncate(end);
                text.push_str("\n\n");
            }
            Event::End(TagEnd::TableCell) => text.push_str("  "),
            Event::Text(CowStr::Borrowed(words)) => text.push_str(words),
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    text.trim_end().to_owned() + if text.trim().is_empty() { "" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRIEFING: &str = "# Lage\n\n## Key judgements\n\n1. **Targets.** Two on *missions* [A2.10](#a2).\n2. Second &lt;b&gt;.\n\n*None other.*\n\n## Key figures\n\nno\n";

    #[test]
    fn judgements_are_text_without_links_and_html_without_any_but_ours() {
        let judgements = section(BRIEFING);
        assert_eq!(plain(judgements), "1. Targets. Two on missions A2.10.\n\n2. Second <b>.\n\nNone other.\n");
        let html = html(judgements);
        assert!(html.contains("<li><strong>Targets.</strong> Two on <em>missions</em> A2.10.</li>"), "{html}");
        assert!(html.contains("Second &lt;b&gt;") && !html.contains("<a "), "{html}");
    }

    #[test]
    fn without_judgements_there_is_no_text() {
        assert_eq!(section("# Lage\n\n## Key figures\n"), "");
        assert_eq!((plain(""), html("")), (String::new(), String::new()));
    }
}
