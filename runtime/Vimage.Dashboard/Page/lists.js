// Wormholes and teardowns.

import { setAttribute, setText } from './dom.js';
import { count, nameOf } from './format.js';
import { setLines, Table } from './table.js';

export class Wormholes {
  #table;
  #top = '';

  constructor(parent) {
    const between = each => each.ends.map(end => (end === null ? 'elsewhere' : nameOf(end, this.#top))).join(' – ');
    this.#table = new Table(parent, 'Wormholes', [
      { title: 'Name', text: each => each.name },
      { title: 'Between', text: between },
      { title: 'Form', text: each => each.form },
      { title: 'State', text: each => each.state },
      { title: 'Forward', isNumber: true, text: each => `${count(each.forwardReceived)} of ${count(each.forwardSent)}` },
      { title: 'Backward', isNumber: true, text: each => `${count(each.backwardReceived)} of ${count(each.backwardSent)}` },
    ], 'There are no wormholes.');
  }

  update(wormholes, top) {
    this.#top = top;
    this.#table.update(numbered(wormholes), each => each.number);
  }
}

export class Teardowns {
  #table;

  constructor(parent) {
    this.#table = new Table(parent, 'Teardowns', [
      { title: 'Vnet', text: each => each.path },
      { title: 'Ended', text: each => new Date(each.endedAt).toLocaleTimeString('en-GB') },
      { title: 'Verdict', fill: fillVerdict },
      { title: 'Failures, and what is held', fill: (cell, each) => setLines(cell, [...each.failures, ...each.held.map(held => `Held: ${held}`)]) },
    ], 'No vnet was torn down since the dashboard has been there.');
  }

  update(teardowns) {
    this.#table.update(teardowns, each => `${each.endedAt} ${each.path}`);
  }
}

function fillVerdict(cell, each) {
  setText(cell, each.isClean ? 'clean' : 'not clean');
  setAttribute(cell, 'class', each.isClean ? 'good' : 'bad');
}

// Several may have one name.
const numbered = list => list.map((each, number) => ({ ...each, number }));
