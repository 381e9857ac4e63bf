//! Shapes and words → SVG 1.1. All text is escaped here and nowhere else.

use std::fmt::Write as _;

use crate::model::markdown::visible;

/// The fonts of the PDF, and what stands in for them elsewhere.
const FONTS: &str = "'Source Sans 3', 'Source Sans Pro', Arial, Helvetica, sans-serif";

/// How a shape is painted. No fill is an outline, no stroke a plain area.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paint {
    pub(super) fill: Option<&'static str>,
    pub(super) stroke: Option<&'static str>,
    /// Width of the stroke in pixels.
    pub(super) width: f64,
    /// Lengths of dash and gap in pixels; `None` for an unbroken line.
    pub(super) dash: Option<&'static str>,
}

impl Paint {
    pub(super) fn fill(fill: &'static str) -> Self {
        Self { fill: Some(fill), ..Self::default() }
    }

    pub(super) fn stroke(stroke: &'static str, width: f64) -> Self {
        Self { stroke: Some(stroke), width, ..Self::default() }
    }

    pub(super) fn on(self, fill: &'static str) -> Self {
        Self { fill: Some(fill), ..self }
    }

    pub(super) fn dashed(self, dash: &'static str) -> Self {
        Self { dash: Some(dash), ..self }
    }
}

/// Where a text hangs on its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Face {
    /// Height of the font in pixels.
    pub(super) size: f64,
    pub(super) anchor: Anchor,
    pub(super) bold: bool,
    pub(super) colour: &'static str,
    /// A white edge, for words on lines.
    pub(super) edge: bool,
}

impl Face {
    pub(super) fn new(size: f64, colour: &'static str) -> Self {
        Self { size, anchor: Anchor::Start, bold: false, colour, edge: false }
    }

    pub(super) fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn edged(self) -> Self {
        Self { edge: true, ..self }
    }
}

/// A picture under way.
#[derive(Debug)]
pub(super) struct Svg {
    body: String,
}

impl Svg {
    pub(super) fn new() -> Self {
        Self { body: String::new() }
    }

    pub(super) fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), paint: Paint) {
        let (x1, y1, x2, y2) = (px(x1), px(y1), px(x2), px(y2));
        self.shape(&format!(r#"line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}""#), paint);
    }

    pub(super) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), paint: Paint) {
        let (x, y, width, height) = (px(x), px(y), px(width), px(height));
        self.shape(&format!(r#"rect x="{x}" y="{y}" width="{width}" height="{height}""#), paint);
    }

    pub(super) fn circle(&mut self, (x, y): (f64, f64), radius: f64, paint: Paint) {
        let (x, y, radius) = (px(x), px(y), px(radius));
        self.shape(&format!(r#"circle cx="{x}" cy="{y}" r="{radius}""#), paint);
    }

    /// Lines through points, each closed if `closed`.
    pub(super) fn path<'p>(&mut self, lines: impl IntoIterator<Item = &'p [(f64, f64)]>, closed: bool, paint: Paint) {
        let mut d = String::new();
        for line in lines {
            let mut last = None;
            for (x, y) in line {
                let point = (px(*x), px(*y));
                if last.as_ref() == Some(&point) {
                    continue;
                }
                let _ = write!(d, "{}{} {}", if last.is_none() { 'M' } else { 'L' }, point.0, point.1);
                last = Some(point);
            }
            d.push_str(if closed { "Z" } else { "" });
        }
        self.shape(&format!(r#"path d="{d}""#), paint);
    }

    pub(super) fn text(&mut self, (x, y): (f64, f64), text: &str, face: Face) {
        let (x, y, size) = (px(x), px(y), px(face.size));
        let anchor = match face.anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let weight = if face.bold { r#" font-weight="600""# } else { "" };
        let text = escape(text);
        let open = format!(r#"<text x="{x}" y="{y}" font-size="{size}"{anchor}{weight}"#);
        if face.edge {
            let edge = r##"fill="#ffffff" stroke="#ffffff" stroke-width="3" stroke-linejoin="round""##;
            let _ = writeln!(self.body, "{open} {edge}>{text}</text>");
        }
        let _ = writeln!(self.body, r#"{open} fill="{}">{text}</text>"#, face.colour);
    }

    fn shape(&mut self, element: &str, paint: Paint) {
        let _ = write!(self.body, r#"<{element} fill="{}""#, paint.fill.unwrap_or("none"));
        if let Some(stroke) = paint.stroke {
            let _ = write!(self.body, r#" stroke="{stroke}" stroke-width="{}""#, px(paint.width));
        }
        if let Some(dash) = paint.dash {
            let _ = write!(self.body, r#" stroke-dasharray="{dash}""#);
        }
        self.body.push_str("/>\n");
    }

    /// The whole file, on white, with what it is called.
    pub(super) fn finish(self, width: f64, height: f64, title: &str) -> String {
        let (width, height, title) = (px(width), px(height), escape(title));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FONTS}\">\n<title>{title}</title>\n\
             <rect x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            self.body
        )
    }
}

/// Pixels with at most one decimal; what is no number is zero.
fn px(value: f64) -> String {
    let tenths = (value * 10.0).round();
    let tenths = if tenths.is_finite() { tenths as i64 } else { 0 };
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// Text as XML, without what no reader sees.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML knows no such characters.
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_odd() {
        assert_eq!([0.0, -0.04, 3.0, 2.349, -7.25, f64::NAN].map(px), ["0", "0", "3", "2.3", "-7.3", "0"]);
    }

    #[test]
    fn text_stays_text() {
        let mut svg = Svg::new();
        svg.text((1.0, 2.0), "</text><script>\u{202E}\u{0}a & \"b\"", Face::new(10.0, "#000000"));
        let out = svg.finish(10.0, 10.0, "<b>");
        assert!(out.contains("&lt;/text&gt;&lt;script&gt;a &amp; &quot;b&quot;</text>"), "{out}");
        assert!(out.contains("<title>&lt;b&gt;</title>"));
    }
}
