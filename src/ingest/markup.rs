//! A tree of HTML elements → plain text: one block a paragraph, an empty line between, headings and captions marked.

use dom_query::{Document, NodeRef};

use crate::model::document::{Part, PartKind};
use crate::model::evidence::Span;

/// Most elements that may stand within one another.
const DEEPEST: usize = 400;
/// Most tags that a page may have.
const TAGS: usize = 400_000;

/// Text made of markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rendered {
    /// The text, with an empty line between blocks.
    pub(super) text: String,
    /// Headings and captions in it.
    pub(super) marks: Vec<Part>,
}

/// Renders a fragment of HTML.
///
/// # Errors
/// Markup that no page has: elements nested without end, or tags without number.
pub(super) fn render(html: &str) -> Result<Rendered, String> {
    guard(html)?;
    Ok(render_tree(&Document::fragment(html).root()))
}

/// Refuses markup that would cost more time or room than any article does.
pub(super) fn guard(html: &str) -> Result<(), String> {
    let bytes = html.as_bytes();
    let (mut depth, mut tags, mut at) = (0_usize, 0_usize, 0);
    while let Some(found) = bytes[at..].iter().position(|b| *b == b'<') {
        at += found + 1;
        let Some(next) = bytes.get(at) else { break };
        if *next == b'/' {
            let name = name_at(bytes, at + 1);
            depth = depth.saturating_sub(usize::from(counts(name)));
        } else if next.is_ascii_alphabetic() {
            let name = name_at(bytes, at);
            tags += 1;
            depth += usize::from(counts(name));
        }
        if depth > DEEPEST {
            return Err(format!("nests elements more than {DEEPEST} deep"));
        }
        if tags > TAGS {
            return Err(format!("has more than {TAGS} tags"));
        }
    }
    Ok(())
}

fn name_at(bytes: &[u8], start: usize) -> &[u8] {
    let rest = &bytes[start..];
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_')));
    &rest[..end.unwrap_or(rest.len())]
}

/// Whether an element without an end tag stays open. Those that HTML ends by itself do not.
fn counts(name: &[u8]) -> bool {
    const CLOSED: [&str; 31] = [
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "br", "img", "hr",
        "input", "meta", "link", "area", "base", "col", "colgroup", "embed", "source", "track", "wbr", "param", "path",
        "rect", "use", "circle",
    ];
    !name.is_empty() && !CLOSED.iter().any(|closed| name.eq_ignore_ascii_case(closed.as_bytes()))
}

/// What a tag does to the text around it.
enum Role {
    /// Nothing of it is text.
    Nothing,
    /// It stands on lines of its own.
    Block(Option<PartKind>),
    /// It begins a new line.
    Break,
    /// A cell of a table.
    Cell,
    /// An item of a list.
    Item,
    /// Lines in it stay as they are.
    Preformatted,
    /// It is part of the line.
    Inline,
}

fn role(name: &str) -> Role {
    match name {
        "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "object" | "head" | "title" | "select"
        | "textarea" | "canvas" | "audio" | "video" | "input" | "button" | "map" => Role::Nothing,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Block(Some(PartKind::Heading)),
        "figcaption" => Role::Block(Some(PartKind::Caption)),
        "p" | "div" | "section" | "article" | "header" | "footer" | "ul" | "ol" | "blockquote" | "table" | "tr"
        | "figure" | "aside" | "main" | "nav" | "form" | "dl" | "dt" | "dd" | "hr" | "address" | "body" | "html"
        | "fieldset" | "details" | "summary" | "caption" | "center" => Role::Block(None),
        "li" => Role::Item,
        "br" => Role::Break,
        "td" | "th" => Role::Cell,
        "pre" => Role::Preformatted,
        _ => Role::Inline,
    }
}

/// A step of the walk through the tree, which holds its own stack: no depth of a page exhausts the program's.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(Option<(PartKind, usize)>, bool),
}

