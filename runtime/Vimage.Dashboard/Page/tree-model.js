// The tree of vnets from their paths, and which of it is seen.

const top = '.';
const openAtFirst = 60;

export class TreeModel {
  #nodes = new Map();
  #open = new Set([top]);
  #isFirst = true;

  /** How many vnets there are. */
  get size() {
    return this.#nodes.size;
  }

  /** Takes the vnets, each after the one that it is below. */
  update(vnets) {
    this.#nodes = new Map();
    for (const entry of vnets) {
      const path = entry.path;
      const parent = path === top ? undefined : this.#nodes.get(parentOf(path));
      const node = { path, entry, parent, children: [], level: parent ? parent.level + 1 : 1, name: path === top ? top : path.slice(path.lastIndexOf('.') + 1) };
      node.place = parent ? parent.children.push(node) : 1;
      this.#nodes.set(path, node);
    }

    if (this.#isFirst && vnets.length <= openAtFirst) {
      vnets.forEach(entry => this.#open.add(entry.path));
    }

    this.#isFirst = false;
  }

  has(path) {
    return this.#nodes.has(path);
  }

  isOpen(node) {
    return this.#open.has(node.path);
  }

  setOpen(node, isOpen) {
    if (isOpen) {
      this.#open.add(node.path);
    } else {
      this.#open.delete(node.path);
    }
  }

  /** Opens all above a vnet. */
  reveal(path) {
    for (let node = this.#nodes.get(path)?.parent; node; node = node.parent) {
      this.setOpen(node, true);
    }
  }

  /** The rows that are seen: with a filter those whose path has it, and all above them. */
  rows(filter) {
    const root = this.#nodes.get(top);
    if (!root) {
      return [];
    }

    const matching = filter ? this.#matching(filter.toLowerCase()) : undefined;
    const rows = [];
    const visit = node => {
      rows.push(node);
      const children = matching ? node.children.filter(child => matching.has(child)) : this.isOpen(node) ? node.children : [];
      children.forEach(visit);
    };
    if (!matching || matching.has(root)) {
      visit(root);
    }

    return rows;
  }

  #matching(filter) {
    const matching = new Set();
    for (const node of this.#nodes.values()) {
      if (node.path.toLowerCase().includes(filter)) {
        for (let each = node; each && !matching.has(each); each = each.parent) {
          matching.add(each);
        }
      }
    }

    return matching;
  }
}

/** The path of the vnet above one. */
export function parentOf(path) {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? top : path.slice(0, dot);
}
