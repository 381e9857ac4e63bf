//! SVG → a tree of shapes and text set in the fonts at hand. Files, addresses and pictures within are never followed.

use std::collections::BTreeMap;
use std::sync::Arc;

use svg2pdf::usvg::fontdb::{Database, Source};
use svg2pdf::usvg::roxmltree::{Document, Node, ParsingOptions};
use svg2pdf::usvg::{self, ImageHrefResolver, Options, Tree};

use super::{Content, Picture, Refusal};
use crate::typeset::font::{FontUse, Fonts};
use crate::typeset::length::Abs;

/// The most elements that a drawing may have, those counted again that it shows again.
const MOST_ELEMENTS: u64 = 200_000;

/// Elements within elements; a drawing program's groups stay far below.
const MOST_DEPTH: usize = 200;

/// The fonts as the SVG reader wants them, made when the first drawing is met.
#[derive(Debug, Default)]
pub(crate) struct FontBase(Option<Arc<Database>>);

impl FontBase {
    fn get(&mut self, fonts: &Fonts) -> Arc<Database> {
        let base = self.0.get_or_insert_with(|| {
            let mut base = Database::new();
            for file in fonts.files() {
                base.load_font_source(Source::Binary(Arc::new(file.clone())));
            }
            let [serif, sans, code] =
                [FontUse::Text, FontUse::Headings, FontUse::Code].map(|purpose| fonts.family_for(purpose));
            base.set_serif_family(serif);
            base.set_sans_serif_family(sans);
            base.set_monospace_family(code);
            base.set_cursive_family(serif);
            base.set_fantasy_family(sans);
            Arc::new(base)
        });
        Arc::clone(base)
    }
}

/// Reads a drawing.
pub(super) fn read(data: &[u8], fonts: &Fonts, base: &mut FontBase) -> Result<Picture, Refusal> {
    let text = std::str::from_utf8(data).map_err(|_| Refusal::Damaged)?;
    if depth(text) > MOST_DEPTH {
        return Err(Refusal::Bomb);
    }
    // No document type: it could define entities that grow without end.
    let parsing = ParsingOptions { allow_dtd: false, nodes_limit: MOST_ELEMENTS as u32 * 2 };
    let document = Document::parse_with_options(text, parsing).map_err(|_| Refusal::Damaged)?;
    // A style sheet's references cannot be counted by element.
    let mut sheets = document.descendants().filter(|node| node.tag_name().name() == "style");
    if sheets.any(|sheet| sheet.descendants().filter_map(|node| node.text()).any(|text| text.contains("url("))) {
        return Err(Refusal::Format);
    }
    if shown(&document) > MOST_ELEMENTS {
        return Err(Refusal::Bomb);
    }
    let sans = fonts.family_for(FontUse::Headings).to_owned();
    let options = Options {
        resources_dir: None,
        dpi: 96.0,
        font_family: sans,
        fontdb: base.get(fonts),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|error| match error {
        usvg::Error::ElementsLimitReached => Refusal::Bomb,
        _ => Refusal::Damaged,
    })?;
    let (width, height) = (tree.size().width(), tree.size().height());
    if !(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0) || width.max(height) > 1e6 {
        return Err(Refusal::Damaged);
    }
    // A pixel of CSS is 1/96 inch.
    let paper = |pixels: f32| Abs::pt(pixels * 0.75);
    Ok(Picture { width: paper(width), height: paper(height), content: Content::Vector(Box::new(tree)) })
}

/// How deep tags stand within each other, told from the bytes: whatever reads the tree later may call itself for each.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for part in text.split('<').skip(1) {
        match part.as_bytes().first() {
            Some(b'/') => now = now.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) => {
                let tag = part.split('>').next().unwrap_or_default();
                most = most.max(now + 1);
                now += usize::from(!tag.ends_with('/'));
            }
        }
    }
    most
}

/// How many elements are drawn when all that is referred to is put in its place; a circle counts as without end.
fn shown(document: &Document<'_>) -> u64 {
    let mut names = BTreeMap::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            names.entry(id).or_insert(node);
        }
    }
    let mut known = BTreeMap::new();
    count(document.root(), &names, &mut known, 0)
}

