// Elements are made here and nowhere else, so that names are text and never markup.

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Makes an element of HTML with attributes and what is in it. */
export function html(name, attributes, ...content) {
  return filled(document.createElement(name), attributes, content);
}

/** Makes an element of SVG. */
export function svg(name, attributes, ...content) {
  return filled(document.createElementNS(svgNamespace, name), attributes, content);
}

/** Sets an attribute, or takes it away where there is no value. What is the case already is not touched. */
export function setAttribute(element, name, value) {
  if (value === undefined || value === null || value === false) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value);
  }
}

/** Sets the text of an element, if it is another. */
export function setText(element, text) {
  if (element.textContent !== String(text)) {
    element.textContent = text;
  }
}

/**
 * Makes the children of an element those of a list, in its order: each is made once, and kept while its key is there, with the focus
 * that it may have.
 */
export function reconcile(parent, items, keyOf, make, update) {
  const known = (parent.childrenByKey ??= new Map());
  const focused = parent.contains(document.activeElement) ? document.activeElement : undefined;
  const wanted = new Set(items.map(keyOf));
  for (const [key, child] of known) {
    if (!wanted.has(key)) {
      child.remove();
      known.delete(key);
    }
  }

  let next = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let child = known.get(key);
    if (!child) {
      child = make(item);
      known.set(key, child);
    }

    if (child === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(child, next);
    }

    update(child, item);
  }

  // What is moved loses the focus.
  if (focused?.isConnected && focused !== document.activeElement) {
    focused.focus({ preventScroll: true });
  }
}

function filled(element, attributes, content) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    setAttribute(element, name, value);
  }

  element.append(...content);
  return element;
}
