//! The house's rules (docs/ARCHITECTURE.md): who may import what, how large a file grows, what the documents name.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["target", "node_modules", ".git"].contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if extensions.iter().any(|extension| name.ends_with(extension)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A room and what none of its files may import. The rooms of the application are told by their path.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("crates/domain/src", &["sqlx", "axum", "tokio", "store", "exchange", "documents", "gateways", "kabinet"]),
    ("crates/store/src", &["axum", "exchange", "documents", "gateways", "kabinet", "lettre"]),
    ("crates/exchange/src", &["sqlx", "store", "axum", "tokio", "documents", "gateways", "kabinet"]),
    ("crates/documents/src", &["sqlx", "store", "axum", "exchange", "gateways", "kabinet"]),
    ("crates/gateways/src", &["sqlx", "store", "axum", "exchange", "documents", "kabinet"]),
    ("crates/kabinet/src/flows", &["axum", "askama", "sqlx", "crate::web", "crate::cli", "crate::jobs", "crate::i18n"]),
    ("crates/kabinet/src/web", &["sqlx", "crate::cli", "crate::jobs", "lettre"]),
    ("crates/kabinet/src/jobs", &["axum", "sqlx", "crate::web", "crate::cli"]),
    ("crates/kabinet/src/cli", &["axum", "sqlx", "askama"]),
];

/// What a `use` line or a path in the code names first.
fn imports(source: &str, name: &str) -> bool {
    source.lines().any(|line| {
        let line = line.trim_start();
        let used = line.strip_prefix("use ").or_else(|| line.strip_prefix("pub use "));
        used.is_some_and(|path| {
            path.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with("::") || rest.starts_with(';') || rest.starts_with(" as"))
        })
    })
}

#[test]
fn no_room_imports_what_it_may_not() {
    let mut faults = Vec::new();
    for (room, forbidden) in FORBIDDEN {
        let mut sources = files(&root().join(room), &[".rs"]);
        let own = root().join(format!("{room}.rs"));
        if own.exists() {
            sources.push(own);
        }
        assert!(!sources.is_empty(), "{room} is empty");
        for path in sources {
            let source = fs::read_to_string(&path).unwrap();
            for name in *forbidden {
                if imports(&source, name) {
                    faults.push(format!("{} imports {name}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn sql_stands_in_the_store_alone() {
    for path in files(&root().join("crates/kabinet/src"), &[".rs"]) {
        let source = fs::read_to_string(&path).unwrap();
        for word in ["SELECT ", "INSERT INTO", "DELETE FROM", "UPDATE "] {
            assert!(!source.contains(&format!("\"{word}")), "{} writes SQL", path.display());
        }
    }
}

#[test]
fn only_the_command_line_and_the_demo_make_a_scope_of_their_own() {
    for path in files(&root().join("crates"), &[".rs"]) {
        let place = path.strip_prefix(root()).unwrap().display().to_string();
        let allowed = ["crates/kabinet/src/cli", "crates/kabinet/src/demo.rs", "crates/store/src/scope.rs"];
        if allowed.iter().any(|room| place.starts_with(room)) || place.contains("/tests/") {
            continue;
        }
        assert!(!fs::read_to_string(&path).unwrap().contains("of_command_line"), "{place} makes itself a scope");
    }
}

#[test]
fn no_file_grows_past_its_limit() {
    for path in files(&root(), &[".rs", ".html", ".css", ".js", ".sql"]) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 700, "{}: {lines} lines", path.display());
    }
}

#[test]
fn documents_name_files_that_exist() {
    let mut documents = files(&root().join("docs"), &[".md"]);
    documents.extend(["README.md", "CHANGELOG.md"].map(|name| root().join(name)));
    for path in documents {
        let text = fs::read_to_string(&path).unwrap();
        for name in text.split('`').skip(1).step_by(2) {
            let is_file = name.starts_with("crates/") && !name.contains(['*', '{', '<', ' ', ':', '…']);
            if is_file {
                assert!(root().join(name).exists(), "{} names {name}, which is not there", path.display());
            }
        }
    }
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    // Put together here, so that this test does not find itself.
    let words = [["/ro", "ot/"].concat(), ["/wo", "rk/"].concat(), ["index.", "crates.io"].concat()];
    let kinds = [".rs", ".md", ".toml", ".html", ".css", ".js", ".sql", ".ftl", ".json", ".sh"];
    for path in files(&root(), &kinds) {
        let text = fs::read_to_string(&path).unwrap();
        for word in &words {
            assert!(!text.contains(word.as_str()), "{} names {word}", path.display());
        }
    }
}
