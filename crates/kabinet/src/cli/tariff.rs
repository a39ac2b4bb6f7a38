//! `kabinet tariff set`.

use clap::{Args, Subcommand};
use domain::meter::ElectricityTariff;
use domain::{Date, Rate, parse_date};

use crate::app::App;
use crate::flows::audit::Actor;
use crate::flows::set_tariff::set_electricity_tariff;

/// Prices
#[derive(Subcommand)]
pub enum TariffCommand {
    /// Set the prices of a kWh from a day on
    Set(Set),
}

/// Set the prices of a kWh from a day on
#[derive(Args)]
pub struct Set {
    /// Short name of the portal
    #[arg(long)]
    portal: String,
    /// Code of the organisation, where the portal has several
    #[arg(long)]
    organisation: Option<String>,
    /// The first day, 01.01.2022 or 2022-01-01
    #[arg(long, value_parser = parse_date)]
    from: Date,
    /// By the single tariff, as 5.93
    #[arg(long, value_parser = Rate::parse)]
    single: Rate,
    /// By day
    #[arg(long, value_parser = Rate::parse)]
    day: Rate,
    /// By night
    #[arg(long, value_parser = Rate::parse)]
    night: Rate,
}

impl TariffCommand {
    /// Does it.
    pub async fn run(self, app: &App) -> anyhow::Result<()> {
        let Self::Set(set) = self;
        let portal = super::portal_named(app, &set.portal).await?;
        let (organisation, scope) = super::organisation_of(app, &portal, set.organisation.as_deref()).await?;
        let tariff = ElectricityTariff { single: set.single, day: set.day, night: set.night };
        set_electricity_tariff(app, &scope, Actor::CommandLine, set.from, &tariff).await?;
        println!(
            "{}: single {}, day {}, night {} from {}",
            organisation.title, set.single, set.day, set.night, set.from
        );
        Ok(())
    }
}
