//! A PDF → what in it goes against PDF/UA-1 (ISO 14289-1), as far as a machine can tell. For tests alone.
//!
//! Checked, by the conditions of the Matterhorn Protocol 1.1: 01-003 and 01-004 (no artifact within tagged content, nor the
//! reverse), 01-005 (all content is one or the other), 01-006 (structure elements are of standard types and nest as tables and
//! lists must; tables of contents too), 06-001 to 06-004 (XMP with the identifier and a title), 07-001 and 07-002 (the title is shown), 09-004 to
//! 09-006 (tables and lists), 11-006 (language), 13-004 (figures have a description), 14-002 and 14-003 (headings begin at H1
//! and leave no level out), 15-003 (heads of columns say so), 19-003 and 19-004 (notes have an id of their own), 28-002, 28-004,
//! 28-010, 28-011 and 28-012 (links are tagged and described, in the order of the structure), 31-009 and 31-027 (fonts are
//! embedded and say what they mean), 31-006 (their glyph map), 31-030 (no missing glyph). Whether headings,
//! order and descriptions say the right thing only a person can tell.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

const STANDARD: [&str; 25] = [
    "Document", "H1", "H2", "H3", "H4", "H5", "H6", "P", "BlockQuote", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH",
    "TD", "Figure", "Link", "Note", "Reference", "Span", "Caption", "TOC", "TOCI",
];

/// All that is wrong; empty for a file in order.
pub(crate) fn faults(bytes: &[u8]) -> Vec<String> {
    let document = match Document::load_mem(bytes) {
        Ok(document) => document,
        Err(error) => return vec![format!("the file cannot be read: {error}")],
    };
    let mut check = Check { document: &document, faults: Vec::new(), marks: BTreeMap::new() };
    check.catalogue();
    check.pages();
    check.structure();
    check.fonts();
    check.faults
}

