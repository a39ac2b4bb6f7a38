//! Fails the build when a translation is missing: a key that a template or a source file uses, or that one language has
//! and another lacks, or whose variables differ. Texts without plurals are written out as constants (see src/i18n).
#![allow(clippy::expect_used, reason = "a build that can't read its files must stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

/// Texts of a language by key.
type Texts = BTreeMap<String, Text>;

struct Text {
    variables: BTreeSet<String>,
    /// The text as a Rust expression, unless it needs Fluent.
    plain: Option<String>,
}

fn main() {
    println!("cargo:rerun-if-changed=translations");
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=src");
    let languages: Vec<(&str, Texts)> = ["ru", "kk", "en"].into_iter().map(|code| (code, texts(code))).collect();
    let (_, reference) = &languages[0];
    let mut faults = Vec::new();
    for (code, texts) in &languages[1..] {
        for key in reference.keys().chain(texts.keys()).collect::<BTreeSet<_>>() {
            match (reference.get(key), texts.get(key)) {
                (Some(_), None) => faults.push(format!("translations/{code} lacks {key}")),
                (None, Some(_)) => faults.push(format!("translations/ru lacks {key}, which {code} has")),
                (Some(ru), Some(other)) if ru.variables != other.variables => {
                    faults.push(format!("{key}: variables {:?} in ru, {:?} in {code}", ru.variables, other.variables));
                }
                _ => {}
            }
        }
    }
    for (place, key) in used_keys() {
        if !reference.contains_key(&key) {
            faults.push(format!("{place} uses {key}, which no translation has"));
        }
    }
    assert!(faults.is_empty(), "translations are not complete:\n{}", faults.join("\n"));
    let constants: Vec<String> = languages.iter().map(|(code, texts)| constant(code, texts)).collect();
    let out = std::env::var_os("OUT_DIR").expect("cargo says where");
    fs::write(Path::new(&out).join("plain_texts.rs"), constants.concat()).expect("a writable folder");
}

/// `static RU: PlainTexts = &[("key", &[…]), …];` in the order of keys.
fn constant(code: &str, texts: &Texts) -> String {
    let plain = texts.iter().filter_map(|(key, text)| Some(format!("({key:?}, {}),\n", text.plain.as_ref()?)));
    format!("static {}: PlainTexts = &[\n{}];\n", code.to_uppercase(), plain.collect::<String>())
}

/// A text of words and values only; plurals, references and functions are Fluent's.
fn plain(pattern: &Pattern<&str>) -> Option<String> {
    let parts = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => Some(format!("Part::Words({value:?})")),
        PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
            Some(format!("Part::Value({:?})", id.name))
        }
        PatternElement::Placeable { .. } => None,
    });
    let parts: Vec<String> = parts.collect::<Option<_>>()?;
    Some(format!("&[{}]", parts.join(", ")))
}

fn texts(code: &str) -> Texts {
    let mut found = Texts::new();
    for file in files(&Path::new("translations").join(code), "ftl") {
        let source = fs::read_to_string(&file).expect("a readable translation");
        let resource = match parser::parse(source.as_str()) {
            Ok(resource) => resource,
            Err((_, errors)) => panic!("{}: {errors:?}", file.display()),
        };
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                let mut variables = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    collect(pattern, &mut variables);
                }
                if let Some(mark) = message.value.as_ref().and_then(html_mark) {
                    panic!("{}: {} has {mark}: texts stand in HTML as they are", file.display(), message.id.name);
                }
                let plain = message.value.as_ref().and_then(plain);
                let double = found.insert(message.id.name.to_owned(), Text { variables, plain });
                assert!(double.is_none(), "{}: {} stands twice", file.display(), message.id.name);
            }
        }
    }
    found
}

/// A character that HTML would not show as it is: quotes are «…» or “…”, an apostrophe is ’ (src/i18n/words.rs).
fn html_mark(pattern: &Pattern<&str>) -> Option<char> {
    pattern.elements.iter().find_map(|element| match element {
        PatternElement::TextElement { value } => value.chars().find(|mark| "<>&\"'".contains(*mark)),
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
            variants.iter().find_map(|variant| html_mark(&variant.value))
        }
        PatternElement::Placeable { .. } => None,
    })
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => collect_inline(inline, variables),
                Expression::Select { selector, variants } => {
                    collect_inline(selector, variables);
                    for variant in variants {
                        collect(&variant.value, variables);
                    }
                }
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                collect_inline(inner, variables);
            }
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| collect_inline(argument, variables));
        }
        _ => {}
    }
}

/// Literal keys in `t.s("…")`, `t.s1("…"` and so on; computed keys are covered by tests.
fn used_keys() -> Vec<(String, String)> {
    let sources = files(Path::new("templates"), "html")
        .into_iter()
        .chain(files(Path::new("templates"), "txt"))
        .chain(files(Path::new("src"), "rs"));
    let mut found = Vec::new();
    for file in sources {
        let text = without_comments(&fs::read_to_string(&file).expect("a readable source"));
        for call in [".s(", ".s1(", ".s2(", ".s3(", ".args("] {
            for rest in text.split(call).skip(1) {
                // A key that is put together has no quote here; tests cover those.
                if let Some(key) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                    found.push((file.display().to_string(), key.to_owned()));
                }
            }
        }
    }
    found
}

/// Comments of templates may speak of keys that are put together.
fn without_comments(text: &str) -> String {
    let mut parts = text.split("{#");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once("#}").map_or("", |(_, rest)| rest));
    }
    kept
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
