//! Rows → GeoJSON by RFC 7946: one feature for each incident, without geometry where no point is known.

use serde::Serialize;

use super::Row;

#[derive(Serialize)]
struct Collection<'r> {
    r#type: &'static str,
    features: Vec<Feature<'r>>,
}

#[derive(Serialize)]
struct Feature<'r> {
    r#type: &'static str,
    id: &'r str,
    geometry: Option<Geometry>,
    properties: &'r Row<'r>,
}

#[derive(Serialize)]
struct Geometry {
    r#type: &'static str,
    /// East before north.
    coordinates: [f64; 2],
}

/// The features in the order of the rows.
pub(super) fn geojson(rows: &[Row<'_>]) -> Vec<u8> {
    let features = rows.iter().map(feature).collect();
    let collection = Collection { r#type: "FeatureCollection", features };
    let mut bytes = serde_json::to_vec_pretty(&collection).expect("plain values with string keys have a JSON form");
    bytes.push(b'\n');
    bytes
}

fn feature<'r>(row: &'r Row<'r>) -> Feature<'r> {
    let point = row.lon.zip(row.lat).map(|(lon, lat)| Geometry { r#type: "Point", coordinates: [lon, lat] });
    Feature { r#type: "Feature", id: row.id, geometry: point, properties: row }
}
