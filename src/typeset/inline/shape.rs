//! Text with marks → clusters with their glyphs, and the segments between which a line may break.
//!
//! parley itemises, chooses faces and shapes. Asked for lines of no width it breaks at every opportunity that Unicode's line
//! breaking gives; those are the segments, and the breaking proper is ours.

use std::collections::BTreeSet;
use std::rc::Rc;

use hypher::Lang;
use parley::{BreakReason, FontContext, FontFamilyName, Layout, LayoutContext};

use super::bind::{bind_ends, bind_references};
use super::hyphen::{self, Hyphen};
use super::isolate::{is_mark, isolated};
use super::order::Directions;
use super::shaped::{Cluster, Segment, Shaped, ShapedGlyph};
use super::text_style::{TextStyle, families_for, parley_style, style};
use crate::typeset::font::Fonts;
use crate::typeset::style::{Family, Theme, Voice};
use crate::typeset::text::Text;

/// Shapes one text after the other with one set of buffers.
pub(crate) struct Shaper<'a> {
    fonts: &'a Fonts,
    context: FontContext,
    scratch: LayoutContext<u16>,
    layout: Layout<u16>,
    /// The characters that no face has, in the order they were met.
    missing: Vec<char>,
    known_missing: BTreeSet<char>,
    /// Of the text, if there are patterns for it.
    language: Option<Lang>,
    /// The families in the order in which they are asked, by the one that a style wants.
    stacks: [Vec<FontFamilyName<'a>>; 3],
    /// The hyphens of the styles met so far.
    hyphens: Vec<(TextStyle, Option<Hyphen>)>,
}

impl<'a> Shaper<'a> {
    /// `language`: BCP 47 tag of the texts, by which words are hyphenated.
    pub(crate) fn new(fonts: &'a Fonts, language: &str) -> Self {
        let (context, scratch, layout) = (fonts.context(), LayoutContext::new(), Layout::new());
        Self {
            fonts,
            context,
            scratch,
            layout,
            missing: Vec::new(),
            known_missing: BTreeSet::new(),
            language: hyphen::language(language),
            stacks: [Family::Serif, Family::Sans, Family::Mono].map(|family| families_for(fonts, family)),
            hyphens: Vec::new(),
        }
    }

    /// The characters that no face had so far, each once.
    pub(crate) fn missing(&self) -> &[char] {
        &self.missing
    }

    /// Shapes a text whose unmarked parts are set in a voice.
    pub(crate) fn shape(&mut self, text: &Text, voice: &Voice, theme: &Theme) -> Shaped {
        let text = isolated(text);
        let text = text.as_ref();
        let mut shaped = Shaped { text: text.text.clone(), ..Shaped::default() };
        if shaped.text.is_empty() {
            return shaped;
        }
        self.build(text, voice, theme, &mut shaped);
        // Lines of no width: every opportunity is taken.
        self.layout.break_all_lines(Some(0.0));
        self.collect(&mut shaped);
        bind_ends(&mut shaped);
        if voice.family == Family::Serif {
            bind_references(&mut shaped);
        }
        shaped.directions = Directions::of(&shaped.text);
        if shaped.directions.is_none() {
            let places = hyphen::places(&shaped, &text.seams, self.language, voice.justified);
            if !places.is_empty() {
                shaped.hyphen_of = shaped.styles.clone().iter().map(|style| self.hyphen(style)).collect();
                shaped.hyphens = hyphen::points(&shaped, places);
            }
        }
        shaped
    }

    fn build(&mut self, text: &Text, voice: &Voice, theme: &Theme, shaped: &mut Shaped) {
        let mut runs = Vec::with_capacity(text.spans.len());
        let mut start = 0;
        for span in &text.spans {
            let style = style(voice, span.marks, span.link.as_deref(), theme);
            let index = shaped.styles.iter().position(|known| *known == style).unwrap_or_else(|| {
                shaped.styles.push(style);
                shaped.styles.len() - 1
            });
            runs.push((index as u16, start..span.end));
            if let Some(link) = &span.link {
                match shaped.links.last_mut() {
                    Some((range, last)) if range.end == start && Rc::ptr_eq(last, link) => range.end = span.end,
                    _ => shaped.links.push((start..span.end, Rc::clone(link))),
                }
            }
            start = span.end;
        }
        let mut builder = self.scratch.style_run_builder(&mut self.context, &shaped.text, 1.0, false);
        for (index, style) in shaped.styles.iter().enumerate() {
            builder.push_style(parley_style(style, &self.stacks[style.family as usize], index as u16));
        }
        for (index, range) in runs {
            builder.push_style_run(index, range);
        }
        builder.build_into(&mut self.layout, &shaped.text);
    }

