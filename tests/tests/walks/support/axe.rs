//! axe-core: what can be checked automatically of whether everybody can use a page.

use std::fs;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::{Browser, named};

static AXE: LazyLock<String> =
    LazyLock::new(|| fs::read_to_string(named("KONFID_AXE")).expect("axe-core cannot be read"));

/// Whatever moves has come to rest; what moves for as long as something is loaded does not count.
const STILL: &str = "return document.getAnimations().every((animation) =>
    animation.playState !== 'running' || animation.effect.getComputedTiming().endTime === Infinity)";

const RUN: &str = "
    const [rules, done] = [arguments[0], arguments[arguments.length - 1]];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
    const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags };
    axe.run(document, { runOnly, resultTypes: ['violations'] }).then(
        (result) => done(result.violations.map((violation) => ({
            rule: violation.id,
            help: violation.help,
            where: violation.nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`).slice(0, 5),
        }))),
        (error) => done([{ rule: 'axe failed', help: String(error), where: [] }]),
    );";

impl Browser {
    /// What axe-core finds wrong with everything that can be seen now: WCAG 2.2 A and AA, and best practice.
    pub(crate) async fn barriers(&self) -> Vec<Value> {
        self.axe(Value::Null).await
    }

    /// What axe-core finds wrong with colours alone, as after a change of the appearance.
    pub(crate) async fn colour_barriers(&self) -> Vec<Value> {
        self.axe(json!(["color-contrast", "link-in-text-block"])).await
    }

    /// Waits until whatever moves has come to rest.
    pub(crate) async fn be_still(&self) {
        self.until(STILL, vec![]).await;
    }

    async fn axe(&self, rules: Value) -> Vec<Value> {
        if self.run("return typeof axe").await != "object" {
            self.run(&AXE).await;
        }
        self.be_still().await;
        self.run_async(RUN, vec![rules]).await.as_array().cloned().unwrap_or_default()
    }
}
