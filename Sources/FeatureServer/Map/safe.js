// Text from the register never becomes markup: everything is built from elements, and text is set as text.

// Controls, line breaks and what turns the direction of text stand as a visible sign, so that no name hides or moves anything.
const acting = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** The text with what could act in it made visible. */
export function visible(text) { return String(text ?? "").replace(acting, "\ufffd"); }

/** An element with attributes and children; strings become text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Text of the register as an element of its own, apart from its neighbours in direction too. */
export function recorded(text, name = "span") { return element(name, { class: "recorded" }, visible(text)); }
