//! Pages as they look: drawn by another program's renderer and compared with the pictures kept in `tests/looks`.
//!
//! `WIREBRIEF_UPDATE=1` makes the pictures anew; look at them before they are kept. What differs is left in the target folder.

#![expect(clippy::disallowed_methods, reason = "a test looks at the repository from outside")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use hayro::{InterpreterSettings, Pdf, RenderSettings, render};
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Transformations};
use wirebrief::model::manuscript::{Image, Manuscript};
use wirebrief::typeset::{Fonts, Settings, typeset};

use crate::program::repository;

/// Pixels a point: letters are told apart, and a page takes a few kB.
const SCALE: f32 = 0.5;

/// Side of the squares by which pictures are compared, in pixels.
const SIDE: usize = 12;

/// By so much of 255 a square's pixels may differ on average: edges may be smoothed otherwise, words may not move.
const TOLERANCE: usize = 6;

/// A picture in greys of 16 steps, spread over a byte.
#[derive(Clone, PartialEq)]
struct Grey {
    width: usize,
    pixels: Vec<u8>,
}

impl Grey {
    fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    fn read(path: &Path) -> Option<Self> {
        let mut decoder = Decoder::new(fs::File::open(path).ok()?);
        decoder.set_transformations(Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("it is a PNG");
        let mut pixels = vec![0; reader.output_buffer_size()];
        let frame = reader.next_frame(&mut pixels).expect("it is whole");
        Some(Self { width: frame.width as usize, pixels })
    }

    fn write(&self, path: &Path) {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, self.width as u32, self.height() as u32);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(BitDepth::Four);
        encoder.set_compression(Compression::Best);
        let mut rows = Vec::new();
        for row in self.pixels.chunks(self.width) {
            rows.extend(row.chunks(2).map(|pair| pair[0] & 0xF0 | pair.get(1).copied().unwrap_or_default() >> 4));
        }
        encoder.write_header().and_then(|mut writer| writer.write_image_data(&rows)).expect("it is written in memory");
        fs::write(path, out).expect("it can be written");
    }
}

fn first_page(markdown: &str) -> Grey {
    let drawing =
        b"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='90'><rect x='5' y='5' width='120' height='60' \
        fill='#2A5D8C'/><circle cx='200' cy='40' r='30' fill='none' stroke='#1F3447' stroke-width='4'/>\
        <text x='240' y='45' font-size='16'>Kabul</text></svg>";
    let manuscript = Manuscript {
        title: "Looks".to_owned(),
        language: "en-GB".to_owned(),
        marking: Some("For internal use".to_owned()),
        footer: "As of 1 March 2023".to_owned(),
        markdown: markdown.to_owned(),
        images: BTreeMap::from([("a.svg".to_owned(), Image { data: drawing.to_vec() })]),
    };
    let bytes = typeset(&manuscript, &Fonts::bundled(), &Settings::default()).output;
    let pdf = Pdf::new(Arc::new(bytes)).unwrap_or_else(|_| panic!("the renderer reads it"));
    let settings = RenderSettings { x_scale: SCALE, y_scale: SCALE, ..RenderSettings::default() };
    let picture = render(&pdf.pages()[0], &InterpreterSettings::default(), &settings);
    let grey = |rgba: &[u8]| -> u8 {
        let sum = u32::from(rgba[0]) * 2 + u32::from(rgba[1]) * 5 + u32::from(rgba[2]);
        (sum / 8) as u8 / 17 * 17
    };
    let pixels = picture.data_as_u8_slice().chunks_exact(4).map(grey).collect();
    Grey { width: usize::from(picture.width()), pixels }
}

