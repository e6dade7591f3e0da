// Loads the pieces of the page; `pieces.rs` writes `files` and `soon` before it, and `start` comes from the start script.
const loaded = {};
const get = (name) => fetch(new URL(files[name], import.meta.url));
// What this address will surely need is asked for while the first module is still on its way.
const early = {};
const place = location.pathname.split("/")[1];
for (const name of soon[place] ?? []) early[name] = get(name);
const lang = new URLSearchParams(location.search).get("lang") ?? document.documentElement.lang;
const ask = (path) => fetch(path, { headers: { "Accept-Language": lang } });
globalThis.konfidEarly = { "/api/v1/session": ask("/api/v1/session") };
if (place === "organizer") konfidEarly["/api/v1/organizer/session"] = ask("/api/v1/organizer/session");
const load = async (name) => {
  const asked = early[name];
  delete early[name];
  const answer = await (asked ?? get(name));
  try {
    if (!answer.ok) throw new Error(answer.statusText);
    const [first, bytes] = await Promise.all([start, answer.arrayBuffer()]);
    await WebAssembly.instantiate(bytes, { first });
  } catch (error) {
    document.getElementById("trapped")?.removeAttribute("hidden");
    throw error;
  }
};
globalThis.konfidPiece = (name) => loaded[name] ??= load(name).catch((error) => {
  delete loaded[name];
  throw error;
});
