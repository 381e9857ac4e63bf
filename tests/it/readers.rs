//! The PDF as other programs read it: poppler's and qpdf. Where they are not installed, the tests say so and show nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use wirebrief::model::manuscript::{Image, Manuscript};
use wirebrief::typeset::{Fonts, Settings, typeset};

const FOOTER: &str = "As of 1 March 2023";

/// Paragraphs that want hyphens, accents, ligatures, figures and other alphabets, and long enough to run over pages.
fn hard_text() -> String {
    let stems = [
        "The administration’s comprehensive reconstruction of neighbouring irrigation infrastructure was officially \
         described as comparatively straightforward, although representatives of international organisations were \
         considerably less enthusiastic about its implementation",
        "Office affairs: five flights, “waffle” – and ‘shuffle’ – naïve Ångström, Zürich, Łódź, façade, 182–213 killed, \
         50 km away, 7 % more; the self-described well-known non-governmental counter-offensive",
        "В городе открыли новую гостиницу, а ΑΘΗΝΑ και Θεσσαλονίκη stand in Greek; two-thirds of the twenty-five \
         eyewitnesses’ characteristically unsubstantiated interpretations",
    ];
    let mut markdown = "# Reading out\n\n".to_owned();
    for round in 0..14 {
        for (index, stem) in stems.iter().enumerate() {
            let again = format!("{stem}; {}", stem.to_lowercase()).repeat(1 + (round + index) % 3);
            let _ = write!(markdown, "Paragraph {round}.{index} of *all*: {again}. **Ends {round}.{index}.**\n\n");
        }
        if round % 5 == 2 {
            let _ = write!(markdown, "## Section {round}\n\n- first item\n- second item\n\n> A *quoted* line.\n\n");
            markdown.push_str("| Place | Killed |\n|:--|--:|\n| Kabul | 12 |\n| Herat | 3 |\n\n");
        }
    }
    markdown
}

fn set(markdown: &str) -> Vec<u8> {
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='200' height='40'><text y='20'>drawn</text></svg>";
    let manuscript = Manuscript {
        title: "Reading out".to_owned(),
        language: "en-GB".to_owned(),
        marking: Some("For internal use".to_owned()),
        footer: FOOTER.to_owned(),
        markdown: markdown.to_owned(),
        images: BTreeMap::from([("a.svg".to_owned(), Image { data: drawing.to_vec() })]),
    };
    typeset(&manuscript, &Fonts::bundled(), &Settings::default()).output
}

/// What a program says of a PDF; `None`, with a line that says so, where the program is not there.
fn read_by(program: &str, args: &[&str], pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("it.pdf");
    let mut file = File::create(&path).expect("it can be made");
    file.write_all(pdf).expect("it can be written");
    drop(file);
    let before: Vec<&str> = args.iter().copied().take_while(|arg| *arg != "FILE").collect();
    let after = args.iter().skip(before.len() + 1);
    let output = match Command::new(program).args(&before).arg(Path::new(&path)).args(after).output() {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: `{program}` is not installed (Debian: poppler-utils, qpdf)");
            return None;
        }
        Err(error) => panic!("{program}: {error}"),
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && complaint.is_empty(), "{program}: {complaint}{said}");
    Some(said)
}

/// Paragraphs of running text, in words parted by single spaces.
fn paragraphs(markdown: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let (mut open, mut text) = (false, String::new());
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Paragraph) => (open, text) = (true, String::new()),
            Event::End(TagEnd::Paragraph) => {
                open = false;
                paragraphs.push(spaced(&text));
            }
            Event::Text(words) | Event::Code(words) if open => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak if open => text.push(' '),
            _ => {}
        }
    }
    paragraphs
}

/// Words parted by single spaces; the no-break space is part of a word.
fn spaced(text: &str) -> String {
    text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text of all pages, without what stands in the margins and with words joined that a hyphen parts.
fn joined(text: &str) -> String {
    let margin = |line: &&str| {
        let line = line.trim();
        !(line.starts_with("Reading out")
            || line == "For internal use"
            || line == FOOTER
            || (line.starts_with("page ") && line.contains(" of ")))
    };
    let lines = text.split(['\n', '\u{C}']).filter(|line| !line.trim().is_empty()).filter(margin);
    spaced(&lines.collect::<Vec<_>>().join("\n").replace("\u{AD}\n", "").replace('\u{AD}', ""))
}

#[test]
fn every_paragraph_copies_out_exactly() {
    let markdown = hard_text();
    let Some(text) = read_by("pdftotext", &["FILE", "-"], &set(&markdown)) else { return };
    let text = joined(&text);
    let paragraphs = paragraphs(&markdown);
    assert!(paragraphs.len() > 40);
    let mut at = 0;
    for paragraph in paragraphs {
        let found = text[at..].find(&paragraph);
        assert!(found.is_some(), "not in its place: {paragraph}\n{:.3000}", &text[at..]);
        at += found.unwrap_or_default() + paragraph.len();
    }
}

#[test]
fn the_file_has_no_fault_of_syntax() {
    let markdown = format!("{}\n![a drawing](a.svg)\n", hard_text());
    if let Some(said) = read_by("qpdf", &["--check", "FILE"], &set(&markdown)) {
        assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
    }
}

#[test]
fn every_font_is_embedded_subset_and_says_what_it_means() {
    let markdown = format!("{}\n![a drawing](a.svg)\n\n`code` in کابل\n", hard_text());
    let Some(said) = read_by("pdffonts", &["FILE"], &set(&markdown)) else { return };
    let fonts: Vec<&str> = said.lines().skip(2).collect();
    assert!(fonts.len() >= 5, "{said}");
    for font in fonts {
        let yes = font.split_whitespace().filter(|word| *word == "yes").count();
        assert!(yes == 3 && font.split('+').next().is_some_and(|tag| tag.len() == 6), "{font}");
    }
}

#[test]
fn what_is_read_aloud_is_in_the_order_of_the_text() {
    let markdown = hard_text();
    let Some(said) = read_by("pdfinfo", &["-struct-text", "FILE"], &set(&markdown)) else { return };
    // Every string of the tree, in its order.
    let text: String = said.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"')).collect();
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace() && *c != '\u{AD}').collect() };
    let text = bare(&text.replace("\\\"", "\""));
    let mut at = 0;
    for words in paragraphs(&markdown).iter().map(|paragraph| bare(paragraph)) {
        let found = text[at..].find(&words);
        assert!(found.is_some(), "not in its place: {words}\n{:.2000}", &text[at..]);
        at += found.unwrap_or_default() + words.len();
    }
    for role in ["Document", "H1", "H2", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "BlockQuote"] {
        assert!(
            said.lines()
                .any(|line| line.split_whitespace().next().map(|word| word.trim_end_matches(':')) == Some(role)),
            "no `{role}`: {said:.2000}"
        );
    }
    assert!(!said.contains("For internal use") && !said.contains("page 1 of"), "margins are read aloud");
}
