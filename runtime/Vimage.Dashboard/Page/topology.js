// The drawing of what is connected with what. Its nodes can be reached with the arrow keys, and selected.

import { reconcile, setAttribute, setText, svg } from './dom.js';
import { nameOf, several } from './format.js';
import { graphOf } from './graph.js';
import { layOut } from './layout.js';

const nodeWidth = 108;
const nodeHeight = 30;
const longestName = 14;

// How far a large drawing is scaled down before it scrolls.
const smallest = 0.7;

export class Topology {
  #links = svg('g', { class: 'links' });
  #nodes = svg('g', { class: 'nodes' });
  #drawing = svg('svg', { role: 'group', 'aria-labelledby': 'topology-title', 'aria-describedby': 'topology-note' }, this.#links, this.#nodes);
  #parent;
  #note;
  #onSelect;
  #graph = { nodes: [], links: [] };
  #shape = '';
  #active;
  #selected;
  #top = '';

  constructor(parent, note, onSelect) {
    [this.#parent, this.#note, this.#onSelect] = [parent, note, onSelect];
    parent.append(this.#drawing);

    // Not at the drawing itself: what listens for the focus in SVG can have it.
    parent.addEventListener('keydown', event => this.#onKey(event));
    parent.addEventListener('click', event => this.#choose(event.target.closest('.node')));
    parent.addEventListener('focusin', event => this.#activate(event.target.closest('.node')?.node));
  }

  /** Takes what there is; places are found anew only where that has changed. */
  update(vnets, interfaces, wormholes, selected, top) {
    [this.#selected, this.#top] = [selected, top];
    const paths = vnets.map(each => each.path).filter(path => isAtOrBelow(path, selected));
    const graph = graphOf(paths, interfaces, wormholes);
    const shape = JSON.stringify([graph.nodes.map(node => node.id), graph.links]);
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#graph = graph;
      this.#place();
    }

    this.#draw();
    setText(this.#note, noteOf(this.#graph, nameOf(selected, top)));
  }

  #place() {
    const { width, height } = layOut(this.#graph.nodes, this.#graph.links, Math.max(480, this.#parent.clientWidth));
    setAttribute(this.#drawing, 'viewBox', `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`);
    setAttribute(this.#drawing, 'width', Math.ceil(width));
    setAttribute(this.#drawing, 'height', Math.ceil(height));
    this.#drawing.style.minWidth = `${Math.ceil(width * smallest)}px`;
  }

  #draw() {
    const { nodes, links } = this.#graph;
    const byId = new Map(nodes.map(node => [node.id, node]));
    this.#active = byId.get(this.#active?.id) ?? byId.get(this.#selected) ?? nodes[0];
    reconcile(this.#links, links.map((link, index) => ({ link, index })), each => each.index, () => svg('line'),
      (line, { link }) => this.#fillLink(line, link, byId.get(link.from), byId.get(link.to)));
    reconcile(this.#nodes, nodes, node => node.id, makeNode, (element, node) => this.#fillNode(element, node, byId));
  }

  #fillLink(line, link, from, to) {
    Object.entries({ x1: from.x, y1: from.y, x2: to.x, y2: to.y }).forEach(([name, value]) => setAttribute(line, name, value.toFixed(1)));
    setAttribute(line, 'class', `${link.kind}${link.isUp ? '' : ' down'}`);
  }

  #fillNode(element, node, byId) {
    const [, text, title] = element.children;
    const name = this.#nameOf(node);
    element.node = node;
    setAttribute(element, 'transform', `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})`);
    setAttribute(element, 'class', `node ${node.kind}${isAtOrBelow(node.path, this.#selected) ? '' : ' outside'}`);
    setAttribute(element, 'tabindex', node === this.#active ? 0 : -1);
    setAttribute(element, 'aria-pressed', String(node.kind === 'vnet' && node.path === this.#selected));
    const others = node.links.map(link => byId.get(link.from === node.id ? link.to : link.from));
    setAttribute(element, 'aria-label', `${node.kind} ${name}, ${several(others.length, 'link')}${others.length > 0 ? `: ${others.map(other => this.#nameOf(other)).join(', ')}` : ''}`);
    setText(text, shortened(node.kind === 'bridge' ? node.name : name));
    setText(title, name);
  }

  #nameOf(node) {
    return node.kind === 'bridge' ? node.id : nameOf(node.path, this.#top);
  }

  #onKey(event) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#choose(event.target.closest('.node'));
      return;
    }

    const direction = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    const next = event.key === 'Home' ? this.#graph.nodes[0]
      : event.key === 'End' ? this.#graph.nodes.at(-1)
      : direction && this.#active && nearest(this.#graph.nodes, this.#active, direction);
    if (next) {
      event.preventDefault();
      this.#activate(next);
      this.#nodes.childrenByKey.get(next.id).focus();
    }
  }

  #choose(element) {
    if (element) {
      this.#onSelect(element.node.path);
    }
  }

  #activate(node) {
    if (node && node !== this.#active) {
      this.#active = node;
      for (const element of this.#nodes.children) {
        setAttribute(element, 'tabindex', element.node === node ? 0 : -1);
      }
    }
  }
}

const isAtOrBelow = (path, top) => top === '.' || path === top || path.startsWith(`${top}.`);

// The middle of long names is left out: vnets' names differ at the ends of their paths.
const shortened = name => (name.length > longestName ? `${name.slice(0, 4)}…${name.slice(5 - longestName)}` : name);

// In a direction, with what is aside counting double.
function nearest(nodes, from, [dx, dy]) {
  let [best, least] = [undefined, Infinity];
  for (const node of nodes) {
    const [x, y] = [node.x - from.x, node.y - from.y];
    const ahead = x * dx + y * dy;
    const cost = ahead + 2 * Math.abs(x * dy - y * dx);
    if (ahead > 1 && cost < least) {
      [best, least] = [node, cost];
    }
  }

  return best;
}

function noteOf({ nodes, links, left }, name) {
  const vnets = nodes.filter(node => node.kind === 'vnet').length;
  return `${name} and what is below it or connected with it: ${several(vnets, 'vnet')}, ${several(links.filter(link => link.kind !== 'has').length, 'link')}.`
    + (left > 0 ? ` ${several(left, 'vnet')} more would be too many to draw: select one below.` : '');
}

function makeNode(node) {
  const shape = node.kind === 'bridge'
    ? svg('rect', { x: -nodeWidth / 3, y: -nodeHeight / 2.5, width: nodeWidth / 1.5, height: nodeHeight / 1.25, rx: 0 })
    : svg('rect', { x: -nodeWidth / 2, y: -nodeHeight / 2, width: nodeWidth, height: nodeHeight, rx: nodeHeight / 2 });
  return svg('g', { role: 'button' }, shape, svg('text', { 'aria-hidden': 'true', dy: '0.35em' }), svg('title'));
}