struct Check<'a> {
    document: &'a Document,
    faults: Vec<String>,
    /// Marked contents of each page, and whether the structure tree has met them.
    marks: BTreeMap<(ObjectId, i64), bool>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, clause: &str, what: impl Into<String>) {
        self.faults.push(format!("{clause}: {}", what.into()));
    }

    fn need(&mut self, holds: bool, clause: &str, what: &str) {
        if !holds {
            self.fault(clause, what);
        }
    }

    fn follow(&self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(object, |(_, object)| object)
    }

    fn entry(&self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dict.get(key).ok().map(|object| self.follow(object))
    }

    fn catalogue(&mut self) {
        let catalogue = self.document.catalog().expect("a file has a catalogue");
        let flag = |dict: Option<&Object>, key: &[u8]| {
            dict.and_then(|dict| dict.as_dict().ok()?.get(key).ok()?.as_bool().ok()).unwrap_or_default()
        };
        let marked = self.entry(catalogue, b"MarkInfo");
        self.need(flag(marked, b"Marked") && !flag(marked, b"Suspects"), "06-001", "not marked as tagged");
        self.need(flag(self.entry(catalogue, b"ViewerPreferences"), b"DisplayDocTitle"), "07-001", "title not shown");
        let language = self.entry(catalogue, b"Lang").and_then(|lang| lang.as_str().ok()).unwrap_or_default();
        self.need(language.first().is_some_and(u8::is_ascii_alphabetic), "11-006", "no language");
        let packet = self.entry(catalogue, b"Metadata").and_then(|data| data.as_stream().ok());
        let packet = packet.map(|packet| String::from_utf8_lossy(&packet.content).into_owned()).unwrap_or_default();
        self.need(packet.contains("<pdfuaid:part>1</pdfuaid:part>"), "06-002", "no identifier");
        self.need(packet.contains("<dc:title>") && !packet.contains("x-default\"></"), "06-003", "no title");
    }

    fn pages(&mut self) {
        for page in self.document.page_iter() {
            let dict = self.document.get_dictionary(page).expect("a page is a dictionary");
            let tabs = self.entry(dict, b"Tabs").and_then(|tabs| tabs.as_name().ok());
            self.need(tabs == Some(b"S".as_slice()), "28-002", "tabs do not follow the structure");
            let content = Content::decode(&self.document.get_page_content(page)).expect("content can be read");
            // For each open mark: none of these, an artifact, or tagged content.
            let mut open: Vec<&str> = Vec::new();
            for operation in &content.operations {
                let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                match operation.operator.as_str() {
                    "BMC" | "BDC" => {
                        let number = operation
                            .operands
                            .get(1)
                            .and_then(|dict| dict.as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok());
                        let kind = match number {
                            _ if name == b"Artifact" => "artifact",
                            Some(_) => "tagged",
                            None => "",
                        };
                        if !kind.is_empty() && open.iter().any(|other| !other.is_empty()) {
                            self.fault("01-003", "marks within each other");
                        }
                        if let Some(number) = number
                            && self.marks.insert((page, number), false).is_some()
                        {
                            self.fault("01-006", format!("mark {number} stands twice"));
                        }
                        open.push(kind);
                    }
                    "EMC" => drop(open.pop()),
                    "Tj" | "TJ" | "'" | "\"" | "Do" | "f" | "f*" | "S" | "s" | "B" | "b" | "sh" => {
                        let held = open.iter().any(|kind| !kind.is_empty());
                        self.need(held, "01-005", "content that is neither tagged nor an artifact");
                        let shown = operation.operands.iter().flat_map(|operand| match operand {
                            Object::Array(items) => items.clone(),
                            other => vec![other.clone()],
                        });
                        let missing = shown.filter_map(|item| item.as_str().map(<[u8]>::to_vec).ok());
                        let missing = missing.flat_map(|bytes| bytes.chunks(2).map(<[u8]>::to_vec).collect::<Vec<_>>());
                        let notdef = operation.operator != "Do" && missing.into_iter().any(|code| code == [0, 0]);
                        self.need(!notdef, "31-030", "a missing glyph");
                    }
                    _ => {}
                }
            }
            self.need(open.is_empty(), "01-003", "a mark that does not end");
        }
    }

    fn structure(&mut self) {
        let catalogue = self.document.catalog().expect("a file has a catalogue");
        let Some(Ok(root)) = self.entry(catalogue, b"StructTreeRoot").map(Object::as_dict) else {
            return self.fault("01-005", "no structure tree");
        };
        let mut walk = Walk { level: 0, notes: BTreeSet::new(), annotations: BTreeSet::new() };
        for kid in list(self.entry(root, b"K")) {
            self.element(kid, "", None, &mut walk);
        }
        let lost: Vec<_> = self.marks.iter().filter(|(_, met)| !**met).map(|((_, mark), _)| *mark).collect();
        self.need(lost.is_empty(), "01-006", &format!("marks that the tree does not have: {lost:?}"));
        for page in self.document.page_iter() {
            let dict = self.document.get_dictionary(page).expect("a page is a dictionary");
            for annotation in list(self.entry(dict, b"Annots")) {
                let tagged = annotation.as_reference().is_ok_and(|id| walk.annotations.contains(&id));
                self.need(tagged, "28-010", "a link that the tree does not have");
                let dict = self.follow(annotation).as_dict().expect("an annotation is a dictionary");
                let described = dict.get(b"Contents").and_then(Object::as_str).is_ok_and(|text| !text.is_empty());
                self.need(described, "28-012", "a link without a description");
                self.need(dict.has(b"StructParent"), "28-011", "a link without a parent");
            }
        }
    }

    fn element(&mut self, object: &'a Object, parent: &str, page: Option<ObjectId>, walk: &mut Walk) {
        if let Ok(mark) = object.as_i64() {
            return self.meet(page, mark);
        }
        let Ok(dict) = self.follow(object).as_dict() else { return self.fault("01-006", "a kid of no kind") };
        let page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        match dict.get(b"Type").and_then(Object::as_name).unwrap_or_default() {
            b"MCR" => return self.meet(page, dict.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1)),
            b"OBJR" => {
                self.need(parent == "Link", "28-011", "an annotation outside a link");
                walk.annotations.extend(dict.get(b"Obj").and_then(Object::as_reference).ok());
                return;
            }
            _ => {}
        }
        let role = String::from_utf8_lossy(dict.get(b"S").and_then(Object::as_name).unwrap_or_default()).into_owned();
        self.need(STANDARD.contains(&role.as_str()), "01-006", &format!("`{role}` is no standard type"));
        let fits = match role.as_str() {
            "TR" => parent == "Table",
            "TH" | "TD" => parent == "TR",
            "TOCI" => parent == "TOC",
            "Caption" => ["Table", "TOC"].contains(&parent),
            "LI" => parent == "L",
            "LBody" => parent == "LI",
            "Document" => parent.is_empty(),
            _ => !["Table", "TR", "L", "TOC", ""].contains(&parent),
        };
        self.need(fits, "09-004", &format!("`{role}` within `{parent}`"));
        let attribute = |key: &[u8]| dict.get(b"A").and_then(|a| a.as_dict()?.get(key)).is_ok();
        if let Some(level) = role.strip_prefix('H').and_then(|level| level.parse::<u8>().ok()) {
            self.need(level <= walk.level + 1, "14-003", &format!("level {level} after {}", walk.level));
            walk.level = level;
        }
        self.need(role != "TH" || attribute(b"Scope"), "15-003", "a head without scope");
        let alt = dict.get(b"Alt").and_then(Object::as_str).is_ok_and(|alt| !alt.is_empty());
        self.need(role != "Figure" || (alt && attribute(b"BBox")), "13-004", "a figure without description or box");
        if role == "Note" {
            let id = dict.get(b"ID").and_then(Object::as_str).map(<[u8]>::to_vec).unwrap_or_default();
            self.need(!id.is_empty() && walk.notes.insert(id), "19-003", "a note without an id of its own");
        }
        for kid in list(self.entry(dict, b"K")) {
            self.element(kid, &role, page, walk);
        }
    }

    fn meet(&mut self, page: Option<ObjectId>, mark: i64) {
        let met = page.and_then(|page| self.marks.get_mut(&(page, mark))).map(|met| std::mem::replace(met, true));
        self.need(met == Some(false), "01-006", &format!("mark {mark} is missing, or met twice"));
    }

    fn fonts(&mut self) {
        for object in self.document.objects.values() {
            let Ok(dict) = object.as_dict() else { continue };
            let is = |value: &[u8]| dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(value);
            if is(b"Type0") {
                self.need(dict.has(b"ToUnicode"), "31-027", "a font that does not say what it means");
            }
            if is(b"CIDFontType2") {
                self.need(dict.has(b"CIDToGIDMap"), "31-006", "a font without a glyph map");
            }
            if is(b"CIDFontType2") || is(b"CIDFontType0") {
                let descriptor = self.entry(dict, b"FontDescriptor").and_then(|object| object.as_dict().ok());
                let embedded = descriptor.is_some_and(|d| d.has(b"FontFile2") || d.has(b"FontFile3"));
                self.need(embedded, "31-009", "a font that is not embedded");
            }
        }
    }
}

