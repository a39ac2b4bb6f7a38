//! The instruction: a Markdown text as pages to print.

use crate::{information, text_of};
use documents::instruction::{Instruction, render};
use documents::{DocumentError, Press};
use domain::parse_date;

const TEXT: &str = "## Как войти\n\nНажмите **«Войти»** на [сайте](https://snt.example.ru):\n\n1. логин `269`;\n2. пароль.\n\n\
    ### Что видно\n\n- начисления,\n- оплаты.\n\n> Пароль забыт? Задайте новый.\n\n| Поле | Что написать |\n|---|---|\n| Логин | Номер участка |\n";

fn instruction(text: &str) -> Instruction<'_> {
    Instruction {
        title: "Инструкция по работе с личным кабинетом",
        portal: "СНТ «Аникино»",
        address: "https://snt.example.ru",
        text,
        language: "ru",
        date: parse_date("02.06.2022").unwrap(),
        day: "2 июня 2022",
    }
}

#[test]
fn the_text_reads_in_order_and_is_tagged() {
    let pdf = render(&Press::new().unwrap(), &instruction(TEXT)).unwrap();
    assert_eq!(text_of(&pdf), include_str!("instruction.txt"));
    let told = information(&pdf);
    assert!(told.contains("Tagged:") && told.contains("yes"), "{told}");
    assert!(told.contains("Инструкция по работе с личным кабинетом"), "{told}");
}

#[test]
fn the_guides_of_the_repository_are_printed() {
    let press = Press::new().unwrap();
    let guides = [
        ("ru", include_str!("../../../../docs/guide/snt-kabinet.md"), ["Номера ваших участков", "Забыли пароль?"]),
        (
            "kk",
            include_str!("../../../../docs/guide/snt-kabinet.kk.md"),
            ["Учаскелеріңіздің нөмірлері", "ұмыттыңыз ба?"],
        ),
        (
            "en",
            include_str!("../../../../docs/guide/snt-kabinet.en.md"),
            ["Numbers of your plots", "Forgot your password?"],
        ),
    ];
    for (language, guide, parts) in guides {
        let pdf = render(&press, &Instruction { language, ..instruction(guide) }).unwrap();
        let text = text_of(&pdf);
        for part in parts.into_iter().chain(["269,270"]) {
            assert!(text.contains(part), "{language}: {part}");
        }
    }
}

#[test]
fn a_letter_that_the_fonts_lack_is_named() {
    let told = render(&Press::new().unwrap(), &instruction("Нажмите 漢"));
    assert!(matches!(told, Err(DocumentError::Letter('漢'))), "{told:?}");
}
