//! What `check` finds out about a configuration and the user's templates.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use std::fs;

use crate::program::{code, errors, files_under, fixtures, repository, wirebrief};

const CONFIG: &str = "fixtures/afghanistan/briefing.yaml";

#[test]
fn a_good_configuration_is_said_to_be_good_and_nothing_is_written() {
    let folder = fixtures();
    for config in [CONFIG, "fixtures/hostile/briefing.yaml"] {
        let output = wirebrief(folder.path(), &["check", "--config", config], b"");
        assert_eq!((code(&output), output.stdout.len()), (0, 0), "{config}: {}", errors(&output));
    }
    assert!(!folder.path().join("reports").exists());
}

#[test]
fn what_a_run_would_not_take_is_found_without_one() {
    let folder = fixtures();
    for name in files_under(&repository().join("fixtures/wrong")).into_keys().filter(|name| !name.contains('/')) {
        let output = wirebrief(folder.path(), &["check", "--config", &format!("fixtures/wrong/{name}")], b"");
        // An empty or missing corpus is the run's affair: a warning.
        let expected = if name.ends_with("-corpus.yaml") { 0 } else { 78 };
        assert_eq!(code(&output), expected, "{name}: {}", errors(&output));
    }
}

#[test]
fn a_users_template_is_tried_even_where_its_section_is_left_out() {
    let folder = fixtures();
    let config = folder.path().join(CONFIG);
    let text = fs::read_to_string(&config).expect("it is there").replace("  - changes: {}\n", "");
    fs::write(&config, format!("{text}\ntemplates: ours\n")).expect("it can be written to");
    let ours = folder.path().join("fixtures/afghanistan/ours/sections");
    fs::create_dir_all(&ours).expect("it can be made");
    let told = |name: &str, template: &str| {
        fs::write(ours.join(name), template).expect("it can be written to");
        let output = wirebrief(folder.path(), &["check", "--config", CONFIG], b"");
        let told = (code(&output), errors(&output));
        fs::remove_file(ours.join(name)).expect("it can be removed");
        told
    };
    assert_eq!(told("method.md.tera", "## How\n\nFor {{ header.title }}.\n").0, 0);

    let (code, errors) =
        told("changes.md.tera", "## Since then\n\n{% for row in changes.rows %}{{ row.incidents }}{% endfor %}\n");
    assert_eq!(code, 78, "{errors}");
    assert!(errors.contains("fixtures/afghanistan/ours/sections/changes.md.tera:3:"), "{errors}");
    assert!(errors.contains("field `incidents` is not defined") && errors.contains('^'), "{errors}");
    assert!(errors.contains("incident, kind, now"), "the names at hand are told: {errors}");

    let (code, errors) =
        told("sources.md.tera", "## Sources\n\n{% for article in sources.articles %}{{ article.label }}\n");
    assert_eq!(code, 78, "{errors}");
    assert!(errors.contains("ours/sections/sources.md.tera:"), "{errors}");

    let (code, errors) = told("notes.md.tera", "## Notes\n");
    assert_eq!(code, 78, "{errors}");
    assert!(errors.contains("is not the name of a template") && errors.contains("sections/method.md.tera"), "{errors}");
}

#[test]
fn a_users_template_is_used_and_the_edition_still_proved() {
    let folder = fixtures();
    let config = folder.path().join(CONFIG);
    let text = fs::read_to_string(&config).expect("it is there");
    fs::write(&config, format!("{text}\ntemplates: ours\n")).expect("it can be written to");
    let ours = folder.path().join("fixtures/afghanistan/ours/sections");
    fs::create_dir_all(&ours).expect("it can be made");
    let own = "## Where it comes from\n\n{% for article in sources.articles %}### {{ article.label }}\n\n{{ article.title }}\n\n{% endfor %}";
    fs::write(ours.join("sources.md.tera"), own).expect("it can be written to");
    let edition = "reports/khorasan-fixture/2023-03-01";
    assert_eq!(code(&wirebrief(folder.path(), &["run", "--config", CONFIG], b"")), 0);
    let markdown = fs::read_to_string(folder.path().join(edition).join("briefing.md")).expect("it was written");
    assert!(markdown.contains("## Where it comes from") && markdown.contains("## Method"));
    let verify = || wirebrief(folder.path(), &["verify", edition, "--config", CONFIG], b"");
    assert_eq!(code(&verify()), 0);
    // With another template it is another edition.
    fs::write(ours.join("sources.md.tera"), own.replace("comes", "came")).expect("it can be written to");
    let output = verify();
    assert_eq!(code(&output), 65);
    assert!(String::from_utf8_lossy(&output.stdout).contains("another set of templates"));
}

#[test]
fn a_letter_that_cannot_be_filled_in_is_found_before_anything_is_sent() {
    let folder = fixtures();
    let config = folder.path().join(CONFIG);
    let text = fs::read_to_string(&config).expect("it is there");
    let way =
        "delivery:\n  email: {server: 'sendmail:///usr/sbin/sendmail', from: d@example.org, readers: [a@example.org]";
    let told = |more: &str| {
        fs::write(&config, format!("{text}\n{way}{more}}}\n")).expect("it can be written to");
        let output = wirebrief(folder.path(), &["check", "--config", CONFIG], b"");
        (code(&output), errors(&output))
    };
    assert_eq!(told("").0, 0);
    assert_eq!(told(", subject: '{{ title }} of {{ as_of }}'").0, 0);
    let (exit, words) = told(", subject: '{{ titel }}'");
    assert_eq!(exit, 78, "{words}");
    assert!(words.contains("titel"), "{words}");
    let ours = folder.path().join("fixtures/afghanistan/ours");
    fs::create_dir_all(&ours).expect("it can be made");
    fs::write(ours.join("mail.txt.tera"), "{{ titel }}\n").expect("it can be written");
    fs::write(&config, format!("{text}\ntemplates: ours\n")).expect("it can be written to");
    let output = wirebrief(folder.path(), &["check", "--config", CONFIG], b"");
    assert_eq!(code(&output), 78, "{}", errors(&output));
    assert!(errors(&output).contains("mail.txt.tera"), "{}", errors(&output));
}

#[test]
fn what_deliveries_need_is_looked_at_and_told_with_its_line() {
    let folder = fixtures();
    let config = folder.path().join(CONFIG);
    let beside = config.parent().expect("it has a folder");
    let text = fs::read_to_string(&config).expect("it is there");
    let first = text.lines().count() + 2;
    let way = "delivery:\n  email:\n    server: smtp://d@mail.example.org\n    from: d@example.org\n    readers: who.txt\n    password_file: word\n";
    fs::write(&config, format!("{text}\n{way}")).expect("it can be written to");
    let told = || {
        let output = wirebrief(folder.path(), &["check", "--config", CONFIG], b"");
        (code(&output), errors(&output))
    };
    let (exit, words) = told();
    assert!(exit == 78 && words.contains(&format!("briefing.yaml:{}:14", first + 4)), "{words}");
    fs::write(beside.join("who.txt"), "a@example.org\n").expect("it can be written");
    let (exit, words) = told();
    assert!(exit == 78 && words.contains(&format!("briefing.yaml:{}:20", first + 5)), "{words}");
    fs::write(beside.join("word"), "tulip\n").expect("it can be written");
    let may = |mode: u32| {
        let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
        fs::set_permissions(beside.join("word"), permissions).expect("it is ours");
    };
    may(0o644);
    let (exit, words) = told();
    assert!(exit == 78 && words.contains("may be read by others") && !words.contains("tulip"), "{words}");
    may(0o600);
    assert_eq!(told().0, 0);
}
