//! Whether everything has room: nothing must be scrolled sideways, and nothing runs out of what it stands in.

use serde_json::json;

use super::Browser;

/// Names what sticks out of the window, of the card, button or field around it, or of a box that cuts it off.
///
/// What is meant to be scrolled, ends in an ellipsis, or is hidden from sight on purpose is left alone.
const FIND: &str = "
    const faults = new Set();
    const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`
        + ` “${element.textContent.replace(/\\s+/g, ' ').trim().slice(0, 40)}”`;
    const root = document.documentElement;
    const front = [...document.querySelectorAll('dialog[open]')].at(-1);
    for (const whole of front ? [root, front] : [root]) {
        if (whole.scrollWidth > whole.clientWidth) {
            faults.add(`${name(whole).slice(0, 20)} must be scrolled sideways by ${whole.scrollWidth - whole.clientWidth}`);
        }
    }
    const styles = new Map();
    const style = (element) => styles.get(element) ?? styles.set(element, getComputedStyle(element)).get(element);
    const scrolls = (element) => /auto|scroll/.test(style(element).overflowX);
    const cuts = (element) => /hidden|clip/.test(style(element).overflowX);
    const hidden = (element) => style(element).clipPath !== 'none';
    const drawn = (element) => element === root || cuts(element) ||
        (parseFloat(style(element).borderLeftWidth) > 0 && style(element).borderLeftColor !== 'rgba(0, 0, 0, 0)') ||
        style(element).backgroundColor !== 'rgba(0, 0, 0, 0)';
    const fixed = (element) => style(element).position === 'fixed';
    elements: for (const element of (front ?? document.body).querySelectorAll('*')) {
        if (!(element instanceof HTMLElement) && element.tagName !== 'svg') continue;
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        for (let up = element; up && up !== root; up = up.parentElement) if (hidden(up)) continue elements;
        const box = element.getBoundingClientRect();
        if (box.width === 0 || box.height === 0) continue;
        // Its own text. A field scrolls what is typed, and an ellipsis says that something is missing.
        const own = drawn(element) && !scrolls(element) && style(element).textOverflow !== 'ellipsis' &&
            !/INPUT|SELECT|TEXTAREA|PROGRESS|OPTION/.test(element.tagName) && style(element).display !== 'inline';
        if (own && element.scrollWidth > element.clientWidth + 1) {
            faults.add(`${name(element)} is fuller than it is wide by ${element.scrollWidth - element.clientWidth}`);
        }
        for (let around = element.parentElement, inner = element; around; inner = around, around = around.parentElement) {
            if (fixed(inner) || inner.tagName === 'DIALOG' || inner.hasAttribute('popover')) around = root;
            if (around !== root && (scrolls(around) || style(around).textOverflow === 'ellipsis')) break;
            if (!drawn(around)) continue;
            const outer = around.getBoundingClientRect();
            const over = Math.max(box.right - outer.right, outer.left - box.left);
            if (over > 1) {
                faults.add(`${name(element)} runs out of ${name(around).slice(0, 50)} by ${Math.round(over)}`);
                break;
            }
            if (around === root) break;
        }
    }
    return [...faults].slice(0, 6)";

impl Browser {
    /// What does not fit, in words.
    pub(crate) async fn misfits(&self) -> Vec<String> {
        let found = self.run(FIND).await;
        found.as_array().into_iter().flatten().filter_map(|fault| fault.as_str().map(str::to_owned)).collect()
    }

    /// Makes letters twice as large, as a browser's own setting does, or as large as they were.
    pub(crate) async fn enlarge_text(&self, enlarge: bool) {
        let (size, code) = if enlarge { (32, 26) } else { (16, 13) };
        let sizes = json!({ "fontSizes": { "standard": size, "fixed": code } });
        self.devtools("Page.setFontSizes", &sizes).await;
        let taken = "return parseFloat(getComputedStyle(document.documentElement).fontSize) === arguments[0]";
        self.until(taken, vec![json!(size)]).await;
    }
}
