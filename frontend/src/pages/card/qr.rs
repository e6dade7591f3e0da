//! QR codes, drawn as one path.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use yew::prelude::*;

/// The white margin that readers need on each side, in modules.
const MARGIN: usize = 4;

/// Draws a code that says this. What is too long for a code, which no link here is, is not drawn.
pub(super) fn qr(content: &str, label: &'static str) -> Html {
    let Ok(code) = QrCode::with_error_correction_level(content, EcLevel::M) else { return html! {} };
    let side = code.width() + 2 * MARGIN;
    html! {
        <svg class="qr" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={label} shape-rendering="crispEdges">
            <rect width="100%" height="100%" fill="#fff" />
            <path d={path(&code.to_colors(), code.width())} fill="#000" />
        </svg>
    }
}

/// The dark modules, each run of them in a row as one rectangle.
fn path(modules: &[Color], width: usize) -> String {
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(PartialEq::eq) {
            if run[0] == Color::Dark {
                // Writing into a string does not fail.
                let _ = write!(path, "M{} {}h{}v1h-{}z", x + MARGIN, y + MARGIN, run.len(), run.len());
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use rqrr::PreparedImage;

    use super::*;

    /// How many pixels a module has on each side.
    const SCALE: usize = 4;

    /// Which modules of a drawing are dark.
    fn drawn(path: &str, side: usize) -> Vec<bool> {
        let mut dark = vec![false; side * side];
        for rectangle in path.split_terminator('z') {
            let (place, run) = rectangle.strip_prefix('M').unwrap().split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = run.split_once('v').unwrap().0.parse().unwrap();
            dark[y * side + x..y * side + x + length].fill(true);
        }
        dark
    }

    #[test]
    fn what_is_drawn_says_the_link() {
        let link = "tel:+46812345678,,8271964%23";
        let code = QrCode::with_error_correction_level(link, EcLevel::M).unwrap();
        let side = code.width() + 2 * MARGIN;
        let dark = drawn(&path(&code.to_colors(), code.width()), side);
        let mut picture = PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
            if dark[y / SCALE * side + x / SCALE] { 0 } else { 255 }
        });
        let grids = picture.detect_grids();
        let read: Vec<String> = grids.iter().map(|grid| grid.decode().unwrap().1).collect();
        assert_eq!(read, [link]);
    }

    #[test]
    fn a_run_of_dark_modules_is_one_rectangle() {
        let modules = [Color::Dark, Color::Dark, Color::Light, Color::Dark];
        assert_eq!(path(&modules, 2), "M4 4h2v1h-2zM5 5h1v1h-1z");
    }
}
