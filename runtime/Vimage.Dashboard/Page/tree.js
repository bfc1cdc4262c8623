// The tree of vnets. Only the rows that are seen have elements, so that thousands of vnets cost what some dozens do.

import { html, reconcile, setAttribute, setText } from './dom.js';
import { count, load, nameOf, several } from './format.js';
import { TreeKeys } from './tree-keys.js';
import { TreeModel } from './tree-model.js';

const rowHeight = 32;
const spare = 8;

export class Tree {
  #element;
  #filter;
  #found;
  #onSelect;
  #model = new TreeModel();
  #keys = new TreeKeys();
  #canvas = html('div', { class: 'canvas', role: 'none' });
  #rows = [];
  #active = '.';
  #selected = '.';
  #top = '';

  constructor(element, filter, found, onSelect) {
    [this.#element, this.#filter, this.#found, this.#onSelect] = [element, filter, found, onSelect];
    element.append(this.#canvas);
    element.addEventListener('scroll', () => this.#draw(), { passive: true });
    element.addEventListener('keydown', event => this.#onKey(event));
    element.addEventListener('click', event => this.#onClick(event));
    filter.addEventListener('input', () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(element);
  }

  /** Takes the vnets of a state. */
  update(vnets, top) {
    this.#top = top;
    this.#model.update(vnets);
    this.#draw();
  }

  has(path) {
    return this.#model.has(path);
  }

  /** Shows which vnet is selected, wherever that was done. */
  select(path) {
    [this.#selected, this.#active] = [path, path];
    this.#model.reveal(path);
    this.#draw();
    this.#scrollToActive();
  }

  #draw() {
    const filter = this.#filter.value.trim();
    this.#rows = this.#model.rows(filter);
    if (this.#rows.length > 0 && !this.#rows.some(node => node.path === this.#active)) {
      this.#active = this.#rows[0].path;
    }

    this.#canvas.style.height = `${this.#rows.length * rowHeight}px`;
    const first = Math.floor(this.#element.scrollTop / rowHeight) - spare;
    const last = first + Math.ceil(this.#element.clientHeight / rowHeight) + 2 * spare;

    // The active row is there always: the tree says by its element where it is.
    const seen = this.#rows.map((node, index) => ({ node, index })).filter(({ node, index }) => (index >= first && index < last) || node.path === this.#active);
    reconcile(this.#canvas, seen, ({ node }) => node.path, makeRow, (row, { node, index }) => this.#fill(row, node, index));
    const active = this.#rows.findIndex(node => node.path === this.#active);
    setAttribute(this.#element, 'aria-activedescendant', active < 0 ? undefined : idOf(active));
    setText(this.#found, filter ? `${several(this.#rows.length, 'row')} with or above “${filter}”` : several(this.#model.size, 'vnet'));
  }

  #fill(row, node, index) {
    const [twist, name, badge, average] = row.children;
    const isOpen = this.#isOpen(node);
    row.path = node.path;
    row.id = idOf(index);
    row.style.transform = `translateY(${index * rowHeight}px)`;
    row.style.setProperty('--level', node.level);
    setAttribute(row, 'aria-level', node.level);
    setAttribute(row, 'aria-setsize', node.parent?.children.length ?? 1);
    setAttribute(row, 'aria-posinset', node.place);
    setAttribute(row, 'aria-expanded', node.children.length > 0 ? String(isOpen) : undefined);
    setAttribute(row, 'aria-selected', String(node.path === this.#selected));
    setAttribute(row, 'data-active', node.path === this.#active ? '' : undefined);
    setAttribute(row, 'title', node.path);
    setAttribute(row, 'aria-label', labelOf(node, nameOf(node.name, this.#top)));
    setText(twist, node.children.length === 0 ? '' : isOpen ? '▾' : '▸');
    setText(name, nameOf(node.name, this.#top));
    setText(badge, node.entry.descendants > 0 ? count(node.entry.descendants) : '');
    setText(average, isBusy(node.entry) ? load(node.entry.load1) : '');
  }

  #isOpen(node) {
    return this.#filter.value.trim() !== '' || this.#model.isOpen(node);
  }

  #onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || this.#rows.length === 0) {
      return;
    }

    const active = this.#rows.findIndex(node => node.path === this.#active);
    const page = Math.max(1, Math.floor(this.#element.clientHeight / rowHeight) - 1);
    const wish = this.#keys.read(event, this.#rows, active, page, node => this.#isOpen(node));
    if (!wish) {
      return;
    }

    event.preventDefault();
    if (wish.select) {
      this.#onSelect(this.#active);
    } else if (wish.open !== undefined) {
      this.#model.setOpen(this.#rows[active], wish.open);
      this.#draw();
    } else {
      this.#active = this.#rows[Math.min(Math.max(wish.to, 0), this.#rows.length - 1)].path;
      this.#draw();
      this.#scrollToActive();
    }
  }

  #onClick(event) {
    const row = event.target.closest('[role=treeitem]');
    const node = row && this.#rows.find(each => each.path === row.path);
    if (!node) {
      return;
    }

    if (event.target === row.firstElementChild && node.children.length > 0) {
      this.#model.setOpen(node, !this.#model.isOpen(node));
      this.#active = node.path;
      this.#draw();
    } else {
      this.#onSelect(node.path);
    }
  }

  #scrollToActive() {
    const y = this.#rows.findIndex(node => node.path === this.#active) * rowHeight;
    if (y < this.#element.scrollTop) {
      this.#element.scrollTop = y;
    } else if (y + rowHeight > this.#element.scrollTop + this.#element.clientHeight) {
      this.#element.scrollTop = y + rowHeight - this.#element.clientHeight;
    }
  }
}

const idOf = index => `vnet-${index}`;

// Children and load follow the name, so that typing it finds it.
const labelOf = ({ entry }, name) =>
  `${name}${entry.descendants > 0 ? `, ${count(entry.descendants)} below` : ''}${isBusy(entry) ? `, load ${load(entry.load1)}` : ''}`;

// What is shown as 0.00 is not shown.
const isBusy = entry => entry.load1 >= 0.005;

const makeRow = () => html('div', { role: 'treeitem' },
  html('span', { class: 'twist', 'aria-hidden': 'true' }),
  html('span', { class: 'name' }),
  html('span', { class: 'badge' }),
  html('span', { class: 'load' }));
