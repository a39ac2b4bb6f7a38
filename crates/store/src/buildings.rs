//! Departments and buildings of an organisation: made by its register, walked down by whoever looks for their flat.

use std::collections::{BTreeMap, HashMap};

use domain::search::search_key;
use uuid::Uuid;

use crate::accounts::Place;
use crate::dialect::{Bulk, Column};
use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// A building by the names of its department and itself: case, «ё» and spaces don't matter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct BuildingKey {
    department: String,
    building: String,
}

/// The department of an organisation that has none.
pub(crate) const NO_DEPARTMENT: &str = "-";

impl BuildingKey {
    pub(crate) fn of(place: &Place) -> Self {
        Self { department: search_key(department_title(place)), building: search_key(&place.building) }
    }
}

fn department_title(place: &Place) -> &str {
    if place.department.is_empty() { NO_DEPARTMENT } else { &place.department }
}

/// The keys of these buildings; those that are new are made.
pub(crate) async fn ensure(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    places: &[&Place],
    id: impl Fn() -> Uuid,
) -> Result<HashMap<BuildingKey, Uuid>> {
    let wanted: BTreeMap<BuildingKey, &Place> = places.iter().map(|place| (BuildingKey::of(place), *place)).collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let organisation = scope.organisation().uuid();
    let titles: BTreeMap<&str, &str> =
        wanted.iter().map(|(key, place)| (key.department.as_str(), department_title(place))).collect();
    insert(handle, "department", organisation, None, &titles, &id).await?;
    let keys: Vec<&str> = titles.keys().copied().collect();
    let departments: Vec<(Uuid, String)> = run_in!(
        handle,
        all,
        "SELECT id, title_key FROM department WHERE organisation_id = $1 AND title_key IN (",
        &keys,
        ")",
        organisation
    )?;
    let mut found = HashMap::with_capacity(wanted.len());
    for (department, department_key) in departments {
        let of_it = wanted.iter().filter(|(key, _)| key.department == department_key);
        let titles: BTreeMap<&str, &str> =
            of_it.map(|(key, place)| (key.building.as_str(), place.building.as_str())).collect();
        insert(handle, "building", organisation, Some(department), &titles, &id).await?;
        let keys: Vec<&str> = titles.keys().copied().collect();
        let buildings: Vec<(Uuid, String)> = run_in!(
            handle,
            all,
            "SELECT id, title_key FROM building WHERE department_id = $1 AND title_key IN (",
            &keys,
            ")",
            department
        )?;
        found.extend(
            buildings
                .into_iter()
                .map(|(id, building)| (BuildingKey { department: department_key.clone(), building }, id)),
        );
    }
    Ok(found)
}

async fn insert(
    handle: &mut impl Handle,
    table: &'static str,
    organisation: Uuid,
    department: Option<Uuid>,
    titles: &BTreeMap<&str, &str>,
    id: &impl Fn() -> Uuid,
) -> Result<()> {
    let mut columns = vec![
        ("id", Column::Uuid(titles.iter().map(|_| id()).collect())),
        ("organisation_id", Column::Uuid(vec![organisation; titles.len()])),
        ("title", Column::Text(titles.values().map(|title| (*title).to_owned()).collect())),
        ("title_key", Column::Text(titles.keys().map(|key| (*key).to_owned()).collect())),
    ];
    let conflict = match department {
        None => "ON CONFLICT (organisation_id, title_key) DO NOTHING",
        Some(department) => {
            columns.push(("department_id", Column::Uuid(vec![department; titles.len()])));
            "ON CONFLICT (department_id, title_key) DO NOTHING"
        }
    };
    Bulk { table, columns, conflict }.insert(handle).await?;
    Ok(())
}
