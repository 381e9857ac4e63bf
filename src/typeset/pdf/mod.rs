//! Frames → the bytes of a PDF 1.7: embedded subset fonts, text that copies out, links, outline, language and title.

mod content;
mod face;
mod links;
mod outline;
mod picture;
mod post;
mod save;
mod sweep;
mod syntax;
mod tags;
#[cfg(test)]
mod universal;
mod write;
mod xmp;

use super::Layout;
use super::font::Fonts;
use super::frame::{Frame, Item};
use crate::diag::Warned;

/// What the file says about itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) title: &'a str,
    /// BCP 47 tag.
    pub(crate) language: &'a str,
}

/// Writes the pages. The same frames, fonts and words give the same bytes.
pub(crate) fn pdf(mut layout: Layout, fonts: &Fonts, about: About<'_>) -> Warned<Vec<u8>> {
    let Warned { output: faces, mut warnings } = face::embed(&layout.frames, fonts);
    let universal = post::universal(&layout.frames);
    // The glyphs of each page are let go once they are written.
    let write = |frame: &mut Frame| {
        let content = content::content(frame, &faces);
        frame.items.retain(|item| !matches!(item, Item::Glyphs(_)));
        frame.items.shrink_to_fit();
        content
    };
    let contents = layout.frames.iter_mut().map(write).collect();
    let document = write::document(&layout.frames, &faces);
    drop(faces);
    let Warned { output, warnings: more } = post::finish(document, contents, &layout, about, universal);
    warnings.extend(more);
    Warned { output, warnings }
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, Document, Object};

    use super::*;
    use crate::model::manuscript::Manuscript;
    use crate::typeset::{Settings, typeset};

    fn document(markdown: &str) -> Document {
        let manuscript = Manuscript {
            title: "Titel – Ü".into(),
            language: "en-GB".into(),
            marking: None,
            footer: String::new(),
            markdown: markdown.into(),
            images: std::collections::BTreeMap::new(),
        };
        let bytes = typeset(&manuscript, &Fonts::bundled(), &Settings::default()).output;
        Document::load_mem(&bytes).expect("what was written can be read")
    }

    fn words(document: &Document) -> String {
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        let text = document.extract_text(&pages).expect("the text can be read");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn text_copies_out_as_it_was_written() {
        let text = "Office affairs: five flights, waffle, shuffle – “quoted”, Zürich, 182–213 killed; naïve Ångström.";
        let copied = words(&document(text));
        assert!(copied.contains(text), "{copied}");
        assert!(!copied.contains('\u{FFFD}'));
    }

    #[test]
    fn a_glyph_with_two_meanings_has_two_codes() {
        // The no-break space shares its glyph with the space.
        let document = document("some words and 50\u{A0}km more");
        let text = document.extract_text(&[1]).expect("the text can be read");
        assert!(text.contains("some words and 50\u{A0}km more"), "{text}");
    }

    #[test]
    fn what_no_code_says_is_told_at_its_place_and_within_no_other_mark() {
        // One box stands for all that has no shape.
        let document = document("one 中 and 文 two");
        let page = document.page_iter().next().expect("there is a page");
        let content = String::from_utf8_lossy(&document.get_page_content(page)).into_owned();
        assert!(content.contains("/ActualText <FEFF6587>"), "{content}");
        let mut open = 0;
        for line in content.lines() {
            open += usize::from(line.ends_with("BDC") || line.ends_with("BMC"));
            open -= usize::from(line == "EMC");
            assert!(open <= 1, "{line}");
        }
    }

    #[test]
    fn fonts_are_embedded_subset_and_mapped() {
        let document = document("# Title\n\ntext *with* **all** `faces`");
        let page = document.page_iter().next().expect("there is a page");
        let fonts = document.get_page_fonts(page).expect("a page has fonts");
        assert!(fonts.len() >= 4);
        for font in fonts.values() {
            let name = font.get(b"BaseFont").and_then(Object::as_name).expect("fonts have names");
            assert_eq!(name.get(6), Some(&b'+'));
            assert!(font.has(b"ToUnicode"));
        }
        let embedded = |object: &&Object| object.as_dict().is_ok_and(|dict| dict.has(b"FontFile2"));
        assert_eq!(document.objects.values().filter(embedded).count(), fonts.len());
    }

    #[test]
    fn links_lead_to_headings_and_out() {
        let document = document("[A2.10](#a2) and [out](https://example.org/é).\n\n## A2\n\ntext");
        let page = document.page_iter().next().expect("there is a page");
        let links = document.get_page_annotations(page).expect("there are links");
        assert_eq!(links.len(), 2);
        let place = links[0].get(b"Dest").and_then(Object::as_array).expect("the first leads to a place");
        assert_eq!(place[0].as_reference().ok(), Some(page));
        let action = links[1].get(b"A").and_then(Object::as_dict).expect("the second leads out");
        assert_eq!(action.get(b"URI").and_then(Object::as_str).ok(), Some(b"https://example.org/%C3%A9".as_slice()));
    }

    #[test]
    fn the_outline_is_nested() {
        let document = document("# One\n\n## Two\n\n### Three\n\n## Four\n");
        let follow = |dict: &Dictionary, key: &[u8]| {
            let id = dict.get(key).and_then(Object::as_reference).expect("a reference");
            document.get_dictionary(id).expect("an entry").clone()
        };
        let title = |dict: &Dictionary| dict.get(b"Title").and_then(Object::as_str).map(<[u8]>::to_vec).ok();
        let one = follow(&follow(document.catalog().expect("a catalogue"), b"Outlines"), b"First");
        let two = follow(&one, b"First");
        assert_eq!(title(&one).as_deref(), Some(b"One".as_slice()));
        assert_eq!(title(&follow(&two, b"First")).as_deref(), Some(b"Three".as_slice()));
        assert_eq!(title(&follow(&two, b"Next")).as_deref(), Some(b"Four".as_slice()));
    }

    #[test]
    fn the_file_tells_title_and_language_and_no_date() {
        let document = document("text");
        let catalogue = document.catalog().expect("a catalogue");
        assert_eq!(catalogue.get(b"Lang").and_then(Object::as_str).ok(), Some(b"en-GB".as_slice()));
        let info = document.trailer.get(b"Info").and_then(Object::as_reference).expect("an info");
        let info = document.get_dictionary(info).expect("a dictionary");
        assert!(info.has(b"Title") && !info.has(b"CreationDate") && !info.has(b"ModDate"));
        assert_eq!(document.version, "1.7");
    }
}
