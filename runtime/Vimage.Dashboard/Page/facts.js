// Names with values, as a description list.

import { html, reconcile, setText } from './dom.js';

/** Brings a list of [name, value] up to date. */
export function setFacts(list, facts) {
  reconcile(list, facts, ([name]) => name, ([name]) => html('div', {}, html('dt', {}, name), html('dd')), (row, [, value]) => setText(row.lastElementChild, value));
}
