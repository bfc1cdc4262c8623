// A line of the last minute.

import { setAttribute, svg } from './dom.js';
import { length } from './history.js';

const width = 240;
const height = 48;
const margin = 2;

/** Makes a drawing of one line or several with one scale. */
export function sparkline(...names) {
  return svg('svg', { class: 'sparkline', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img' },
    svg('path', { class: 'base', d: `M0 ${height - margin}H${width}` }),
    ...names.map(name => svg('polyline', { class: name })));
}

/** Draws, and says what is drawn. */
export function drawSparkline(drawing, label, ...series) {
  const highest = Math.max(...series.flat(), 1e-9);
  setAttribute(drawing, 'aria-label', label);
  drawing.querySelectorAll('polyline').forEach((line, index) => setAttribute(line, 'points', pointsOf(series[index], highest)));
}

// The newest value is at the right; what is not known yet is left out.
function pointsOf(values, highest) {
  const step = width / (length - 1);
  return values
    .map((value, index) => {
      const x = width - (values.length - 1 - index) * step;
      const y = height - margin - (value / highest) * (height - 2 * margin);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}
