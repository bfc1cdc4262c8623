// Numbers as people read them.

const whole = new Intl.NumberFormat('en');
const three = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const prefixes = ['', 'k', 'M', 'G', 'T'];

/** A count in full: 12,345. */
export const count = value => whole.format(value);

/** A load average, as uptime(1) has it. */
export const load = value => value.toFixed(2);

/** Seconds of processors. */
export const seconds = value => `${value < 100 ? value.toFixed(1) : whole.format(Math.round(value))} s`;

/** Something a second, with a prefix of the SI; a dash where it is not known yet. */
export function perSecond(value, unit) {
  if (value === undefined) {
    return '–';
  }

  let power = 0;
  let scaled = value;
  while (scaled >= 1000 && power < prefixes.length - 1) {
    scaled /= 1000;
    power++;
  }

  return `${scaled < 10 && power === 0 ? three.format(Math.round(scaled * 10) / 10) : three.format(scaled)} ${prefixes[power]}${unit}/s`;
}

/** One of something, or several. */
export const several = (number, one, more = `${one}s`) => `${count(number)} ${number === 1 ? one : more}`;

/** A vnet by its path. */
export const nameOf = (path, top) => (path === '.' ? top : path);
