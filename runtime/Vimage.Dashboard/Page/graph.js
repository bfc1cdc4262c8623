// What there is to draw, from what the interfaces connect.

const most = 200;

/**
 * Returns the nodes and links of vnets and bridges: each vnet is a node, a bridge one of its own with a link to its vnet, a pair or
 * a wormhole a link between those that it connects. Vnets beyond the most that are drawn are left out, and counted.
 */
export function graphOf(paths, interfaces, wormholes) {
  const nodes = new Map();
  let left = 0;
  for (const path of connectedFirst(paths, interfaces, wormholes)) {
    if (nodes.size < most) {
      nodes.set(path, { id: path, kind: 'vnet', path, links: [] });
    } else {
      left++;
    }
  }

  const known = new Set(interfaces.map(each => `${each.name}@${each.vnet}`));
  const ends = new Map();
  const links = [];
  for (const each of interfaces.filter(each => each.kind === 'bridge' && nodes.has(each.vnet))) {
    const bridge = { id: `${each.name}@${each.vnet}`, kind: 'bridge', path: each.vnet, name: each.name, links: [] };
    nodes.set(bridge.id, bridge);
    each.members.forEach(member => ends.set(`${member}@${each.vnet}`, bridge.id));
    links.push({ from: each.vnet, to: bridge.id, kind: 'has', isUp: each.isUp });
  }

  for (const each of interfaces.filter(each => each.peer)) {
    const [own, peer] = [`${each.name}@${each.vnet}`, each.peer];
    const there = peer.slice(peer.indexOf('@') + 1);
    if (nodes.has(each.vnet) && nodes.has(there) && (own < peer || !known.has(peer))) {
      links.push({ from: ends.get(own) ?? each.vnet, to: ends.get(peer) ?? there, kind: 'pair', isUp: each.isUp, name: `${own} – ${peer}` });
    }
  }

  for (const { name, ends: [from, to] } of wormholes) {
    if (nodes.has(from) && nodes.has(to)) {
      links.push({ from, to, kind: 'wormhole', isUp: true, name });
    }
  }

  links.forEach(link => [link.from, link.to].forEach(end => nodes.get(end).links.push(link)));
  return { nodes: [...nodes.values()], links, left };
}

// Each vnet with those that it is connected with next to it, then those that are connected with nothing: what is left out is the end of it.
function connectedFirst(paths, interfaces, wormholes) {
  const neighbors = new Map();
  const connect = (one, other) => neighbors.set(one, [...neighbors.get(one) ?? [], other]);
  for (const { vnet, peer } of interfaces.filter(each => each.peer)) {
    connect(vnet, peer.slice(peer.indexOf('@') + 1));
  }

  for (const { ends: [one, other] } of wormholes.filter(each => !each.ends.includes(null))) {
    connect(one, other);
    connect(other, one);
  }

  const connected = paths.filter(path => neighbors.has(path)).flatMap(path => [path, ...neighbors.get(path)]);
  return new Set([...paths.slice(0, 1), ...connected, ...paths]);
}
