// Tables that are brought up to date in place.

import { html, reconcile, setText } from './dom.js';

/**
 * A table with a caption for those who can't see where it is, in a region that scrolls by itself where there is no room. A column has a title
 * and text for an item, or fills its cell itself; numbers stand at the right.
 */
export class Table {
  #columns;
  #body = html('tbody');
  #none;
  #region;

  constructor(parent, caption, columns, none) {
    this.#columns = columns;
    this.#none = html('p', { class: 'muted' }, none);
    const table = html('table', {},
      html('caption', { class: 'unseen' }, caption),
      html('thead', {}, html('tr', {}, ...columns.map(column => html('th', { scope: 'col', class: column.isNumber && 'number' }, column.title)))),
      this.#body);
    this.#region = html('div', { class: 'scrolling', role: 'region', tabindex: 0, 'aria-label': caption }, table);
    parent.append(this.#none, this.#region);
    this.update([], each => each);
  }

  update(items, keyOf) {
    this.#none.hidden = items.length > 0;
    this.#region.hidden = items.length === 0;
    reconcile(this.#body, items, keyOf, () => this.#row(), (row, item) => this.#fill(row, item));
  }

  #row() {
    return html('tr', {}, ...this.#columns.map((column, index) =>
      index === 0 ? html('th', { scope: 'row' }) : html('td', { class: column.isNumber && 'number' })));
  }

  #fill(row, item) {
    this.#columns.forEach((column, index) => {
      const cell = row.cells[index];
      if (column.fill) {
        column.fill(cell, item);
      } else {
        setText(cell, column.text(item));
      }
    });
  }
}

/** Fills a cell with lines. */
export function setLines(cell, lines) {
  reconcile(cell, lines.map((line, index) => ({ line, index })), each => each.index, () => html('div'), (element, each) => setText(element, each.line));
}
