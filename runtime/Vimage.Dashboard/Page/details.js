// The selected vnet: what it has, its load and its traffic, its interfaces.

import { html, setText } from './dom.js';
import { setFacts } from './facts.js';
import { count, load, perSecond, seconds } from './format.js';
import { History } from './history.js';
import { Rates, sumOf } from './rates.js';
import { drawSparkline, sparkline } from './sparkline.js';
import { setLines, Table } from './table.js';

export class Details {
  #facts = html('dl', { class: 'facts' });
  #load = chart('Load average', 'load');
  #traffic = chart('Traffic', 'in', 'out');
  #interfaces;
  #limits;
  #rates = new Rates();
  #latest = new Map();
  #loads = new History();
  #bytes = new History();
  #owner;

  constructor(parent) {
    parent.append(this.#facts, html('div', { class: 'charts' }, this.#load.element, this.#traffic.element), html('h3', {}, 'Interfaces'));
    this.#interfaces = new Table(parent, 'Interfaces', this.#columns(), 'This vnet has no interfaces.');
    parent.append(html('h3', {}, 'Limits'));
    this.#limits = new Table(parent, 'Limits', limitColumns, 'This vnet has no limits.');
  }

  /** Keeps the loads of all, so that whichever is selected next has a line at once. */
  remember(vnets) {
    vnets.forEach(each => this.#loads.add(each.path, each.load1));
    this.#loads.keep(new Set(vnets.map(each => each.path)));
  }

  update(vnet, selected, time) {
    if (this.#owner !== vnet.path) {
      this.#bytes.clear();
      this.#owner = vnet.path;
    }

    this.#latest = this.#rates.update(vnet.path, time, selected.interfaces);
    if (this.#latest.size > 0) {
      ['bytesIn', 'bytesOut'].forEach(name => this.#bytes.add(name, sumOf(this.#latest, name)));
    }

    setFacts(this.#facts, factsOf(vnet));
    this.#drawCharts(vnet);
    this.#interfaces.update(selected.interfaces, each => each.index);
    this.#limits.update(selected.limits, each => each.name);
  }

  #drawCharts(vnet) {
    const loads = `${load(vnet.load1)}, ${load(vnet.load5)}, ${load(vnet.load15)}`;
    setText(this.#load.values[0], loads);
    drawSparkline(this.#load.drawing, `Load averages over 1, 5 and 15 minutes: ${loads}`, this.#loads.of(vnet.path));
    const [bytesIn, bytesOut] = [this.#bytes.of('bytesIn'), this.#bytes.of('bytesOut')];
    const traffic = [`in ${perSecond(bytesIn.at(-1), 'B')}`, `out ${perSecond(bytesOut.at(-1), 'B')}`];
    this.#traffic.values.forEach((value, index) => setText(value, traffic[index]));
    drawSparkline(this.#traffic.drawing, `Traffic of all interfaces: ${traffic.join(', ')}`, bytesIn, bytesOut);
  }

  #columns() {
    const rate = (title, bytes, packets) => ({ title, isNumber: true, fill: (cell, each) => this.#fillRate(cell, each, bytes, packets) });
    return [
      { title: 'Name', fill: fillName },
      { title: 'Addresses', fill: (cell, each) => setLines(cell, each.addresses) },
      { title: 'Connected with', text: each => (each.members.length > 0 ? each.members.join(', ') : each.peer ?? '') },
      rate('In', 'bytesIn', 'packetsIn'),
      rate('Out', 'bytesOut', 'packetsOut'),
      { title: 'Dropped', isNumber: true, text: each => count(each.dropped) },
    ];
  }

  #fillRate(cell, each, bytes, packets) {
    const rates = this.#latest.get(each.index);
    setLines(cell, [perSecond(rates?.[bytes], 'B'), perSecond(rates?.[packets], 'packets')]);
  }
}

const limitColumns = [
  { title: 'Of what', text: each => each.name },
  { title: 'Used', isNumber: true, text: each => count(each.used) },
  { title: 'Limit', isNumber: true, text: each => (each.limit === null ? 'none' : count(each.limit)) },
];

const factsOf = vnet => [
  ['Vnets below', `${count(vnet.descendants)} of ${count(vnet.childrenMax)}`],
  ['Interfaces', count(vnet.interfaces)],
  ['Sockets', count(vnet.sockets)],
  ['Tasks', count(vnet.tasks)],
  ['Runnable', count(vnet.runnable)],
  ['CPU time', seconds(vnet.cpuSeconds)],
];

function fillName(cell, each) {
  setLines(cell, [each.name, `${each.kind}${each.flags.includes('up') ? '' : ', down'}${each.hasCarrier ? '' : ', cut'}`]);
}

function chart(title, ...lines) {
  const drawing = sparkline(...lines);
  const values = lines.map(line => html('span', { class: `value ${line}` }));
  return { drawing, values, element: html('div', { class: 'chart' }, html('p', {}, `${title} `, ...values), drawing) };
}
