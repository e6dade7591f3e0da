// What the page will surely ask for is asked for while it is still on its way; `api::fetch` takes the answers.
const early = (globalThis.konfidEarly = {});
const place = location.pathname.split("/")[1];
const language = new URLSearchParams(location.search).get("lang") ?? document.documentElement.lang;
const ask = (path) => (early[path] = fetch(path, { headers: { "Accept-Language": language } }));
const session = ask("/api/v1/session");
if (place === "organizer") ask("/api/v1/organizer/session");
// Only those who are signed in get a list. Without an answer the page says so itself.
if (place === "" || place === "users")
  session
    .then((answer) => answer.clone().json())
    .then(({ state }) => {
      if (state !== "signedIn") return;
      ask("/api/v1/settings");
      if (!location.search) ask("/api/v1/users?sort=displayName&count=true");
    })
    .catch(() => {});
