// The letter in its panes: as a web page in a frame, and as pictures of its pages.

import { by, counted, made } from "./elements.js";

export const NAMES = { web: "Web page", paper: "Paper", word: "Word" };

export function showWeb({ key }) {
  if (!key) return;
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

export function fitWeb() {
  const frame = by("web-letter").querySelector("iframe");
  if (frame) fit(frame);
}

function fit(frame) {
  const page = frame.contentDocument?.documentElement;
  if (!page || !frame.offsetWidth) return;
  frame.style.height = `${frame.contentDocument.body.getBoundingClientRect().height}px`;
  frame.style.height = `${page.scrollHeight}px`;
}

export function showPages(kind, { key, pages, page_count: count }) {
  const pane = by(`${kind}-letter`);
  const place = by("letter").scrollTop;
  const images = [...pane.querySelectorAll("img")];
  for (let number = 1; number <= pages; number += 1) {
    const image = images[number - 1] ?? made("img", { width: 1191, height: 1684 });
    const address = `made/${key}/${number}.png`;
    if (image.getAttribute("src") !== address) {
      image.onload = () => fitPicture(image);
      image.src = address;
    }
    image.alt = `Page ${number} of ${count}; the web page holds its words`;
    if (!image.isConnected) pane.append(image);
  }
  images.slice(pages).forEach((image) => image.remove());
  by("letter").scrollTop = place;
  return count ? `${counted(count, "page")}${count > pages ? `, of which ${pages} are shown` : ""}` : "";
}

function fitPicture(image) {
  // An envelope is no A4 page: the place of the next picture is kept in its own shape.
  image.width = image.naturalWidth;
  image.height = image.naturalHeight;
}

export function busy(kind, isBusy, told = "") {
  by(kind).ariaBusy = String(isBusy);
  const state = isBusy ? "laying out …" : told;
  by(`${kind}-heading`).textContent = state ? `${NAMES[kind]}: ${state}` : NAMES[kind];
}

export function note(text) {
  by("word-note").hidden = !text;
  by("word-note").textContent = text ? `${text}: open the file in your own program.` : "";
}
