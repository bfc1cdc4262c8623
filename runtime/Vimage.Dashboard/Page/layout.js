// Where the nodes of a drawing are. The same graph is drawn the same way each time: nothing here is by chance.

const spacing = 112;
const gap = 70;
const rounds = 150;

/** Gives each node an x and a y, and returns the size of the whole. */
export function layOut(nodes, links, width) {
  const parts = partsOf(nodes, links).map(part => layOutPart(part.nodes, part.links));
  let [x, y, rowHeight, widest] = [0, 0, 0, 0];
  for (const part of parts) {
    if (x > 0 && x + part.width > width) {
      [x, y, rowHeight] = [0, y + rowHeight, 0];
    }

    part.nodes.forEach(node => [node.x, node.y] = [node.x + x, node.y + y]);
    x += part.width;
    rowHeight = Math.max(rowHeight, part.height);
    widest = Math.max(widest, x);
  }

  return { width: widest, height: y + rowHeight };
}

// What hangs together, the largest part first.
function partsOf(nodes, links) {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const seen = new Set();
  const parts = [];
  for (const start of nodes) {
    if (seen.has(start)) {
      continue;
    }

    const part = [start];
    seen.add(start);
    for (const node of part) {
      for (const link of node.links) {
        const other = byId.get(link.from === node.id ? link.to : link.from);
        if (!seen.has(other)) {
          seen.add(other);
          part.push(other);
        }
      }
    }

    const inside = new Set(part.map(node => node.id));
    parts.push({ nodes: part, links: links.filter(link => inside.has(link.from)) });
  }

  return parts.sort((one, other) => other.nodes.length - one.nodes.length);
}

function layOutPart(nodes, links) {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const hub = nodes.reduce((best, node) => (node.links.length > best.links.length ? node : best));
  const rest = nodes.filter(node => node !== hub);
  [hub.x, hub.y] = [0, 0];
  const radius = Math.max(1.35 * spacing, rest.length * spacing / (2 * Math.PI));
  rest.forEach((node, index) => {
    const angle = 2 * Math.PI * index / rest.length;
    [node.x, node.y] = [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  if (nodes.length > 2) {
    for (let round = 0; round < rounds; round++) {
      relax(nodes, links, byId, spacing * (1 - round / rounds) / 2);
    }
  }

  const [left, top] = [Math.min(...nodes.map(node => node.x)), Math.min(...nodes.map(node => node.y))];
  nodes.forEach(node => [node.x, node.y] = [node.x - left + gap, node.y - top + gap / 2]);
  return { nodes, width: Math.max(...nodes.map(node => node.x)) + gap, height: Math.max(...nodes.map(node => node.y)) + gap / 2 };
}

// Nodes push each other away, links pull (Fruchterman, Reingold: Graph Drawing by Force-directed Placement, 1991).
function relax(nodes, links, byId, farthest) {
  nodes.forEach(node => [node.dx, node.dy] = [0, 0]);
  for (let i = 0; i < nodes.length; i++) {
    for (let j = i + 1; j < nodes.length; j++) {
      const [one, other] = [nodes[i], nodes[j]];
      const [dx, dy] = [one.x - other.x, one.y - other.y];
      const push = spacing * spacing / Math.max(dx * dx + dy * dy, 1);
      move(one, other, dx * push, dy * push);
    }
  }

  for (const link of links) {
    const [one, other] = [byId.get(link.from), byId.get(link.to)];
    const [dx, dy] = [one.x - other.x, one.y - other.y];
    const pull = -Math.hypot(dx, dy) / spacing;
    move(one, other, dx * pull, dy * pull);
  }

  for (const node of nodes) {
    const way = Math.hypot(node.dx, node.dy);
    const step = way > farthest ? farthest / way : 1;
    [node.x, node.y] = [node.x + node.dx * step, node.y + node.dy * step];
  }
}

function move(one, other, dx, dy) {
  [one.dx, one.dy] = [one.dx + dx, one.dy + dy];
  [other.dx, other.dy] = [other.dx - dx, other.dy - dy];
}