struct Walk {
    level: u8,
    notes: BTreeSet<Vec<u8>>,
    annotations: BTreeSet<ObjectId>,
}

fn list(object: Option<&Object>) -> Vec<&Object> {
    match object {
        Some(Object::Array(items)) => items.iter().collect(),
        Some(other) => vec![other],
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::manuscript::{Image, Manuscript};
    use crate::typeset::{Fonts, Settings, typeset};

    const HARD: &str = "# Title\n\n### Too deep, with a [link](https://example.org) and [A2](#a2)\n\nText, کابل, [long \
        link over the end of a line, which it must be to be set on two of them, with enough words to do so](https://example.org).\n\n\
        > - one\n>   1. two\n\n- [x] done\n\n| a | b |\n|---|--:|\n| [A2](#a2) | |\n\n```\ncode\n```\n\n\
        ![What it shows](a.svg \"Figure 1\")\n\n---\n\n## A2\n\n![](gone.png) noted[^n]\n\n\
        [^n]: The note.\n";

    fn set(markdown: &str) -> Vec<u8> {
        let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text y='9'>x</text></svg>";
        let manuscript = Manuscript {
            title: "Title".into(),
            language: "en-GB".into(),
            marking: Some("For internal use".into()),
            footer: "foot".into(),
            markdown: markdown.into(),
            images: BTreeMap::from([("a.svg".to_owned(), Image { data: drawing.to_vec() })]),
        };
        let logo = Some(drawing.to_vec()).filter(|_| markdown.contains("logo"));
        typeset(&manuscript, &Fonts::bundled(), &Settings { logo, ..Settings::default() }).output
    }

    #[test]
    fn what_is_set_is_in_order() {
        assert_eq!(faults(&set(HARD)), Vec::<String>::new());
        let long =
            format!("{HARD}\n{}", "| a | b |\n|--|--|\n".to_owned() + &"| [x](https://example.org) | y |\n".repeat(90));
        assert_eq!(faults(&set(&long)), Vec::<String>::new());
        assert_eq!(faults(&set("")), Vec::<String>::new());
        assert_eq!(faults(&set("# With a logo\n\n**D**\n\n| a |\n|--|\n| b |\n")), Vec::<String>::new());
        let sections = format!("## Section\n\n{}", "Words.\n\n".repeat(80)).repeat(9);
        let wide = format!(
            "**Caption**\n\n|{}\n|{}\n|{}\n",
            " heading |".repeat(16),
            "--|".repeat(16),
            " Nangarhar |".repeat(16)
        );
        let bytes = set(&format!("# Title\n\n{sections}\n{wide}\nafter"));
        assert_eq!(faults(&bytes), Vec::<String>::new());
        let document = Document::load_mem(&bytes).expect("it can be read");
        for role in [b"TOC".as_slice(), b"TOCI", b"Caption"] {
            let has = |dict: &Dictionary| dict.get(b"S").and_then(Object::as_name).ok() == Some(role);
            assert!(document.objects.values().any(|object| object.as_dict().is_ok_and(has)));
        }
    }

    #[test]
    fn what_has_no_shape_is_not_claimed() {
        let faults = faults(&set("中"));
        assert_eq!(faults, ["06-002: no identifier", "31-030: a missing glyph"]);
    }

    #[test]
    fn faults_are_found() {
        let mut document = Document::load_mem(&set(HARD)).expect("it can be read");
        for object in document.objects.values_mut() {
            if let Ok(dict) = object.as_dict_mut() {
                for key in [b"Alt".as_slice(), b"ToUnicode", b"MarkInfo", b"Tabs", b"Contents", b"A"] {
                    if key != b"Contents" || !dict.has(b"MediaBox") {
                        dict.remove(key);
                    }
                }
                if dict.get(b"S").and_then(Object::as_name).ok() == Some(b"H2") {
                    dict.set("S", "H5");
                }
            }
        }
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("it can be written");
        let found: BTreeSet<String> = faults(&bytes).iter().map(|fault| fault[..6].to_owned()).collect();
        assert_eq!(
            found.into_iter().collect::<Vec<_>>(),
            ["06-001", "13-004", "14-003", "15-003", "28-002", "28-012", "31-027"]
        );
    }
}
