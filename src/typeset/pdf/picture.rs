//! Pictures → XObjects of a PDF: images as samples or JPEG, drawings as forms that bring their fonts and shades along.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use svg2pdf::usvg::Tree;
use svg2pdf::{ConversionOptions, PageOptions};

use crate::diag::Diagnostic;
use crate::typeset::picture::{Content, Jpeg, Picture, Raster};

/// The name under which pages show a picture.
pub(super) fn name(index: usize) -> String {
    format!("P{index}")
}

/// Adds the pictures to the resources that all pages share. Each fills the unit square.
pub(super) fn put_pictures(document: &mut Document, pictures: &[Picture], pages: &[ObjectId]) -> Vec<Diagnostic> {
    let (mut names, mut warnings) = (Dictionary::new(), Vec::new());
    let mut shared = BTreeMap::new();
    for (index, picture) in pictures.iter().enumerate() {
        let object = match &picture.content {
            Content::Jpeg(jpeg) => Some(document.add_object(of_jpeg(jpeg))),
            Content::Raster(raster) => Some(of_raster(document, raster)),
            Content::Vector(tree) => of_tree(document, tree, &mut shared),
        };
        match object {
            Some(object) => names.set(name(index), object),
            None => warnings.push(Diagnostic::warning(format!("the drawing {} cannot be written", index + 1))),
        }
    }
    let resources = pages.first().and_then(|&page| {
        let page = document.get_dictionary(page).ok()?;
        let resources = page.get(b"Resources").and_then(Object::as_reference).ok()?;
        document.get_dictionary(resources).ok()?.get(b"XObject").and_then(Object::as_reference).ok()
    });
    if let Some(resources) = resources {
        document.set_object(resources, names);
    }
    warnings
}

fn image(width: u32, height: u32, colours: Object) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => colours,
        "BitsPerComponent" => 8,
    }
}

fn of_jpeg(jpeg: &Jpeg) -> Stream {
    let colours = match jpeg.components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => "DeviceCMYK",
    };
    let mut dict = image(jpeg.width, jpeg.height, colours.into());
    dict.set("Filter", "DCTDecode");
    if jpeg.inverted {
        dict.set("Decode", [1, 0].repeat(4).into_iter().map(Object::Integer).collect::<Vec<_>>());
    }
    Stream::new(dict, jpeg.data.to_vec()).with_compression(false)
}

fn of_raster(document: &mut Document, raster: &Raster) -> ObjectId {
    let colours = if raster.grey { "DeviceGray" } else { "DeviceRGB" };
    let mut dict = image(raster.width, raster.height, colours.into());
    dict.set("Interpolate", true);
    if let Some(opacity) = &raster.opacity {
        let mask = Stream::new(image(raster.width, raster.height, "DeviceGray".into()), opacity.clone());
        dict.set("SMask", document.add_object(mask));
    }
    document.add_object(Stream::new(dict, raster.samples.clone()))
}

/// Writes a drawing as a document of its own and takes over what its one page shows. `shared`: streams that every drawing
/// brings along, such as colour profiles.
fn of_tree(document: &mut Document, tree: &Tree, shared: &mut BTreeMap<Vec<u8>, ObjectId>) -> Option<ObjectId> {
    let options = ConversionOptions { compress: false, embed_text: true, pdfa: false, ..ConversionOptions::default() };
    let bytes = svg2pdf::to_pdf(tree, options, PageOptions { dpi: 72.0 }).ok()?;
    let own = Document::load_mem(&bytes).ok()?;
    let page = own.page_iter().next()?;
    let dict = own.get_dictionary(page).ok()?;
    let mut import = Import { from: &own, known: BTreeMap::new(), shared };
    let resources = dict.get(b"Resources").ok().cloned().unwrap_or(Object::Dictionary(Dictionary::new()));
    let resources = import.object(resources, document);
    let (width, height) = (tree.size().width(), tree.size().height());
    let form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), width.into(), height.into()],
        "Matrix" => vec![(1.0 / width).into(), 0.into(), 0.into(), (1.0 / height).into(), 0.into(), 0.into()],
        "Resources" => resources,
        // What is drawn over each other fades together.
        "Group" => dictionary! { "Type" => "Group", "S" => "Transparency", "CS" => "DeviceRGB" },
    };
    Some(document.add_object(Stream::new(form, own.get_page_content(page))))
}

/// Takes objects over from one document into another, in an order that follows from what they hold.
struct Import<'a> {
    from: &'a Document,
    known: BTreeMap<ObjectId, ObjectId>,
    shared: &'a mut BTreeMap<Vec<u8>, ObjectId>,
}