    /// The hyphen that ends a line of this style; `None` where its face has none.
    fn hyphen(&mut self, style: &TextStyle) -> Option<Hyphen> {
        if let Some((_, known)) = self.hyphens.iter().find(|(known, _)| known == style) {
            return *known;
        }
        let mut builder = self.scratch.style_run_builder(&mut self.context, "-", 1.0, false);
        builder.push_style(parley_style(style, &self.stacks[style.family as usize], 0));
        builder.push_style_run(0, 0..1);
        builder.build_into(&mut self.layout, "-");
        self.layout.break_all_lines(None);
        let hyphen = self.layout.lines().flat_map(|line| line.runs().collect::<Vec<_>>()).find_map(|run| {
            let face = self.fonts.find(run.font().data.id(), run.font().index)?;
            let glyph = run.clusters().find_map(|cluster| cluster.glyphs().next()).filter(|glyph| glyph.id != 0)?;
            let glyph = ShapedGlyph { id: glyph.id as u16, x: glyph.x, y: glyph.y, advance: glyph.advance };
            Some(Hyphen { face, glyph })
        });
        self.hyphens.push((*style, hyphen));
        hyphen
    }

    /// Copies what parley found, a line of no width at a time.
    fn collect(&mut self, shaped: &mut Shaped) {
        for line in self.layout.lines() {
            let first = shaped.clusters.len();
            let mut runs: Vec<_> = line.runs().collect();
            runs.sort_by_key(|run| run.text_range().start);
            for run in runs {
                let font = run.font();
                let Some(face) = self.fonts.find(font.data.id(), font.index) else { continue };
                let rtl = run.is_rtl();
                for cluster in run.clusters() {
                    let range = cluster.text_range();
                    if cluster.is_hard_line_break() {
                        continue;
                    }
                    if cluster.is_ligature_continuation()
                        && let Some(last) = shaped.clusters.last_mut()
                    {
                        last.text.end = last.text.end.max(range.end as u32);
                        last.advance += cluster.advance();
                        continue;
                    }
                    let words = shaped.text.get(range.clone()).unwrap_or_default();
                    if words.chars().all(is_mark) {
                        continue;
                    }
                    let from = shaped.glyphs.len() as u32;
                    let mut known = true;
                    shaped.glyphs.extend(cluster.glyphs().map(|glyph| {
                        known &= glyph.id != 0;
                        ShapedGlyph { id: glyph.id as u16, x: glyph.x, y: glyph.y, advance: glyph.advance }
                    }));
                    if !known
                        && let Some(c) = words.chars().next()
                        && self.known_missing.insert(c)
                    {
                        self.missing.push(c);
                    }
                    shaped.clusters.push(Cluster {
                        face,
                        style: cluster.style().brush,
                        rtl,
                        space: words.chars().all(char::is_whitespace),
                        text: range.start as u32..range.end as u32,
                        glyphs: from..shaped.glyphs.len() as u32,
                        advance: cluster.advance(),
                    });
                }
            }
            let clusters = first as u32..shaped.clusters.len() as u32;
            let forced = line.break_reason() == BreakReason::Explicit;
            let members = &shaped.clusters[first..];
            let full: f32 = members.iter().map(|cluster| cluster.advance).sum();
            let spaces: f32 =
                members.iter().rev().take_while(|cluster| cluster.space).map(|cluster| cluster.advance).sum();
            shaped.segments.push(Segment { clusters, width: full - spaces, full, forced });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(markdown: &str) -> Shaped {
        let fonts = Fonts::bundled();
        let theme = Theme::default();
        let blocks = crate::typeset::block::read(markdown).blocks;
        let crate::typeset::block::Block::Paragraph(text) = &blocks[0] else { panic!("{blocks:?}") };
        Shaper::new(&fonts, "en-GB").shape(text, &theme.body, &theme)
    }

    #[test]
    fn segments_end_where_a_line_may() {
        let shaped = shape("Kabul-based **press** and  \nmore");
        let words: Vec<_> = shaped
            .segments
            .iter()
            .map(|segment| {
                let clusters = &shaped.clusters[segment.clusters.start as usize..segment.clusters.end as usize];
                let range = clusters[0].text.start as usize..clusters[clusters.len() - 1].text.end as usize;
                (&shaped.text[range], segment.forced)
            })
            .collect();
        assert_eq!(words, [("Kabul-", false), ("based ", false), ("press ", false), ("and", true), ("more", false)]);
    }

    #[test]
    fn a_reference_stays_with_the_word_before_it() {
        let shaped = shape("flown out [A2.10](#a2) [A2.11](#a2) [there](https://example.org)");
        let starts: Vec<_> = shaped
            .segments
            .iter()
            .map(|segment| &shaped.text[shaped.clusters[segment.clusters.start as usize].text.start as usize..])
            .collect();
        assert_eq!(starts, ["flown out A2.10 A2.11 there", "out A2.10 A2.11 there", "A2.11 there", "there"]);
    }

    #[test]
    fn a_ligature_is_one_cluster() {
        let shaped = shape("fifty");
        assert!(
            shaped
                .clusters
                .iter()
                .any(|cluster| &shaped.text[cluster.text.start as usize..cluster.text.end as usize] == "fi")
        );
        let sum: f32 = shaped.clusters.iter().map(|cluster| cluster.advance).sum();
        assert!((sum - shaped.widest()).abs() < 1e-3);
    }

    #[test]
    fn clusters_cover_the_text() {
        let shaped = shape("One *two* [A2.10](#a2) `x` ~~no~~, “quoted” – fin.");
        let mut at = 0;
        for cluster in &shaped.clusters {
            assert_eq!(cluster.text.start, at);
            at = cluster.text.end;
        }
        assert_eq!(at as usize, shaped.text.len());
        assert_eq!(shaped.links.len(), 1);
    }
}
