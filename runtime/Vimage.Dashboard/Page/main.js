// Brings the parts of the page together.

import { Details } from './details.js';
import { setText } from './dom.js';
import { setFacts } from './facts.js';
import { count, load, nameOf, seconds } from './format.js';
import { Teardowns, Wormholes } from './lists.js';
import { Poll } from './poll.js';
import { startTheme } from './theme.js';
import { Topology } from './topology.js';
import { parentOf } from './tree-model.js';
import { Tree } from './tree.js';

const statePeriod = 1000;
// unused
const topologyPeriod = 5000;
const byId = id => document.getElementById(id);

// What is 0 is not in the answer.
const nothing = { descendants: 0, childrenMax: 0, interfaces: 0, sockets: 0, tasks: 0, cpuSeconds: 0, runnable: 0, load1: 0, load5: 0, load15: 0 };

let selected = '.';
let state;
let interfaces = [];
let answeredAt;

startTheme(byId('theme'));
const tree = new Tree(byId('tree'), byId('filter'), byId('found'), select);
const details = new Details(byId('details'));
const topology = new Topology(byId('topology'), byId('topology-note'), select);
const wormholes = new Wormholes(byId('wormholes'));
const teardowns = new Teardowns(byId('teardowns'));
const query = () => `vnet=${encodeURIComponent(selected)}`;
const states = new Poll(() => `state?${query()}`, statePeriod, onState, onSilence);
const topologies = new Poll(() => `topology?${query()}`, topologyPeriod, onTopology, () => {});

function select(path) {
  if (path !== selected) {
    selected = path;
    states.ask();
    topologies.ask();
  }

  tree.select(path);
  drawSelected();
}

function onState(answer) {
  answer.vnets = answer.vnets.map(each => ({ ...nothing, ...each }));
  const isOther = state && state.process.processId !== answer.process.processId;
  if (isOther) {
    location.reload();
    return;
  }

  const isNews = !state || state.vnets.length !== answer.vnets.length;
  state = answer;
  answeredAt = new Date();
  document.body.classList.remove('silent');
  byId('silence').hidden = true;
  drawHeader();
  tree.update(state.vnets, state.process.vnet);
  details.remember(state.vnets);
  wormholes.update(state.wormholes, state.process.vnet);
  teardowns.update(state.teardowns);
  drawSelected();
  const vnet = state.vnets.find(each => each.path === selected);
  if (state.selected?.path === selected) {
    details.update(vnet, state.selected, state.time);
  }

  if (isNews) {
    topologies.ask();
  }
}

function onTopology(answer) {
  interfaces = answer.interfaces;
  drawTopology();
}

function onSilence(reason) {
  document.body.classList.add('silent');
  byId('silence').hidden = false;
  setText(byId('silence'), answeredAt ? `${reason} What is shown is of ${answeredAt.toLocaleTimeString('en-GB')}.` : reason);
}

function drawHeader() {
  const { process, vnets } = state;
  const sum = name => vnets.reduce((total, each) => total + each[name], 0);
  setText(byId('program'), process.program);
  document.title = `${process.program} – Vimage`;
  setText(byId('process'), `process ${process.processId}, ${process.vnet} and below`);
  setFacts(byId('totals'), [
    ['Vnets', count(vnets.length)],
    ['Interfaces', count(sum('interfaces'))],
    ['Sockets', count(sum('sockets'))],
    ['Tasks', count(sum('tasks'))],
    ['CPU time', seconds(sum('cpuSeconds'))],
    ['Load', ['load1', 'load5', 'load15'].map(name => load(sum(name))).join(' ')],
  ]);
}

function drawSelected() {
  if (!state) {
    return;
  }

  if (!tree.has(selected)) {
    select(parentOf(selected));
    return;
  }

  setText(byId('selected-title'), nameOf(selected, state.process.vnet));
  drawTopology();
}

function drawTopology() {
  if (state) {
    topology.update(state.vnets, interfaces, state.wormholes, selected, state.process.vnet);
  }
}
