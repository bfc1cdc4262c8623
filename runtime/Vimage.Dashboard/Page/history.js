// The last minute of what is drawn as a line.

export const length = 60;

/** The last values of many things, by their keys. */
export class History {
  #values = new Map();

  add(key, value) {
    const values = this.#values.get(key) ?? [];
    values.push(value);
    if (values.length > length) {
      values.shift();
    }

    this.#values.set(key, values);
  }

  of(key) {
    return this.#values.get(key) ?? [];
  }

  /** Forgets what is there no more. */
  keep(keys) {
    for (const key of this.#values.keys()) {
      if (!keys.has(key)) {
        this.#values.delete(key);
      }
    }
  }

  clear() {
    this.#values.clear();
  }
}
