// Starts the page. `cargo xtask page` puts this, wasm-bindgen's script and the splitter's into one file; files are found
// beside it, so any sub-path will do.
import init from "./konfid.js";

try {
  await init({ module_or_path: new URL("./konfid_bg.wasm", import.meta.url) });
} catch (error) {
  // The same banner that a panic shows.
  document.getElementById("trapped")?.removeAttribute("hidden");
  throw error;
}
