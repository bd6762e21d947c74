// The page of `appeal preview`: asks for the letter that is chosen, and again after each change.

import { by, made } from "./elements.js";
import { busy, fitWeb, note, showPages, showWeb } from "./panes.js";
import { showProblems } from "./problems.js";
import { showRoster } from "./roster.js";

const MOST_SHOWN = 200; // deputies in the list at once; the search finds the others
const PAUSE = 120; // milliseconds that a choice must last before its pages are asked for
const FILES = { paper: ["pdf", "Open the PDF"], word: ["docx", "Open the Word file"] };
const narrow = matchMedia("(width < 800px)");

const asked = new URLSearchParams(location.search);
const chosen = {
  deputy: asked.get("deputy") ?? "",
  language: asked.get("language") ?? "",
  template: asked.get("template") ?? "",
  view: asked.get("view") ?? "",
};
const problems = { files: [], web: [], paper: [], word: [] };
const shown = { web: null, paper: null, word: null };
const waits = new Set(); // for the verdict: the letters that are asked for
let files = { appeals: [], deputies: [], templates: [], problems: [] };
let current = new AbortController(); // ends when another letter is asked for
let news = new AbortController(); // ends when the files change again

// What is asked for

async function fetched(address, signal) {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function refresh() {
  news.abort();
  news = new AbortController();
  const { signal } = news;
  files = await fetched("files");
  problems.files = files.problems;
  if (chosen.deputy && !files.deputies.some(({ handle }) => handle === chosen.deputy)) {
    chosen.deputy = "";
  }
  if (!template()) chosen.template = files.templates[0].name;
  if (!files.appeals.some(({ language }) => language === chosen.language)) chosen.language = "";
  chooseSomebody();
  showChoices();
  await showLetter(0);
  if (files.deputies.length && !signal.aborted) showRoster(await fetched("roster", signal));
}

const template = () => files.templates.find(({ name }) => name === chosen.template);

const takesOpenLetters = () => template()?.takes === "letter" || !files.deputies.length;

function chooseSomebody() {
  // An envelope is to somebody: the first of the deputies, until another is chosen.
  if (!takesOpenLetters() && !chosen.deputy) chosen.deputy = files.deputies[0].handle;
}

async function showLetter(pause) {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  keepAddress();
  Object.assign(problems, { web: [], paper: [], word: [] });
  const kinds = [["web", 0, showWeb], ["paper", pause, showPaper]];
  if (document.body.dataset.view === "word") kinds.push(["word", pause, showWord]);
  shown.word = null;
  waits.clear();
  await asking(kinds, signal);
}

async function showWordToo() {
  if (document.body.dataset.view !== "word" || shown.word || waits.has("word")) return;
  await asking([["word", 0, showWord]], current.signal);
}

async function asking(kinds, signal) {
  const query = new URLSearchParams(chosen);
  query.delete("view");
  for (const [kind] of kinds) {
    waits.add(kind);
    if (kind !== "web") busy(kind, true);
  }
  showVerdict();
  try {
    await Promise.all(kinds.map(([...each]) => letter(...each, query, signal)));
  } catch (error) {
    if (error.name !== "AbortError") lost(error);
  }
}

async function letter(kind, pause, show, query, signal) {
  await new Promise((done) => setTimeout(done, pause));
  signal.throwIfAborted();
  const answer = await fetched(`letter/${kind}?${query}`, signal);
  signal.throwIfAborted();
  waits.delete(kind);
  problems[kind] = answer.problems;
  shown[kind] = answer.key;
  show(answer);
  showVerdict();
}

function showPaper(answer) {
  busy("paper", false, answer.key ? showPages("paper", answer) : "");
}

function showWord(answer) {
  busy("word", false, answer.key ? showPages("word", answer) : "");
  note(answer.note ?? "");
}

function showVerdict() {
  const isWaiting = waits.size > 0;
  showProblems(Object.values(problems).flat(), isWaiting);
  const hasLetter = Boolean(by("web-letter").querySelector("iframe"));
  by("stale").hidden = waits.has("web") || Boolean(shown.web) || !hasLetter;
  for (const kind of ["web", "paper", "word"]) {
    if (!waits.has(kind)) by(kind).classList.toggle("is-stale", !shown[kind]);
  }
  showFile();
}

function showFile() {
  const kind = document.body.dataset.view === "word" ? "word" : "paper";
  const [format, words] = FILES[kind];
  by("file").hidden = !shown[kind];
  by("file").href = `made/${shown[kind]}.${format}`;
  by("file").textContent = words;
}

// What can be chosen

function showChoices() {
  showDeputies();
  const own = new Option(files.deputies.length ? "the deputy’s own" : "the first", "");
  const languages = files.appeals.map(({ language }) => new Option(named(language), language));
  by("language").replaceChildren(own, ...languages);
  by("language").value = chosen.language;
  by("language-label").hidden = files.appeals.length < 2;
  by("template").replaceChildren(...files.templates.map(({ name }) => new Option(name, name)));
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
  const open = by("search").value || !takesOpenLetters() ? [] : [everyone];
  const listed = [...open, ...found.slice(0, MOST_SHOWN)];
  by("deputies").replaceChildren(...listed.map(deputyItem));
  const more = found.length - MOST_SHOWN;
  by("more").hidden = more <= 0 && found.length > 0;
  by("more").textContent = found.length ? `and ${more} more: search for them` : "Nobody is found";
  showChosen();
}

function showChosen() {
  const sheet = template()?.takes === "addressed letters" && files.deputies.length > 0;
  by("people").hidden = by("choose").hidden = sheet || !files.deputies.length;
  const deputy = files.deputies.find(({ handle }) => handle === chosen.deputy);
  by("chosen").textContent = sheet ? "All deputies" : deputy?.name ?? "Everyone";
  document.title = `${by("chosen").textContent} – appeal preview`;
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
  showChosen();
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
  const isKnown = ["web", "paper", "word", narrow.matches ? "" : "both"].includes(chosen.view);
  const view = isKnown && chosen.view ? chosen.view : fallback;
  document.body.dataset.view = view;
  document.querySelector(`[name="view"][value="${view}"]`).checked = true;
  fitWeb();
  showFile();
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
    chooseSomebody();
    showDeputies();
    showLetter(0);
  });
}
by("view").addEventListener("change", ({ target }) => {
  chosen.view = target.value;
  keepAddress();
  showView();
  showWordToo();
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
  refresh().catch((error) => error.name === "AbortError" || lost(error));
});
events.addEventListener("error", lost);
