// What is wrong with the letter and the files, and the verdict, which waits for the paper.

import { by, counted, made } from "./elements.js";

const KINDS = ["error", "warning", "notice"];

export function showProblems(problems, isWaiting) {
  const found = new Map();
  for (const problem of problems) {
    found.set(JSON.stringify([problem.place, problem.message]), problem);
  }
  const sorted = [...found.values()].sort(
    (one, other) => KINDS.indexOf(one.severity) - KINDS.indexOf(other.severity),
  );
  by("problems").ariaBusy = String(isWaiting);
  by("problem-list").replaceChildren(...sorted.map(problemItem));
  const verdict = by("verdict");
  const told = isWaiting ? "Laying out the pages …" : verdictOn(sorted);
  if (verdict.textContent !== told) verdict.textContent = told;
  verdict.dataset.worst = isWaiting ? "" : sorted.find(isWrong)?.severity ?? "none";
}

const isWrong = ({ severity }) => severity !== "notice";

function verdictOn(problems) {
  const counts = KINDS
    .map((kind) => [problems.filter(({ severity }) => severity === kind).length, kind])
    .filter(([count]) => count)
    .map(([count, kind]) => counted(count, kind));
  if (!problems.some(isWrong)) counts.unshift("Nothing is wrong with this letter");
  return counts.join(", ");
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
