// The keys of a tree, as the ARIA Authoring Practices have them.

const patience = 700;

/** What a key does in the rows of a tree: the index to go to, or something to do with the row. */
export class TreeKeys {
  #typed = '';
  #typedAt = 0;

  /** Returns what a key asks for: { to }, { open }, { select } or nothing. */
  read(event, rows, active, page, isOpen) {
    const node = rows[active];
    switch (event.key) {
      case 'ArrowDown': return { to: active + 1 };
      case 'ArrowUp': return { to: active - 1 };
      case 'PageDown': return { to: active + page };
      case 'PageUp': return { to: active - page };
      case 'Home': return { to: 0 };
      case 'End': return { to: rows.length - 1 };
      case 'Enter': return { select: true };
      case ' ': return this.#isTyping(event) ? this.#find(event, rows, active) : { select: true };
      case 'ArrowRight': return node.children.length === 0 ? undefined : isOpen(node) ? { to: active + 1 } : { open: true };
      case 'ArrowLeft': return node.children.length > 0 && isOpen(node) && node.parent ? { open: false } : node.parent && { to: rows.indexOf(node.parent) };
      default: return event.key.length === 1 ? this.#find(event, rows, active) : undefined;
    }
  }

  // The next row whose name begins with what was typed.
  #find(event, rows, active) {
    const isMore = this.#isTyping(event);
    this.#typed = (isMore ? this.#typed : '') + event.key.toLowerCase();
    this.#typedAt = event.timeStamp;
    for (let i = isMore ? 0 : 1; i <= rows.length; i++) {
      const index = (active + i) % rows.length;
      if (rows[index].name.toLowerCase().startsWith(this.#typed)) {
        return { to: index };
      }
    }

    return { to: active };
  }

  #isTyping(event) {
    return event.timeStamp - this.#typedAt < patience;
  }
}