/// The squares in which two pictures differ, by their left and upper edges in points; `None` where the sizes do.
fn differing(one: &Grey, two: &Grey) -> Option<Vec<(f32, f32)>> {
    if (one.width, one.height()) != (two.width, two.height()) {
        return None;
    }
    let mut squares = Vec::new();
    for top in (0..one.height()).step_by(SIDE) {
        for left in (0..one.width).step_by(SIDE) {
            let (mut sum, mut count) = (0, 0);
            for y in top..one.height().min(top + SIDE) {
                for x in left..one.width.min(left + SIDE) {
                    let at = y * one.width + x;
                    sum += usize::from(one.pixels[at].abs_diff(two.pixels[at]));
                    count += 1;
                }
            }
            if sum > TOLERANCE * count {
                squares.push((left as f32 / SCALE, top as f32 / SCALE));
            }
        }
    }
    Some(squares)
}

fn looks_as_kept(name: &str, markdown: &str) {
    let kept = repository().join("tests/looks").join(format!("{name}.png"));
    let now = first_page(markdown);
    if std::env::var_os("WIREBRIEF_UPDATE").is_some() {
        // A picture that is as good as the kept one stays as it is.
        if Grey::read(&kept).and_then(|known| differing(&known, &now)).is_none_or(|squares| !squares.is_empty()) {
            now.write(&kept);
        }
        return;
    }
    let known =
        Grey::read(&kept).unwrap_or_else(|| panic!("there is no {}: WIREBRIEF_UPDATE=1 makes it", kept.display()));
    let squares = differing(&known, &now);
    if squares.as_ref().is_none_or(|squares| !squares.is_empty()) {
        let left = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        now.write(&left);
        let what = squares.map_or("the size of the page".to_owned(), |squares| {
            let count = squares.len();
            let list: Vec<String> = squares.iter().take(8).map(|(x, y)| format!("{x:.0},{y:.0}")).collect();
            format!("{count} squares, from the upper left at points {}", list.join("; "))
        });
        panic!(
            "the page `{name}` looks different: {what}.\n  kept: {}\n  now:  {}\nIf it is meant to, WIREBRIEF_UPDATE=1 keeps it.",
            kept.display(),
            left.display()
        );
    }
}

const TEXT: &str = "# The river towns\n\nIn the spring the river had come up to the wall of the garden, and for some weeks \
    nobody went down to the mill. When the water fell again there was *sand* on the fields and a **boat** in the orchard, and \
    the representatives of the neighbouring irrigation administration described the reconstruction as straightforward.[^1]\n\n\
    ## What was seen\n\n1. A first thing.\n2. A second one, [of which more](#what-was-seen):\n   - nested once\n   - [x] and done\n\n\
    > A quotation of one line, and then of a second one when the page is as narrow as this one is, as it happens to be.\n\n\
    ```\nlet it = as_written;\n```\n\n### Names\n\nThe agency کابل پرس, 12 words, Ångström, Łódź, Αθήνα and Харків.\n\n\
    خبرنگاران در ۱۸۲ شهر\n\n---\n\n[^1]: A note at the foot of the page.\n";

const TABLE: &str = "# Towns\n\nThe towns are these:\n\n| Day | Place | Killed | What was told |\n|:--|:-:|--:|:--|\n\
    | 1 March | Kabul | 12 | an explosion near the market, of which two accounts differ, and a third that says nothing of it |\n\
    | 2 March | Herat | 3 | *not stated* |\n| 14 March | Zaranj | 128 | **bold** words |\n\n\
    ![A square and a circle](a.svg \"Figure 1. What was drawn\")\n\n![Words of a picture that is gone](gone.png)\n";

#[test]
fn running_text() {
    looks_as_kept("text", TEXT);
}

#[test]
fn tables_and_pictures() {
    looks_as_kept("table", TABLE);
}

#[test]
fn a_word_that_moves_or_goes_is_seen() {
    let page = first_page(TEXT);
    assert_eq!(differing(&page, &page.clone()), Some(Vec::new()));
    for (from, to) in [("orchard", "kitchen"), ("nested once", "nested"), ("## What was seen", "### What was seen")] {
        assert_ne!(differing(&page, &first_page(&TEXT.replace(from, to))), Some(Vec::new()), "{from}");
    }
}
