// What became of the roster: its columns, the rows that are nobody, and names to ask about.

import { by, counted, made } from "./elements.js";

export function showRoster({ columns, aside, aside_count: count, forms, problems }) {
  by("roster").hidden = !columns.length;
  const told = [counted(columns.length, "column")];
  if (count) told.push(`${counted(count, "row")} set aside`);
  told.push(...problems.map(({ message }) => message));
  told.push(forms.length ? `${counted(forms.length, "name")} to ask about` : "no name to ask about");
  by("roster-summary").textContent = `The roster: ${told.join(", ")}`;
  by("roster-summary").classList.toggle("has-forms", forms.length > 0);
  showForms(forms);
  by("columns-rows").replaceChildren(...columns.map(columnRow));
  by("aside").hidden = !count;
  by("aside-list").replaceChildren(...aside.map(asideItem));
  if (count > aside.length) by("aside-list").append(made("li", {}, `and ${count - aside.length} more`));
}

function showForms(forms) {
  by("forms").hidden = !forms.length;
  by("forms-list").replaceChildren(...forms.map(formItem));
  by("forms-lines").textContent = lines(forms);
  by("forms-copied").textContent = "";
}

function formItem({ name, form, case: inCase, why }) {
  return made("li", {}, `${name} is `, made("strong", { textContent: form }), ` in the ${inCase}: ${why}`);
}

function lines(forms) {
  const columns = [...new Set(forms.map(({ column }) => column))];
  const people = new Map();
  for (const { id, name, column, form } of forms) {
    if (!people.has(id)) people.set(id, { name, cells: {} });
    people.get(id).cells[column] = form;
  }
  const rows = [...people].map(([id, { name, cells }]) => [
    id, name, ...columns.map((column) => cells[column] ?? ""),
  ]);
  return [["id", "name", ...columns], ...rows].map((row) => row.join("\t")).join("\n");
}

function columnRow({ letter, heading, taken, placeholder, example, remark }) {
  const use = taken || (placeholder ? `{{ deputy.${placeholder} }}` : "nothing");
  const cells = [`${letter} ${heading || "(no heading)"}`, remark ? `${use}: ${remark}` : use, example];
  return made("tr", {}, ...cells.map((text) => made("td", { textContent: text })));
}

function asideItem({ place, words, why }) {
  return made("li", {}, made("code", { textContent: place }), ` ${words}: ${why}`);
}

by("forms-copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(by("forms-lines").textContent);
    by("forms-copied").textContent = "copied";
  } catch {
    getSelection().selectAllChildren(by("forms-lines"));
    by("forms-copied").textContent = "the browser does not allow it: they are marked, press Ctrl-C";
  }
});