/// Renders a node with all that is in it.
pub(super) fn render_tree(root: &NodeRef<'_>) -> Rendered {
    let mut out = Writer::default();
    let mut steps: Vec<Step<'_>> = root.children().into_iter().rev().map(Step::Enter).collect();
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave(mark, preformatted) => {
                if let Some((kind, start)) = mark {
                    out.mark(kind, start);
                }
                out.preformatted -= usize::from(preformatted);
                out.block();
            }
            Step::Enter(node) if node.is_text() => out.text(&node.text()),
            Step::Enter(node) => {
                let Some(name) = node.node_name() else { continue };
                let role = role(&name);
                let preformatted = matches!(role, Role::Preformatted);
                let mark = match role {
                    Role::Nothing => continue,
                    Role::Break => {
                        out.line();
                        continue;
                    }
                    Role::Inline => None,
                    Role::Cell => {
                        out.text(" ");
                        None
                    }
                    Role::Block(mark) => {
                        out.block();
                        mark.map(|kind| (kind, out.pending()))
                    }
                    Role::Item => {
                        out.block();
                        None
                    }
                    Role::Preformatted => {
                        out.block();
                        out.preformatted += 1;
                        None
                    }
                };
                if !matches!(role, Role::Inline | Role::Cell) {
                    steps.push(Step::Leave(mark, preformatted));
                }
                if matches!(role, Role::Item) {
                    out.text("• ");
                }
                steps.extend(node.children().into_iter().rev().map(Step::Enter));
            }
        }
    }
    out.finish()
}

#[derive(Debug, Default)]
struct Writer {
    text: String,
    marks: Vec<Part>,
    /// What stands between the text so far and the next word.
    gap: Gap,
    preformatted: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    Line,
    Block,
}

impl Writer {
    /// White space is one blank; a blank that keeps words together is a blank, too.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c == '\n' && self.preformatted > 0 {
                self.line();
            } else if c.is_whitespace() {
                self.gap = self.gap.max(Gap::Blank);
            } else if c != '\u{AD}' {
                if !self.text.is_empty() {
                    self.text.push_str(match self.gap {
                        Gap::None => "",
                        Gap::Blank => " ",
                        Gap::Line => "\n",
                        Gap::Block => "\n\n",
                    });
                }
                self.gap = Gap::None;
                self.text.push(c);
            }
        }
    }

    fn line(&mut self) {
        self.gap = if self.gap == Gap::Line { Gap::Block } else { self.gap.max(Gap::Line) };
    }

    fn block(&mut self) {
        self.gap = Gap::Block;
    }

    /// Where the next block will begin.
    fn pending(&self) -> usize {
        if self.text.is_empty() { 0 } else { self.text.len() + 2 }
    }

    fn mark(&mut self, kind: PartKind, start: usize) {
        if start < self.text.len() {
            let span = Span::new(start, self.text.len());
            // A heading in a caption is part of the caption.
            self.marks.retain(|mark| !span.contains(mark.span));
            self.marks.push(Part { span, kind });
        }
    }

    fn finish(mut self) -> Rendered {
        self.marks.sort_by_key(|mark| mark.span);
        Rendered { text: self.text, marks: self.marks }
    }
}

/// Whether a text is markup rather than plain words: tags that only markup has.
pub(super) fn is_markup(text: &str) -> bool {
    let tags = ["</p>", "<p>", "<br>", "<br/>", "<br />", "</div>", "</a>", "</li>"];
    let text = text.to_ascii_lowercase();
    tags.iter().any(|tag| text.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_apart_and_white_space_is_one_blank() {
        let html = "<h2>Two\n accounts</h2><p>Six&nbsp;people <b>died</b>.<br>They said.</p><ul><li>One<li>Two</ul>";
        let rendered = render(html).expect("it is small");
        assert_eq!(rendered.text, "Two accounts\n\nSix people died.\nThey said.\n\n• One\n\n• Two");
        assert_eq!(rendered.marks[0].span.of(&rendered.text), "Two accounts");
    }

    #[test]
    fn captions_are_marked_and_scripts_are_no_text() {
        let html =
            "<figure><img><figcaption>A street, <i>Jan. 5</i></figcaption></figure><script>x</script><p>Text</p>";
        let rendered = render(html).expect("it is small");
        assert_eq!(rendered.text, "A street, Jan. 5\n\nText");
        let mark = rendered.marks[0];
        assert_eq!((mark.kind, mark.span.of(&rendered.text)), (PartKind::Caption, "A street, Jan. 5"));
    }

    #[test]
    fn markup_without_end_is_refused_before_it_is_parsed() {
        assert!(render(&"<div>".repeat(1_000_000)).expect_err("it is too deep").contains("deep"));
        assert!(render(&"<p>a".repeat(1_000_000)).expect_err("it has too many tags").contains("tags"));
        let deep = format!("{}{}{}", "<div>".repeat(DEEPEST - 1), "<b>x</b>", "</div>".repeat(DEEPEST - 1));
        assert_eq!(render(&deep).expect("it is deep, but not too deep").text, "x");
    }
}