/// Counts below one element. `depth` ends chains of references, which a bomb needs and a drawing does not.
fn count<'a>(
    node: Node<'a, 'a>,
    names: &BTreeMap<&str, Node<'a, 'a>>,
    known: &mut BTreeMap<usize, u64>,
    depth: usize,
) -> u64 {
    let key = node.id().get_usize();
    if let Some(&sum) = known.get(&key) {
        return sum;
    }
    if depth > MOST_DEPTH * 2 {
        return u64::MAX;
    }
    // Whoever comes here again before it is counted goes in a circle.
    known.insert(key, u64::MAX);
    let mut sum = 1_u64;
    for child in node.children().filter(Node::is_element) {
        sum = sum.saturating_add(count(child, names, known, depth + 1));
    }
    for attribute in node.attributes() {
        for target in references(attribute.name(), attribute.value()).filter_map(|name| names.get(name)) {
            // A gradient takes over another's colours and shows no more for it.
            let inherits = node.tag_name().name().ends_with("Gradient");
            if !inherits && !node.ancestors().any(|above| above == *target) {
                sum = sum.saturating_add(count(*target, names, known, depth + 1));
            }
        }
    }
    known.insert(key, sum);
    sum
}

/// The names that an attribute refers to: `href="#name"`, `url(#name)`.
fn references<'v>(name: &str, value: &'v str) -> impl Iterator<Item = &'v str> {
    let whole = if name == "href" { value.trim().strip_prefix('#') } else { None };
    let within = value.split("url(").skip(1).filter_map(|rest| {
        let inner = rest.split(')').next().unwrap_or_default();
        inner.trim_matches(['"', '\'', ' ']).strip_prefix('#')
    });
    whole.into_iter().chain(within)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::typeset::picture::tests::drawn;

    fn svg(inner: &str) -> Vec<u8> {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="96" height="48">{inner}</svg>"#
        )
        .into_bytes()
    }

    fn tree(inner: &str) -> Tree {
        match drawn(&svg(inner)).expect("it is a drawing").content {
            Content::Vector(tree) => *tree,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_drawing_has_its_size_in_points() {
        let picture = drawn(&svg("<rect width='9' height='9'/>")).expect("it is a drawing");
        assert_eq!((picture.width, picture.height), (Abs::pt(72.0), Abs::pt(36.0)));
    }

    #[test]
    fn text_is_set_in_the_fonts_at_hand() {
        for family in ["Source Sans 3", "sans-serif", "No Such Family"] {
            let tree = tree(&format!("<text x='1' y='20' font-family='{family}'>Kabul</text>"));
            assert!(tree.has_text_nodes(), "{family}");
        }
    }

    #[test]
    fn nothing_outside_is_followed() {
        let inner = "<image href='/etc/hostname' width='9' height='9'/>\
                     <image xlink:href='http://example.org/x.png' width='9' height='9'/>\
                     <image href='data:image/png;base64,iVBORw0KGgo=' width='9' height='9'/>\
                     <use href='other.svg#a'/>";
        assert!(!tree(inner).root().has_children());
        let entity = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><svg xmlns='http://www.w3.org/2000/svg' \
                      width='9' height='9'><text>&x;</text></svg>";
        assert_eq!(drawn(entity.as_bytes()).err(), Some(Refusal::Damaged));
    }

    #[test]
    fn bombs_are_told_before_they_grow() {
        let mut uses = "<g id='a0'><rect width='1' height='1'/></g>".to_owned();
        for level in 0..40 {
            let _ = write!(uses, "<g id='a{}'><use href='#a{level}'/><use href='#a{level}'/></g>", level + 1);
        }
        assert_eq!(drawn(&svg(&uses)).err(), Some(Refusal::Bomb));
        let deep = format!("{}{}", "<g>".repeat(20_000), "</g>".repeat(20_000));
        assert_eq!(drawn(&svg(&deep)).err(), Some(Refusal::Bomb));
        let many = "<rect width='1' height='1'/>".repeat(300_000);
        assert!(drawn(&svg(&many)).is_err());
        let circle = "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>";
        assert!(drawn(&svg(circle)).is_err());
        let styled = "<style>rect { clip-path: url(#a) }</style><rect width='1' height='1'/>";
        assert_eq!(drawn(&svg(styled)).err(), Some(Refusal::Format));
    }

    #[test]
    fn broken_drawings_are_refused() {
        for broken in
            ["<svg", "<?xml version='1.0'?>", "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='1'/>"]
        {
            assert!(drawn(broken.as_bytes()).is_err(), "{broken}");
        }
    }
}
