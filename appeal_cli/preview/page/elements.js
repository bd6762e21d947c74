// Elements of the page: finding them by their ids, and making them.

export const by = (id) => document.getElementById(id);

export const made = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

export const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
