# What one does often. `just` lists it.
default:
    @just --list

# The demo on http://localhost:8080
demo *ARGS:
    cargo run --release -- demo {{ARGS}}

# Everything CI runs; with arguments only the named tests: just test -E 'test(a8)'
test *ARGS:
    ./test {{ARGS}}

# Quick look at one crate
check CRATE:
    cargo clippy -p {{CRATE}} --all-targets -- -D warnings

# Licences, sources, duplicate versions (needs cargo-deny)
deny:
    cargo deny check licenses bans sources

# Figures of docs/PERFORMANCE.md: page, linking, storm, import, wait, idle, receipts, outbox, all
bench *ARGS:
    cargo run --release -p bench -- {{ARGS}}

# wapiti and sqlmap against a running demo; finds nothing, or fails
security *ARGS:
    security/scan.sh {{ARGS}}
