// The page of the preview: what is chosen stands in the address, after the #.

const MOST_SHOWN = 300;
const byId = (id) => document.getElementById(id);
const frame = document.querySelector("iframe");
const chosen = { deputy: "", language: "", template: "", view: "web" };
let state = { deputies: [], languages: [], templates: [], files: [] };
let asked = 0;

function element(tag, text = "", className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function query(more = {}) {
  const { deputy, language, template } = chosen;
  return new URLSearchParams({ deputy, language, template, ...more }).toString();
}

function readAddress() {
  const written = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(chosen)) chosen[key] = written.get(key) ?? chosen[key];
}

function writeAddress() {
  const filled = Object.entries(chosen).filter(([, value]) => value);
  history.replaceState(null, "", "#" + new URLSearchParams(filled));
}

function say(text, wrong = false) {
  byId("status").textContent = text;
  byId("status").classList.toggle("wrong", wrong);
}

// What there is to choose from

function showList() {
  const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = state.deputies.filter((one) => words.every((word) => one.words.includes(word)));
  const everyone = { id: "", name: "Everyone", about: "The open letter" };
  const shown = [...(words.length ? [] : [everyone]), ...found.slice(0, MOST_SHOWN)];
  byId("list").replaceChildren(...shown.map(entry));
  const rest = found.length - MOST_SHOWN;
  markChosen();
  byId("more").textContent = rest > 0
    ? `${rest} more: type a part of the name`
    : `${found.length} of ${state.deputies.length}`;
}

function entry(deputy) {
  const button = element("button");
  button.type = "button";
  button.dataset.id = deputy.id;
  button.setAttribute("aria-current", String(deputy.id === chosen.deputy));
  button.append(element("span", deputy.name), element("span", deputy.about));
  button.addEventListener("click", () => choose({ deputy: deputy.id }));
  const item = element("li");
  item.append(button);
  return item;
}

function markChosen() {
  const name = state.deputies.find((one) => one.id === chosen.deputy)?.name ?? "Everyone";
  byId("people").textContent = `${name} ▾`;
  for (const button of byId("list").querySelectorAll("button")) {
    button.setAttribute("aria-current", String(button.dataset.id === chosen.deputy));
  }
}

function fill(select, label, values, auto) {
  const options = values.map((value) => new Option(value, value));
  if (auto) options.unshift(new Option(auto, ""));
  select.replaceChildren(...options);
  label.hidden = values.length < 2;
}

function showChoices() {
  document.body.classList.toggle("no-readers", !state.hasRoster);
  const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });
  fill(byId("language"), byId("language-choice"), state.languages, "the deputy’s own");
  for (const option of byId("language").options) if (option.value) option.text = names.of(option.value);
  fill(byId("template"), byId("template-choice"), state.templates, "");
  if (!state.templates.includes(chosen.template)) chosen.template = state.templates[0] ?? "";
  byId("language").value = state.languages.includes(chosen.language) ? chosen.language : "";
  byId("template").value = chosen.template;
  document.title = `${state.files.map((name) => name.split("/").pop()).join(", ")} · Preview`;
  document.querySelector(`input[value="${CSS.escape(chosen.view)}"]`).checked = true;
}

// What is wrong

function showProblems(problems) {
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const rest = problems.length - errors;
  const counted = (number, noun) => (number === 1 ? `1 ${noun}` : `${number} ${noun}s`);
  const title = [errors && counted(errors, "error"), rest && `${rest} to look over`];
  byId("problems").hidden = problems.length === 0;
  byId("problems-title").textContent = title.filter(Boolean).join(", ");
  byId("problem-list").replaceChildren(...problems.map(problemItem));
  return errors;
}

function problemItem(problem) {
  const item = element("li", "", problem.severity);
  const message = element("p");
  message.append(element("span", `${problem.severity}: `, "kind"), problem.message);
  if (problem.place) item.append(element("p", problem.place, "place"));
  item.append(message);
  if (problem.excerpt) item.append(element("pre", excerpt(problem)));
  if (problem.hint) item.append(element("p", problem.hint, "hint"));
  return item;
}

function excerpt({ excerpt: line, column }) {
  const letters = Array.from(line);
  return column ? `${letters.join("")}\n${" ".repeat(column - 1)}^` : line;
}

// The letter

function showWeb(version) {
  const place = frame.contentWindow?.scrollY ?? 0;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, place), { once: true });
  frame.contentWindow.location.replace(`/letter.html?${query({ v: version })}`);
}

async function showPages(count, version, number) {
  const images = Array.from({ length: count }, (_, index) => {
    const image = new Image();
    image.alt = `Page ${index + 1} of ${count}`;
    image.src = `/page-${index}.png?${query({ v: version })}`;
    return image;
  });
  await Promise.allSettled(images.map((image) => image.decode()));
  if (number !== asked) return;
  const box = byId("pages");
  const place = box.scrollTop;
  box.replaceChildren(...images);
  box.scrollTop = place;
}

async function show() {
  const number = ++asked;
  const pages = chosen.view === "pages";
  say("Setting…");
  const answer = await fetch(`/letter.json?${query(pages ? { pages: "1" } : {})}`);
  const letter = await answer.json();
  if (number !== asked) return;
  const errors = showProblems(letter.problems);
  document.body.classList.toggle("stale", errors > 0);
  byId("web").hidden = pages;
  byId("pages").hidden = !pages;
  byId("open-pdf").hidden = errors > 0;
  byId("open-pdf").href = `/letter.pdf?${query({ v: letter.version })}`;
  if (errors) {
    say("This letter can’t be made", true);
    return;
  }
  if (pages) await showPages(letter.pages, letter.version, number);
  else showWeb(letter.version);
  if (number === asked) say(pages ? `Up to date · ${letter.pages} pages` : "Up to date");
}

async function refresh() {
  try {
    const told = await (await fetch("/state.json")).json();
    // While a file can't be read, what there was to choose from stays.
    state = {
      ...told,
      deputies: told.deputies.length ? told.deputies : state.deputies,
      languages: told.languages.length ? told.languages : state.languages,
    };
    showChoices();
    showList();
    await show();
  } catch {
    say("The preview was stopped", true);
  }
}

function choose(change) {
  Object.assign(chosen, change);
  writeAddress();
  markChosen();
  byId("readers").classList.remove("open");
  byId("people").setAttribute("aria-expanded", "false");
  show().catch(() => say("The preview was stopped", true));
}

// What the reader of this page does

byId("search").addEventListener("input", showList);
byId("search").addEventListener("keydown", (event) => {
  const first = byId("list").querySelector("button");
  if (event.key === "Enter" && first) first.click();
  if (event.key === "ArrowDown" && first) { first.focus(); event.preventDefault(); }
});
byId("list").addEventListener("keydown", (event) => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  const other = step && event.target.closest("li")?.[step]?.querySelector("button");
  if (other) { other.focus(); event.preventDefault(); }
});
byId("people").addEventListener("click", () => {
  const open = byId("readers").classList.toggle("open");
  byId("people").setAttribute("aria-expanded", String(open));
  if (open) byId("search").focus();
});
byId("language").addEventListener("change", (event) => choose({ language: event.target.value }));
byId("template").addEventListener("change", (event) => choose({ template: event.target.value }));
for (const radio of document.querySelectorAll("input[name=view]")) {
  radio.addEventListener("change", () => choose({ view: radio.value }));
}
window.addEventListener("hashchange", () => { readAddress(); refresh(); });

readAddress();
const events = new EventSource("/events");
events.addEventListener("message", refresh);
events.addEventListener("open", refresh);
events.addEventListener("error", () => say("The preview was stopped", true));
