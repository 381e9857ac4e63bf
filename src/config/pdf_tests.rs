//! What `pdf:` says → what typesetting is told, or what is wrong with it.

use chrono::{DateTime, Utc};

use super::*;
use crate::config::{Overrides, load};

fn loaded(pdf: &str) -> Result<crate::config::Settings, Diagnostic> {
    let text = format!("title: A\ncorpus: [{{path: a}}]\n{pdf}");
    let source = Source { path: "conf/briefing.yaml".into(), text };
    load(&source, &Overrides::default(), DateTime::<Utc>::UNIX_EPOCH).map(|settings| settings.output)
}

#[test]
fn a_theme_changes_what_it_names_and_nothing_else() {
    let settings = loaded(
        "pdf:\n  paper: letter\n  contents: never\n  theme:\n    colours: {text: \"#000000\"}\n    sizes: {title: 24}\n    \
         margins: {top: 30}\n    logo: art/logo.svg\n    fonts:\n      text: [a.ttf, b/c.otf]\n      headings: Source Serif 4\n",
    )
    .expect("it is right");
    let usual = Look::default();
    assert_eq!((settings.typeset.paper, settings.typeset.contents), (Paper::Letter, Contents::Never));
    let look = &settings.typeset.look;
    assert_eq!(
        (look.text, look.title_size, look.top),
        (Colour::of_notation("#000000").expect("black"), Abs::pt(24.0), Abs::mm(30.0))
    );
    assert_eq!((look.headings, look.text_size, look.side), (usual.headings, usual.text_size, usual.side));
    let beside = |path: &str| Path::new("conf").join(path);
    let [text, headings, code] = settings.artwork.fonts;
    assert_eq!(text, Font::Files(vec![beside("a.ttf"), beside("b/c.otf")]));
    assert_eq!((headings, code), (Font::Bundled("Source Serif 4".into()), Font::Usual));
    assert_eq!(settings.artwork.logo, Some(beside("art/logo.svg")));
    assert_eq!(loaded("").expect("it is right").typeset, typeset::Settings::default());
}

#[test]
fn what_cannot_be_read_on_paper_is_told_with_its_place() {
    for (pdf, expected) in [
        ("pdf: {papre: a4}\n", "3:7: unknown key `papre` (did you mean `paper`?)"),
        ("pdf: {paper: a5}\n", "3:14: unknown name `a5`"),
        ("pdf: {contents: often}\n", "3:17: `often` is not a number of pages"),
        ("pdf:\n  theme: {colours: {text: navy}}\n", "4:27: `navy` is not a colour"),
        ("pdf:\n  theme: {colours: {links: \"#9999FF\"}}\n", "4:29: letters of the colour `#9999FF` are too pale"),
        ("pdf:\n  theme:\n    colours:\n      text: #112233\n", "a colour is missing; put it in quotation marks"),
        ("pdf:\n  theme: {sizes: {text: 20}}\n", "4:25: `pdf.theme.sizes.text` cannot be 20 points"),
        ("pdf:\n  theme: {margins: {sides: .nan}}\n", "`pdf.theme.margins.sides` cannot be NaN millimetres"),
        ("pdf:\n  theme: {fonts: {code: Source Serif}}\n", "4:25: no bundled font is named `Source Serif`"),
        ("pdf:\n  theme: {fonts: {code: 7}}\n", "expected the name of a bundled font"),
    ] {
        let error = loaded(pdf).expect_err(pdf);
        let error = format!("{error} ({})", error.hints.join(") ("));
        assert!(error.contains(expected), "{error}\nshould be\n{expected}");
    }
}

#[test]
fn the_page_on_the_look_shows_what_holds_without_it() {
    let page = include_str!("../../docs/pdf.md");
    let shown =
        page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("it shows a configuration");
    let settings = loaded(shown).expect("what it shows is right");
    assert_eq!(settings.typeset, typeset::Settings::default());
    let [text, headings, code] = &settings.artwork.fonts;
    assert!(matches!(text, Font::Files(files) if files.len() == 4));
    assert_eq!((headings, code), (&Font::Bundled(Fonts::BUNDLED[1].into()), &Font::Bundled(Fonts::BUNDLED[2].into())));
}
