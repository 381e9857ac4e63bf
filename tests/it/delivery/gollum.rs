//! Our pages as Gollum's own library renders them: every link, picture and anchor leads somewhere.
//!
//! Ruby with `gollum-lib` and `kramdown-parser-gfm` is looked for on the path.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{Desk, git_is_there, missing, starts};

#[test]
fn gollum_renders_our_pages_with_all_links_and_pictures_resolved() {
    if !git_is_there() {
        return;
    }
    if !starts(Path::new("ruby"), &["-e", "require 'gollum-lib'; require 'kramdown-parser-gfm'"]) {
        return missing("there is no Ruby with gollum-lib and kramdown-parser-gfm");
    }
    for folder in ["", ", folder: desk/briefings"] {
        let desk = Desk::with(&format!(
            "delivery:\n  wiki: {{repository: wiki.git, flavour: gollum, sidebar: true{folder}}}\n"
        ));
        assert!(starts(
            Path::new("git"),
            &["init", "--quiet", "--bare", &desk.path().join("wiki.git").display().to_string()]
        ));
        for day in ["2023-03-01", "2023-03-02"] {
            let (code, said) = desk.run(&["--as-of", day]);
            assert_eq!((code, said.as_str()), (0, ""));
        }
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/delivery/programs/gollum.rb");
        let told = Command::new("ruby").arg(script).arg(desk.path().join("wiki.git")).output().expect("Ruby starts");
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        let pages: Vec<Value> = serde_json::from_slice(&told.stdout).expect("it is JSON");
        let of = |name: &str| {
            pages.iter().find(|page| page["page"].as_str().is_some_and(|path| path.ends_with(name))).expect(name)
        };
        let leads: Vec<&Value> = pages.iter().flat_map(|page| page["leads"].as_array().expect("a list")).collect();
        let lost: Vec<_> = leads.iter().filter(|lead| lead["found"] != true).collect();
        assert!(lost.is_empty(), "{folder}: {lost:?}");
        let count = |page: &str, kind: &str| {
            let leads = of(page)["leads"].as_array().expect("a list");
            leads
                .iter()
                .filter(|lead| lead["kind"] == kind && lead["in"].as_str().is_some_and(|at| at.ends_with(page)))
                .count()
        };
        // Two editions on the front page, the same in the sidebar beside each page; pictures and citations in each edition.
        assert_eq!(count("Home.md", "link"), 2);
        assert_eq!(leads.iter().filter(|lead| lead["in"] == "_Sidebar.md").count(), 2 * pages.len());
        for day in ["2023-03-01", "2023-03-02"] {
            let page = format!("lage-{day}.md");
            assert_eq!(of(&page)["title"], "Lage in Chorasan – täglich");
            assert!(count(&page, "picture") >= 2 && count(&page, "link") > 3, "{}", of(&page));
            assert!(of(&page)["tables"].as_u64() > Some(3), "{}", of(&page));
        }
    }
}
