// Builds the page. Data become text nodes and attributes, never markup, and what has not changed is not touched: focus,
// selections, typed numbers and open dialogs survive every update.

export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

export const s = (tag, attributes, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) set(element, name, value);
  element.append(...children.flat().filter(child => child != null && child !== false));
  return element;
}

/** Sets an attribute, removes it if the value is null or false, or listens if the value is a function. */
export function set(element, name, value) {
  if (typeof value === 'function') {
    element.addEventListener(name.slice(2), value);
  } else if (value == null || value === false) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else {
    const wanted = value === true ? '' : String(value);
    if (element.getAttribute(name) !== wanted) element.setAttribute(name, wanted);
  }
}

export function text(element, value) {
  const wanted = String(value ?? '');
  if (element.textContent !== wanted) element.textContent = wanted;
}

const views = new WeakMap();

/**
 * Makes the children of an element those of the items, in their order. A child is made once per key, by a function that
 * answers a view: {element, update(item, context)}.
 */
export function keyed(parent, items, keyOf, make, context) {
  const old = views.get(parent) ?? new Map();
  const now = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (now.has(key)) continue;
    const view = old.get(key) ?? make(item);
    view.update(item, context);
    now.set(key, view);
  }
  for (const [key, view] of old) if (!now.has(key)) view.element.remove();
  views.set(parent, now);

  const focused = document.activeElement;
  let cursor = parent.firstElementChild;
  for (const { element } of now.values()) {
    if (element === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(element, cursor);
  }
  if (focused !== document.activeElement && parent.contains(focused)) focused.focus({ preventScroll: true });
}
