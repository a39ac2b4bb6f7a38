//! The public site of the demo's portals, from the files of `demo/site`.

use domain::portal::Preset;
use store::scope::JobScope;

use crate::app::App;
use crate::flows::audit::Actor;
use crate::flows::write_announcement::{self, write_announcement};
use crate::flows::write_page::{self, Target, write_page};

/// Heading, place in the menu, order, Markdown.
type PageText = (&'static str, &'static str, &'static str, &'static str);
/// Heading, day, whether it is pinned, Markdown.
type News = (&'static str, &'static str, bool, &'static str);

const SNT_PAGES: [PageText; 4] = [
    ("Устав", "charter", "1", include_str!("../../demo/site/ustav.md")),
    ("Правление", "board", "1", include_str!("../../demo/site/pravlenie.md")),
    ("Смета 2022 года", "finances", "1", include_str!("../../demo/site/smeta-2022.md")),
    ("Взносы и тарифы", "finances", "2", include_str!("../../demo/site/vznosy-i-tarify.md")),
];
const SNT_NEWS: [News; 4] = [
    ("Общее собрание 12 июня в 11:00 у правления", "2022-06-01", true, include_str!("../../demo/site/sobranie.md")),
    ("Летний водопровод включён на всех улицах", "2022-05-14", false, include_str!("../../demo/site/vodoprovod.md")),
    (
        "Вывоз мусора: контейнер у въезда по средам и воскресеньям",
        "2022-05-03",
        false,
        include_str!("../../demo/site/musor.md"),
    ),
    ("5-я улица: ремонт дороги до 20 июня", "2022-04-25", false, include_str!("../../demo/site/doroga.md")),
];
const OTHER_NEWS: [News; 1] =
    [("Личный кабинет открыт", "2022-06-01", false, include_str!("../../demo/site/kabinet.md"))];

/// What the home page of the community says first (catalogue A11).
pub const SNT_HEADLINE: &str = "Официальный сайт СНТ Аникино: новости, объявления, личный кабинет!";

/// Where a portal is written to and come to.
pub fn contacts(kind: Preset) -> (&'static str, &'static str) {
    match kind {
        Preset::Snt => ("pravlenie@anikino.example", "Московская область, деревня Аникино, дом правления у въезда"),
        Preset::Housing => ("dispetcher@zarechye.example", "Рязань, улица Заречная, 4"),
        Preset::Water => ("abonent@vodokanal.example", "Қарағанды, Ерубаев көшесі, 12"),
        Preset::Suppliers => ("support@смородина.онлайн", ""),
    }
}

/// Writes pages and announcements as an editor would.
///
/// # Errors
/// The machine's trouble, or a text that the site would refuse.
pub async fn fill(app: &App, scope: &JobScope, kind: Preset) -> anyhow::Result<()> {
    let (pages, news): (&[PageText], &[News]) = match kind {
        Preset::Snt => (&SNT_PAGES, &SNT_NEWS),
        _ => (&[], &OTHER_NEWS),
    };
    for (title, place, position, body) in pages {
        let form = write_page::Form { title, slug: "", place, position, body, published: true };
        let outcome = write_page(app, scope, Actor::CommandLine, Target::New, &form).await?;
        anyhow::ensure!(matches!(outcome, write_page::Outcome::Saved(_)), "page «{title}»: {outcome:?}");
    }
    for (title, day, pinned, body) in news {
        let form = write_announcement::Form { title, body, published_on: day, pinned: *pinned, published: true };
        let outcome = write_announcement(app, scope, Actor::CommandLine, Target::New, &form).await?;
        anyhow::ensure!(
            matches!(outcome, write_announcement::Outcome::Saved(_)),
            "announcement «{title}»: {outcome:?}"
        );
    }
    Ok(())
}
