// Before anything is drawn: the chosen appearance and language, so that nothing flashes.
// And when WebAssembly stops by itself, where no Rust can run any more: the banner that offers to load anew.
(() => {
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const html = document.documentElement;
  const theme = kept("konfid.theme");
  if (theme) html.dataset.theme = theme;
  html.lang = kept("konfid.language") || (/^sv\b/i.test(navigator.language) ? "sv" : "en");
  const show = () => document.getElementById("trapped")?.removeAttribute("hidden");
  const trapped = (reason) => {
    if (reason instanceof WebAssembly.RuntimeError) show();
  };
  addEventListener("error", (event) => trapped(event.error));
  addEventListener("click", (event) => event.target.closest?.("#reload") && location.reload());
  addEventListener("unhandledrejection", (event) => trapped(event.reason));
  // How the splitter's script gets a piece of the page. The server has those of an older page no longer.
  globalThis.konfidPiece = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) show();
    return answer;
  };
})();
