//! What `delivery:` may say, and what it may not.

use std::path::Path;

use chrono::DateTime;

use crate::config::{Overrides, Settings, Source, load};
use crate::deliver::settings::{Address, Carrier, Encryption, Flavour, Readers, Secret, Server, When};
use crate::model::findings::LevelName;

fn given(delivery: &str) -> Result<Settings, String> {
    let text = format!("title: Weekly\ncorpus: [{{path: articles}}]\n{delivery}");
    let source = Source { path: "desk/briefing.yaml".into(), text };
    let now = DateTime::from_timestamp(0, 0).expect("an instant");
    load(&source, &Overrides::default(), now).map(|loaded| loaded.output).map_err(|error| error.to_string())
}

fn server(line: &str) -> Result<Server, String> {
    let settings = given(&format!("delivery:\n  email: {{from: d@example.org, readers: [a@example.org], {line}}}\n"))?;
    match settings.deliver.email.into_iter().next().map(|email| email.carrier) {
        Some(Carrier::Smtp(server)) => Ok(server),
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_way_of_each_kind_and_several() {
    let text = "delivery:
  email:
    - {server: 'sendmail:///usr/sbin/sendmail', from: d@example.org, readers: readers.txt}
    - {server: 'smtp://relay:25', encryption: none, from: d@example.org, readers: [a@example.org], when: {level: severe}}
  wiki: {repository: 'git@example.org:desk/w.git', flavour: gitea, when: changed}
  folder: {path: /srv/briefings}
hooks: {on_failure: [/usr/bin/logger, failed]}
";
    let deliver = given(text).expect("it is right").deliver;
    let channels: Vec<_> = deliver.email.iter().map(|email| email.channel.as_str()).collect();
    assert_eq!(channels, ["email", "email 2"]);
    assert_eq!(deliver.email[0].carrier, Carrier::Sendmail("/usr/sbin/sendmail".into()));
    assert_eq!(deliver.email[0].readers, Readers::File("desk/readers.txt".into()));
    assert_eq!(deliver.email[1].when, When::Level(LevelName::Severe));
    assert_eq!((deliver.wiki[0].flavour, deliver.wiki[0].when), (Flavour::Gitea, When::Changed));
    assert_eq!(deliver.folders[0].path, Path::new("/srv/briefings"));
    assert_eq!(deliver.hooks.on_failure, ["/usr/bin/logger", "failed"]);
    assert_eq!(deliver.state, Path::new("desk/.wirebrief"));
}

#[test]
fn a_server_has_its_usual_port_and_its_encryption() {
    let with = |line: &str| server(&format!("password_env: P, server: '{line}'")).expect("it is right");
    let starttls = with("smtp://desk@mail.example.org");
    assert_eq!((starttls.port, starttls.encryption), (587, Encryption::StartTls));
    let tls = with("smtps://desk%40example.org@mail.example.org");
    assert_eq!((tls.port, tls.encryption, tls.user.as_deref()), (465, Encryption::Tls, Some("desk@example.org")));
    assert_eq!(tls.password, Some(Secret::Variable("P".to_owned())));
    assert_eq!((with("smtp://desk@[::1]:2525").host, with("smtp://desk@[::1]").port), ("::1".to_owned(), 587));
}

#[test]
fn what_is_wrong_with_a_server_is_said_without_its_password() {
    for (line, word) in [
        ("server: 'smtp://desk:tulip@mail.example.org'", "password does not belong"),
        ("server: 'smtp://desk@mail.example.org'", "no password"),
        ("server: 'smtp://mail.example.org', password_env: P", "no user"),
        ("server: 'smtp://desk@mail.example.org', password_env: P, password_file: p", "twice"),
        ("server: 'smtp://desk@mail.example.org', password_env: P, encryption: none", "without encryption"),
        ("server: 'http://mail.example.org'", "begins neither"),
        ("server: 'mail.example.org'", "`://`"),
        ("server: 'smtp://mail.example.org:x'", "port"),
    ] {
        let error = server(line).expect_err(line);
        assert!(error.contains(word), "{line}: {error}");
        assert!(!error.contains("tulip"), "{error}");
    }
}

#[test]
fn a_wiki_stays_in_its_own_folder() {
    for folder in ["../other", "a/../..", ".git", "/"] {
        let text = format!("delivery:\n  wiki: {{repository: w.git, folder: '{folder}'}}\n");
        assert!(given(&text).expect_err(folder).contains("no folder of the wiki"), "{folder}");
    }
    let unknown = given("delivery:\n  wiki: {repository: w.git, flavor: github}\n").expect_err("it is misspelt");
    assert!(unknown.contains("flavor"), "{unknown}");
}

#[test]
fn a_way_has_the_name_that_it_is_given_and_no_other_has_it() {
    let text = "delivery:
  email:
    - {name: the desk, server: 'sendmail:///usr/sbin/sendmail', from: d@example.org, readers: a.txt}
    - {server: 'sendmail:///usr/sbin/sendmail', from: d@example.org, readers: b.txt}
  folder: {name: archive, path: /srv/briefings}
";
    let deliver = given(text).expect("it is right").deliver;
    let names: Vec<_> = deliver.email.iter().map(|email| email.channel.as_str()).collect();
    assert_eq!((names, deliver.folders[0].channel.as_str()), (vec!["the desk", "email 2"], "archive"));
    for taken in ["the desk", "email 2"] {
        let wrong = text.replace("name: archive", &format!("name: {taken}"));
        let error = given(&wrong).expect_err("two have one name");
        assert!(error.contains(&format!(":7:18: two ways have the name `{taken}`")), "{error}");
    }
    assert!(given(&text.replace("name: archive", "name: ' '")).expect_err("it is none").contains("no name of a way"));
}

#[test]
fn a_ping_has_one_address_that_need_not_stand_in_the_configuration() {
    let ping = |value: &str| given(&format!("hooks: {{ping: {value}}}\n")).map(|settings| settings.deliver.hooks.ping);
    let open = ping("'https://ping.example.org/a'").expect("it is right").expect("there is one");
    assert_eq!((open.address, open.patience), (Address::Open("https://ping.example.org/a".to_owned()), 10));
    let secret = ping("{url_file: address, trusted: ca.pem, timeout: 3}").expect("it is right").expect("there is one");
    assert_eq!(secret.address, Address::Secret(Secret::File("desk/address".into())));
    assert_eq!((secret.trusted, secret.patience), (Some("desk/ca.pem".into()), 3));
    for (value, word) in [
        ("{timeout: 3}", "no address"),
        ("{url_env: A, url_file: b}", "twice"),
        ("ping.example.org", "begins neither"),
        ("{uri_file: b}", "uri_file"),
    ] {
        let error = ping(value).expect_err(value);
        assert!(error.contains(word), "{value}: {error}");
    }
}
