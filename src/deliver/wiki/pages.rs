//! Edition → pages: flat names that nothing else in the wiki has, linked as each flavour of wiki wants it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use super::super::dispatch::Files;
use super::super::settings::{Flavour, Wiki};
use crate::model::delivery::{Issue, of_folder_name};
use crate::world::World;

/// A file of the wiki.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// From the repository's topmost folder, with `/`.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
    /// Whether others write in it, too: only what stands between our markers is ours.
    pub(super) shared: bool,
}

/// The pages of an edition, and the front page and sidebar as they are with it.
pub(super) fn of(world: &dyn World, clone: &Path, wiki: &Wiki, issue: &Issue, files: &Files) -> Vec<Page> {
    let name = page_name(issue);
    let folder = wiki.folder.as_deref().map(|folder| format!("{}/", folder.trim_matches('/'))).unwrap_or_default();
    let text = |file: &str| files.get(file).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let mut pages = Vec::new();
    let mut push = |path: String, bytes: Vec<u8>| pages.push(Page { path, bytes, shared: false });
    if let Some(briefing) = text("briefing.md") {
        let pictures = format!("]({}charts/{name}-", if wiki.flavour == Flavour::Github { &folder } else { "" });
        let mut briefing = briefing.replace("](charts/", &pictures);
        if wiki.flavour == Flavour::Gollum {
            briefing = anchored(&briefing);
        }
        if files.contains_key("evidence.md") {
            let link = beside(wiki, &format!("{name}-evidence"));
            let _ = write!(briefing, "\n[Every cited sentence in full]({link})\n");
        }
        push(format!("{folder}{name}.md"), briefing.into_bytes());
    }
    if let Some(evidence) = files.get("evidence.md") {
        push(format!("{folder}{name}-evidence.md"), evidence.clone());
    }
    for (path, bytes) in files {
        if let Some(chart) = path.strip_prefix("charts/") {
            push(format!("{folder}charts/{name}-{chart}"), bytes.clone());
        }
    }
    let title = text("briefing.md").and_then(|text| Some(text.lines().next()?.strip_prefix("# ")?.to_owned()));
    let title = title.unwrap_or_else(|| issue.slug.clone());
    let editions = editions(world, clone, &folder, issue);
    let (home, sidebar) = match wiki.flavour {
        Flavour::Gitlab => ("home.md", "_sidebar.md"),
        Flavour::Github | Flavour::Gitea | Flavour::Gollum => ("Home.md", "_Sidebar.md"),
    };
    for (file, wanted, most) in [(home, wiki.index, usize::MAX), (sidebar, wiki.sidebar, 5)] {
        if wanted {
            let old = world.read(&clone.join(file)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            let list = list(wiki, &folder, &issue.slug, &title, &editions[..editions.len().min(most)]);
            let bytes = between_markers(&old.unwrap_or_default(), &issue.slug, &list).into_bytes();
            pages.push(Page { path: file.to_owned(), bytes, shared: true });
        }
    }
    pages
}

/// The name of an edition's page. A point would look like the ending of a file.
fn page_name(issue: &Issue) -> String {
    format!("{}-{}", issue.slug, issue.name().replace('.', "-"))
}

/// How a page is linked from one in the same folder.
fn beside(wiki: &Wiki, page: &str) -> String {
    match wiki.flavour {
        // A bare name is one from the wiki's top.
        Flavour::Gitlab => format!("./{page}"),
        Flavour::Github | Flavour::Gitea | Flavour::Gollum => page.to_owned(),
    }
}

/// A link to a page of the folder that works on the front page, and in a sidebar beside whichever page.
fn from_anywhere(wiki: &Wiki, folder: &str, page: &str, words: &str) -> String {
    match wiki.flavour {
        // A page's folder is not part of its address.
        Flavour::Github => format!("[{words}]({page})"),
        Flavour::Gitlab | Flavour::Gitea => format!("[{words}]({folder}{page})"),
        // Gollum leaves links of Markdown as they are, and shows the sidebar beside pages of other folders; it follows its own.
        Flavour::Gollum => format!("[[{words}|/{folder}{page}]]"),
    }
}

/// The text with an anchor in each heading that it links to by the heading's name: Gollum's own anchors hold the names of the
/// headings above as well.
fn anchored(text: &str) -> String {
    let mut wanted: BTreeSet<&str> =
        text.split("](#").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)).collect();
    let line = |line: &str| {
        let words = line.trim_start_matches('#');
        let depth = line.len() - words.len();
        let name = (1..=6).contains(&depth).then(|| words.strip_prefix(' ')).flatten().map(heading_name);
        match name.filter(|name| wanted.remove(name.as_str())) {
            Some(name) => format!("{} <a id=\"{name}\"></a>{}", &line[..depth], words.trim_start()),
            None => line.to_owned(),
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

/// The name by which Markdown's wikis link to a heading: small letters, hyphens for blanks, nothing else but digits.
fn heading_name(words: &str) -> String {
    let kept = words.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The names of all editions' pages of this briefing, the newest first.
fn editions(world: &dyn World, clone: &Path, folder: &str, issue: &Issue) -> Vec<String> {
    let prefix = format!("{}-", issue.slug);
    let entries = world.list(&clone.join(folder)).unwrap_or_default();
    let names =
        entries.iter().filter_map(|entry| Some(entry.path.file_name()?.to_str()?.strip_suffix(".md")?.to_owned()));
    let is_edition = |name: &String| {
        let rest = name.strip_prefix(&prefix).unwrap_or_default();
        // The page has a hyphen where the edition's folder has a point.
        let (day, number) = rest.split_at_checked(10).unwrap_or_default();
        of_folder_name(&format!("{day}{}", number.replacen('-', ".", 1))).is_some()
    };
    let mut names: Vec<String> = names.filter(is_edition).collect();
    let own = page_name(issue);
    if !names.contains(&own) {
        names.push(own);
    }
    // By day, then by number: `-10` comes after `-2`.
    names.sort_by_key(|name| {
        let rest = &name[prefix.len()..];
        let number: u32 = rest.get(11..).and_then(|number| number.parse().ok()).unwrap_or(1);
        (rest[..10].to_owned(), number)
    });
    names.reverse();
    names
}

/// The list of editions as others see it, each by its day.
fn list(wiki: &Wiki, folder: &str, slug: &str, title: &str, editions: &[String]) -> String {
    let mut text = format!("**{title}**\n\n");
    for name in editions {
        let edition = &name[slug.len() + 1..];
        let _ = writeln!(text, "- {}", from_anywhere(wiki, folder, name, edition));
    }
    text
}

/// A text in which what stands between our markers is `ours`; without any, ours stands at its end.
fn between_markers(text: &str, slug: &str, ours: &str) -> String {
    let (begin, end) = (format!("<!-- wirebrief {slug} begins -->"), format!("<!-- wirebrief {slug} ends -->"));
    let block = format!("{begin}\n{}\n{end}", ours.trim_end());
    let found = text.find(&begin).and_then(|from| Some((from, from + text[from..].find(&end)? + end.len())));
    match found {
        Some((from, to)) => format!("{}{block}{}", &text[..from], &text[to..]),
        None if text.trim().is_empty() => format!("{block}\n"),
        None => format!("{}\n\n{block}\n", text.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::message::tests::issue;
    use super::super::super::settings::{OnEdit, When};
    use super::*;
    use crate::world::memory::Memory;

    fn wiki(flavour: Flavour) -> Wiki {
        Wiki {
            channel: "wiki".to_owned(),
            repository: "/srv/w.git".to_owned(),
            branch: None,
            flavour,
            folder: Some("briefings".to_owned()),
            index: true,
            sidebar: true,
            author: "Desk <desk@example.org>".to_owned(),
            on_edit: OnEdit::Keep,
            when: When::Always,
        }
    }

    fn text(pages: &[Page], path: &str) -> String {
        let page = pages.iter().find(|page| page.path == path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(page.bytes.clone()).expect("it is text")
    }

    #[test]
    fn pages_have_names_of_their_own_and_links_as_each_wiki_wants_them() {
        let files: Files = [
            ("briefing.md", "# Lage\n\n![x](charts/map.svg) [A1.1](#a1)\n\n### A1 – x\n\n### A1\n"),
            ("evidence.md", "# E\n"),
            ("charts/map.svg", "<svg/>"),
        ]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .into();
        let (name, picture) = ("khorasan-2023-03-01", "charts/khorasan-2023-03-01-map.svg");
        for (flavour, home, picture, beside, listed, anchor) in [
            (Flavour::Github, "Home.md", format!("briefings/{picture}"), "", format!("[2023-03-01]({name})"), ""),
            (Flavour::Gitlab, "home.md", picture.into(), "./", format!("[2023-03-01](briefings/{name})"), ""),
            (
                Flavour::Gollum,
                "Home.md",
                picture.into(),
                "",
                format!("[[2023-03-01|/briefings/{name}]]"),
                "<a id=\"a1\"></a>",
            ),
        ] {
            let pages = of(&Memory::default(), Path::new("clone"), &wiki(flavour), &issue(), &files);
            let briefing = text(&pages, "briefings/khorasan-2023-03-01.md");
            assert!(briefing.contains(&format!("![x]({picture})")), "{briefing}");
            assert!(briefing.contains(&format!("\n### A1 – x\n\n### {anchor}A1\n")), "{briefing}");
            assert!(briefing.ends_with(&format!("({beside}{name}-evidence)\n")), "{briefing}");
            assert!(text(&pages, home).contains(&format!("- {listed}")), "{}", text(&pages, home));
            assert_eq!(text(&pages, "briefings/charts/khorasan-2023-03-01-map.svg"), "<svg/>");
        }
    }

    #[test]
    fn the_list_is_in_order_and_what_others_wrote_around_it_stays() {
        let home = "# Welcome\n\n<!-- wirebrief khorasan begins -->\nold\n<!-- wirebrief khorasan ends -->\n\nBye\n";
        let world = ["2023-02-01", "2023-03-01-2", "2023-03-01-10", "2023-03-01", "2023-02-01-evidence"]
            .iter()
            .fold(Memory::default(), |world, day| world.with(format!("clone/briefings/khorasan-{day}.md"), ""))
            .with("clone/Home.md", home);
        let files: Files = [("briefing.md".to_owned(), b"# Lage\n".to_vec())].into();
        let pages = of(&world, Path::new("clone"), &wiki(Flavour::Gitea), &issue(), &files);
        let home = text(&pages, "Home.md");
        let days: Vec<&str> = home.lines().filter_map(|line| line.strip_prefix("- [")?.split(']').next()).collect();
        assert_eq!(days, ["2023-03-01-10", "2023-03-01-2", "2023-03-01", "2023-02-01"]);
        assert!(home.starts_with("# Welcome\n\n<!--") && home.ends_with("-->\n\nBye\n"), "{home}");
    }

    #[test]
    fn one_page_holds_the_lists_of_two_briefings() {
        let one = between_markers("", "a", "first");
        let two = between_markers(&one, "b", "second");
        assert_eq!(between_markers(&two, "a", "first"), two);
        assert!(two.contains("first") && two.contains("second"));
    }
}