impl Import<'_> {
    fn object(&mut self, object: Object, to: &mut Document) -> Object {
        match object {
            Object::Reference(id) => Object::Reference(self.reference(id, to)),
            Object::Array(items) => Object::Array(items.into_iter().map(|item| self.object(item, to)).collect()),
            Object::Dictionary(dict) => Object::Dictionary(self.dictionary(&dict, to)),
            Object::Stream(mut stream) => {
                stream.dict = self.dictionary(&stream.dict, to);
                Object::Stream(stream)
            }
            plain => plain,
        }
    }

    /// The writer of drawings keeps its names in no order; here they are put in order.
    fn dictionary(&mut self, dict: &Dictionary, to: &mut Document) -> Dictionary {
        let entries: BTreeMap<_, _> = dict.iter().collect();
        entries.into_iter().map(|(key, value)| (key.clone(), self.object(value.clone(), to))).collect()
    }

    fn reference(&mut self, id: ObjectId, to: &mut Document) -> ObjectId {
        if let Some(&known) = self.known.get(&id) {
            return known;
        }
        let object = self.from.get_object(id).ok().cloned().unwrap_or(Object::Null);
        let profile =
            object.as_stream().ok().filter(|stream| stream.dict.has(b"N")).map(|stream| stream.content.clone());
        if let Some(known) = profile.as_ref().and_then(|content| self.shared.get(content)) {
            self.known.insert(id, *known);
            return *known;
        }
        let new = to.new_object_id();
        self.known.insert(id, new);
        if let Some(content) = profile {
            self.shared.insert(content, new);
        }
        let taken = self.object(object, to);
        to.set_object(new, taken);
        new
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::manuscript::{Image, Manuscript};
    use crate::typeset::{Fonts, Settings, typeset};

    fn set(path: &str, data: &[u8]) -> (Vec<u8>, Vec<String>) {
        let manuscript = Manuscript {
            title: "Pictures".into(),
            language: "en-GB".into(),
            marking: None,
            footer: String::new(),
            markdown: format!("![What it shows]({path} \"Figure 1\")\n\n![Again]({path})\n"),
            images: BTreeMap::from([(path.to_owned(), Image { data: data.to_vec() })]),
        };
        let set = typeset(&manuscript, &Fonts::bundled(), &Settings::default());
        (set.output, set.warnings.iter().map(ToString::to_string).collect())
    }

    fn forms(bytes: &[u8], subtype: &[u8]) -> Vec<Stream> {
        let document = Document::load_mem(bytes).expect("what was written can be read");
        let is = |stream: &Stream| stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(subtype);
        document.objects.values().filter_map(|object| object.as_stream().ok()).filter(|s| is(s)).cloned().collect()
    }

    #[test]
    fn a_drawing_is_a_form_with_its_own_fonts_and_the_same_bytes_each_time() {
        let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'>\
            <defs><linearGradient id='g'><stop offset='0' stop-color='red'/><stop offset='1' stop-color='blue'/></linearGradient></defs>\
            <rect width='90' height='9' fill='url(#g)' opacity='0.5'/><text y='30'>sans</text>\
            <text y='50' font-family='serif'>serif</text><text y='70' font-style='italic'>slanted</text>\
            <text y='90' font-weight='bold'>heavy</text></svg>";
        let (bytes, warnings) = set("charts/a.svg", drawing.as_bytes());
        assert!(warnings.is_empty(), "{warnings:?}");
        // Drawn twice, held once; groups within it are forms of their own.
        assert_eq!(forms(&bytes, b"Form").iter().filter(|form| form.dict.has(b"Matrix")).count(), 1);
        for _ in 0..8 {
            assert_eq!(set("charts/a.svg", drawing.as_bytes()).0, bytes);
        }
    }

    #[test]
    fn images_keep_their_samples() {
        let png = crate::typeset::picture::tests::a_png();
        let (bytes, warnings) = set("a.png", &png);
        assert!(warnings.is_empty(), "{warnings:?}");
        let images = forms(&bytes, b"Image");
        assert_eq!(images.len(), 2, "the samples and their mask");
        assert!(images.iter().any(|image| image.dict.has(b"SMask")));
        let jpeg = crate::typeset::picture::tests::a_jpeg();
        let images = forms(&set("a.jpg", &jpeg).0, b"Image");
        assert_eq!(images.len(), 1);
        assert_eq!(images[0].content, jpeg);
    }

    #[test]
    fn what_cannot_be_drawn_is_told() {
        let cases: [(&str, &[u8], &str); 3] = [
            ("a.svg", b"<svg", "is damaged"),
            ("a.png", b"\x89PNG\r\n\x1a\n", "is damaged"),
            ("a.gif", b"GIF89a", "is of a format that is not drawn"),
        ];
        for (path, data, why) in cases {
            let (bytes, warnings) = set(path, data);
            assert_eq!(warnings[0], format!("the picture `{path}` (line 1 of the Markdown) {why}"));
            assert!(forms(&bytes, b"Image").is_empty());
        }
    }
}
