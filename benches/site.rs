//! What each stage costs, and the whole, on synthetic sites of 1,000 and 10,000 entries.

mod corpus;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, SamplingMode, criterion_group, criterion_main};
use norade::diag::Diagnostics;
use norade::render::Renderer;
use norade::{Options, config, export, graph, load, model, search, view, write};
use rayon::prelude::*;

fn stages(criterion: &mut Criterion) {
    for entries in [1_000, 10_000] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        corpus::write(root, entries).expect("write the corpus");
        let mut group = criterion.benchmark_group(format!("{entries} entries"));
        group.sample_size(10).sampling_mode(SamplingMode::Flat);

        group.bench_function("load", |bench| {
            bench.iter(|| load::load(root, &mut Diagnostics::default()).expect("it can be read"));
        });

        let diags = &mut Diagnostics::default();
        let loaded = load::load(root, diags).expect("it can be read");
        let model_file = loaded.model.expect("the corpus has a model");
        let declare = || model::declare::read(&loaded.sources, model_file, &mut Diagnostics::default());
        let model = declare();
        let autolinks = model.autolinks();
        let entries_of = || -> Vec<Arc<model::Entry>> {
            let reading = model::Reading::new(&model, &loaded.sources, &autolinks);
            let contents: Vec<model::Content> =
                loaded.documents.par_iter().map(|document| reading.read(document)).collect();
            contents.into_iter().flat_map(|content| content.entries).collect()
        };
        group.bench_function("model", |bench| bench.iter(entries_of));

        let input = || graph::Input {
            site: Arc::new(config::Site { language: "lv".into(), ..config::Site::default() }),
            model: Arc::new(declare()),
            entries: entries_of(),
            pages: Vec::new(),
            assets: Arc::default(),
            lost: Default::default(),
            drafts: false,
            own: None,
        };
        group.bench_function("graph", |bench| {
            let build = |input| graph::build(input, &autolinks, &mut Diagnostics::default());
            bench.iter_batched(input, build, BatchSize::LargeInput);
        });

        let mut site = norade::read(root, &Options::default()).expect("it can be read");
        group.bench_function("view", |bench| {
            bench.iter(|| {
                for (route, _) in site.graph.routes.iter() {
                    black_box(view::page(&site.graph, *route));
                }
            });
        });
        let renderer = Renderer::new(&site.theme, &site.graph, &site.sources, &mut site.diags);
        let renderer = renderer.expect("the theme is sound");
        group.bench_function("view and render", |bench| {
            bench.iter(|| {
                for (route, _) in site.graph.routes.iter() {
                    black_box(renderer.render(&view::page(&site.graph, *route)).expect("it renders"));
                }
            });
        });
        let documents = || {
            let routes = site.graph.routes.iter();
            let found = routes.filter_map(|(route, _)| {
                search::document(&site.graph, *route, &view::page(&site.graph, *route))
            });
            found.collect::<Vec<_>>()
        };
        group.bench_function("search", |bench| {
            let index = |documents| search::outputs(&site.graph, documents);
            bench.iter_batched(documents, index, BatchSize::PerIteration);
        });
        group.bench_function("export", |bench| bench.iter(|| export::json(&site.graph, &site.sources)));

        let outputs = norade::outputs(&mut site).expect("it can be read");
        let out = root.join("public");
        group.bench_function("write, all new", |bench| {
            bench.iter_batched(
                || drop(std::fs::remove_dir_all(&out)),
                |()| write::folder(&outputs, &out, &[]).expect("it can be written"),
                BatchSize::PerIteration,
            );
        });
        group.bench_function("write, nothing new", |bench| {
            bench.iter(|| write::folder(&outputs, &out, &[]).expect("it can be written"));
        });
        group.bench_function("the whole, nothing new", |bench| {
            bench.iter(|| {
                let mut site = norade::read(root, &Options::default()).expect("it can be read");
                let outputs = norade::outputs(&mut site).expect("it can be rendered");
                write::folder(&outputs, &out, &[]).expect("it can be written")
            });
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
