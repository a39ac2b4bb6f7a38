//! The `kabinet` program: see `kabinet help`.

use std::process::ExitCode;

/// The C library's was a fifth of a page's instructions (docs/PERFORMANCE.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    kabinet::cli::main()
}
