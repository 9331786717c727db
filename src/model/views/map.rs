//! The map: boxes in bands.

use super::{Legend, ViewKind, grouping};
use crate::diag::Word;
use crate::model::declare::Draft;
use crate::model::{FieldKind, KindId};
use crate::source::Span;
use crate::tree::Reader;

pub(super) fn read(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    let kind = draft.kind_of(reader, "kind");
    let all: Vec<KindId> = kind.into_iter().collect();
    reader.required("band", draft.diags);
    let band = grouping(draft, reader, "band", &all, false);
    let band_label = reader.text("band_label", draft.diags).map(str::to_owned);
    if let (Some(kind), Some(band), Some(label)) = (kind, &band, &band_label) {
        let span = reader.table.get("band_label").expect("it was just read").span;
        check_band_label(draft, kind, band, label, span);
    }
    let placements = kind.and_then(|kind| placements(draft, kind, reader));
    let relations = reader.texts("relations", draft.diags);
    let relations = match kind {
        Some(kind) => {
            relations.into_iter().filter_map(|(name, node)| draft.relation(kind, name, node.span)).collect()
        }
        None => Vec::new(),
    };
    let bands = reader.texts("bands", draft.diags);
    Some(ViewKind::Map {
        band_label,
        bands: bands.into_iter().map(|(name, node)| (name.to_owned(), node.span)).collect(),
        repeated: draft.label(reader, "repeated"),
        legend: legend(draft, reader),
        kind: kind?,
        band: band?,
        placements,
        relations,
    })
}

/// Only bands that are entries have a field to be titled with.
fn check_band_label(draft: &mut Draft, kind: KindId, band: &str, label: &str, span: Span) {
    let model = &draft.model;
    let relations = model.kind(kind).relations.iter().map(|&id| model.relation(id));
    let targets = relations.filter(|relation| relation.id == band).flat_map(|relation| &relation.targets);
    let ends: Vec<KindId> = targets.copied().collect();
    let fields = ends.iter().filter_map(|&end| {
        let kind = model.kind(end);
        Some(kind.fields[kind.field(label)?].is_text())
    });
    let fits: Vec<bool> = fields.collect();
    if fits.contains(&false) || model.kind(kind).field(band).is_some() {
        draft.unfit("band_label", label, span, Word::BandTextField);
    } else if fits.is_empty() && !ends.is_empty() {
        let names: Vec<String> =
            ends.iter().flat_map(|&end| &model.kind(end).fields).map(|field| field.id.clone()).collect();
        draft.unknown(Word::Field, label, span, names.iter().map(String::as_str));
    }
}

fn placements(draft: &mut Draft, kind: KindId, reader: &mut Reader) -> Option<usize> {
    let index = draft.field_of(kind, reader, "placements")?;
    let field = &draft.model.kind(kind).fields[index];
    if !matches!(field.kind, FieldKind::Record(_)) || !field.many {
        let (name, span) = (field.id.clone(), reader.table.get("placements").expect("it was just read").span);
        draft.unfit("placements", &name, span, Word::ManyRecordField);
    }
    Some(index)
}

fn legend(draft: &mut Draft, reader: &mut Reader) -> Vec<Legend> {
    let mut legend = Vec::new();
    for table in reader.tables("legend", draft.diags) {
        let mut reader = Reader::new(table);
        let label = draft.required_label(&mut reader, "label");
        let note = draft.label(&mut reader, "note");
        reader.finish(draft.diags);
        legend.push(Legend { label, note });
    }
    legend
}
