// The page of `appeal preview`: asks for the letter that is chosen, and again after each change.
"use strict";

const MOST_SHOWN = 200; // deputies in the list at once; the search finds the others
const PAUSE = 120; // milliseconds that a choice must last before its pages are asked for
const narrow = matchMedia("(width < 800px)");

const by = (id) => document.getElementById(id);
const made = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const asked = new URLSearchParams(location.search);
const chosen = {
  deputy: asked.get("deputy") ?? "",
  language: asked.get("language") ?? "",
  template: asked.get("template") ?? "",
  view: asked.get("view") ?? "",
};
const problems = { files: [], web: [], paper: [] };
const shown = { web: null, paper: null };
let files = { appeals: [], deputies: [], templates: [], problems: [] };
let current = new AbortController();

// What is asked for

async function fetched(address, signal) {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function refresh() {
  files = await fetched("files");
  problems.files = files.problems;
  if (chosen.deputy && !files.deputies.some(({ handle }) => handle === chosen.deputy)) {
    chosen.deputy = "";
  }
  if (!files.templates.includes(chosen.template)) chosen.template = files.templates[0];
  if (!files.appeals.some(({ language }) => language === chosen.language)) chosen.language = "";
  showChoices();
  await showLetter(0);
}

async function showLetter(pause) {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  keepAddress();
  by("paper").ariaBusy = "true";
  const query = new URLSearchParams(chosen);
  query.delete("view");
  try {
    await Promise.all([
      letter("web", query, signal, 0, showWeb),
      letter("paper", query, signal, pause, showPaper),
    ]);
  } catch (error) {
    if (error.name !== "AbortError") lost(error);
  }
}

async function letter(kind, query, signal, pause, show) {
  await new Promise((done) => setTimeout(done, pause));
  signal.throwIfAborted();
  const answer = await fetched(`letter/${kind}?${query}`, signal);
  signal.throwIfAborted();
  problems[kind] = answer.problems;
  shown[kind] = answer.key;
  if (answer.key) show(answer);
  if (kind === "paper") by("paper").ariaBusy = "false";
  showProblems();
}

// The letter

function showWeb({ key }) {
  const address = `made/${key}.html`;
  const pane = by("web-letter");
  const [before] = pane.querySelectorAll("iframe:not(.coming)");
  pane.querySelectorAll("iframe.coming").forEach((frame) => frame.remove());
  if (before?.getAttribute("src") === address) return;
  const frame = made("iframe", {
    title: "The letter as a web page",
    className: "coming",
    src: address,
  });
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.addEventListener("load", () => {
    if (!frame.isConnected) return;
    const place = by("letter").scrollTop;
    frame.style.height = before ? before.style.height : "";
    frame.classList.remove("coming");
    before?.remove();
    fit(frame);
    by("letter").scrollTop = place;
    new ResizeObserver(() => fit(frame)).observe(pane);
  }, { once: true });
  pane.append(frame);
}

function fit(frame) {
  const page = frame.contentDocument?.documentElement;
  if (!page || !frame.offsetWidth) return;
  frame.style.height = `${frame.contentDocument.body.getBoundingClientRect().height}px`;
  frame.style.height = `${page.scrollHeight}px`;
}

function showPaper({ key, pages, page_count: count }) {
  const pane = by("paper-letter");
  const place = by("letter").scrollTop;
  const images = [...pane.querySelectorAll("img")];
  for (let number = 1; number <= pages; number += 1) {
    const image = images[number - 1] ?? made("img", { width: 1191, height: 1684 });
    const address = `made/${key}/${number}.png`;
    if (image.getAttribute("src") !== address) image.src = address;
    image.alt = `Page ${number} of ${count}; the web page holds its words`;
    if (!image.isConnected) pane.append(image);
  }
  images.slice(pages).forEach((image) => image.remove());
  const more = count > pages ? `, of which ${pages} are shown` : "";
  by("paper-heading").textContent = `Paper: ${count} ${count === 1 ? "page" : "pages"}${more}`;
  by("pdf").href = `made/${key}.pdf`;
  by("letter").scrollTop = place;
}

// What is wrong

function showProblems() {
  const found = new Map();
  for (const problem of Object.values(problems).flat()) {
    found.set(JSON.stringify([problem.place, problem.message]), problem);
  }
  const kinds = ["error", "warning", "notice"];
  const sorted = [...found.values()].sort(
    (one, other) => kinds.indexOf(one.severity) - kinds.indexOf(other.severity),
  );
  const counts = kinds
    .map((kind) => [kind, sorted.filter(({ severity }) => severity === kind).length])
    .filter(([, count]) => count)
    .map(([kind, count]) => `${count} ${kind}${count === 1 ? "" : "s"}`);
  const verdict = by("verdict");
  const told = counts.length ? counts.join(", ") : "Nothing is wrong with this letter";
  if (verdict.textContent !== told) verdict.textContent = told;
  verdict.dataset.worst = sorted[0]?.severity ?? "none";
  by("problem-list").replaceChildren(...sorted.map(problemItem));
  const isStale = !shown.web && Boolean(by("web-letter").querySelector("iframe"));
  by("stale").hidden = !isStale;
  by("web").classList.toggle("is-stale", !shown.web);
  by("paper").classList.toggle("is-stale", !shown.paper);
  by("pdf").hidden = !shown.paper;
}

function problemItem(problem) {
  const item = made("li", { className: problem.severity });
  if (problem.place) item.append(made("code", { textContent: problem.place }), " ");
  item.append(made("strong", { textContent: problem.severity }), ` ${problem.message}`);
  if (problem.excerpt && problem.line) {
    const mark = problem.column ? `\n${" ".repeat(problem.column - 1)}^` : "";
    item.append(made("pre", { tabIndex: 0, textContent: problem.excerpt + mark }));
  }
  if (problem.hint) item.append(made("p", { className: "hint", textContent: problem.hint }));
  return item;
}

// What can be chosen

function showChoices() {
  by("people").hidden = !files.deputies.length;
  by("choose").hidden = !files.deputies.length;
  showDeputies();
  const own = new Option(files.deputies.length ? "the deputy’s own" : "the first", "");
  const languages = files.appeals.map(({ language }) => new Option(named(language), language));
  by("language").replaceChildren(own, ...languages);
  by("language").value = chosen.language;
  by("language-label").hidden = files.appeals.length < 2;
  by("template").replaceChildren(...files.templates.map((name) => new Option(name, name)));
  by("template").value = chosen.template;
  by("template-label").hidden = files.templates.length < 2;
  showView();
}

function named(language) {
  const own = new Intl.DisplayNames([language, "en"], { type: "language" }).of(language);
  return own === language ? language : `${own} (${language})`;
}

function matching() {
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = folded(by("search").value).split(/\s+/).filter(Boolean);
  return files.deputies.filter((deputy) => {
    const text = folded(`${deputy.name} ${deputy.about} ${deputy.handle}`);
    return words.every((word) => text.includes(word));
  });
}

function showDeputies() {
  const found = matching();
  const everyone = { handle: "", name: "Everyone", about: "The open letter" };
  const listed = [...(by("search").value ? [] : [everyone]), ...found.slice(0, MOST_SHOWN)];
  by("deputies").replaceChildren(...listed.map(deputyItem));
  const more = found.length - MOST_SHOWN;
  by("more").hidden = more <= 0 && found.length > 0;
  by("more").textContent = found.length ? `and ${more} more: search for them` : "Nobody is found";
  const deputy = files.deputies.find(({ handle }) => handle === chosen.deputy) ?? everyone;
  by("chosen").textContent = deputy.name;
  document.title = `${deputy.name} – appeal preview`;
}

function deputyItem({ handle, name, about }) {
  const button = made("button", { type: "button" }, name);
  if (about) button.append(made("small", { textContent: about }));
  button.dataset.handle = handle;
  if (handle === chosen.deputy) button.setAttribute("aria-current", "true");
  return made("li", {}, button);
}

function choose(handle) {
  chosen.deputy = handle;
  for (const button of by("deputies").querySelectorAll("button")) {
    if (button.dataset.handle === handle) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  const deputy = files.deputies.find((one) => one.handle === handle);
  by("chosen").textContent = deputy?.name ?? "Everyone";
  document.title = `${by("chosen").textContent} – appeal preview`;
  openPeople(false);
  showLetter(PAUSE);
}

function openPeople(isOpen) {
  by("people").classList.toggle("is-open", isOpen);
  by("choose").ariaExpanded = String(isOpen);
  if (isOpen) by("search").focus();
  else if (narrow.matches) by("choose").focus();
}

function showView() {
  const fallback = narrow.matches ? "web" : "both";
  const isKnown = ["web", "paper", narrow.matches ? "" : "both"].includes(chosen.view);
  const view = isKnown && chosen.view ? chosen.view : fallback;
  document.body.dataset.view = view;
  document.querySelector(`[name="view"][value="${view}"]`).checked = true;
  const frame = by("web-letter").querySelector("iframe");
  if (frame) fit(frame);
}

function keepAddress() {
  const kept = Object.entries(chosen).filter(([, value]) => value);
  const query = new URLSearchParams(kept).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

by("deputies").addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button) choose(button.dataset.handle);
});

