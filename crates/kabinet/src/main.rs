//! The `kabinet` program: see `kabinet help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    kabinet::cli::main()
}