by("people").addEventListener("keydown", (event) => {
  const buttons = [...by("deputies").querySelectorAll("button")];
  const place = buttons.indexOf(document.activeElement);
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key === "Enter" && event.target === by("search") && buttons.length) {
    choose(buttons[0].dataset.handle);
  } else if (event.key === "Escape") {
    openPeople(false);
  } else if (event.key in steps && buttons.length) {
    event.preventDefault();
    const next = place < 0 && event.key === "ArrowUp" ? 0 : place + steps[event.key];
    if (next < 0) by("search").focus();
    else buttons[Math.min(next, buttons.length - 1)].focus();
  }
});

by("search").addEventListener("input", showDeputies);
by("choose").addEventListener("click", () => openPeople(true));
by("close").addEventListener("click", () => openPeople(false));
for (const name of ["language", "template"]) {
  by(name).addEventListener("change", ({ target }) => {
    chosen[name] = target.value;
    showLetter(0);
  });
}
by("view").addEventListener("change", ({ target }) => {
  chosen.view = target.value;
  keepAddress();
  showView();
});
narrow.addEventListener("change", showView);

// News of changes

function live(state, text) {
  by("live").dataset.state = state;
  by("live").textContent = text;
}

function lost(error) {
  const isAnswered = error instanceof Error && !(error instanceof TypeError);
  live("gone", isAnswered ? error.message : "the preview has ended");
}

const events = new EventSource("events");
events.addEventListener("message", () => {
  live("live", "live");
  refresh().catch(lost);
});
events.addEventListener("error", lost);
