// Rates from counters.

const counters = ['packetsIn', 'bytesIn', 'packetsOut', 'bytesOut', 'dropped'];

/** What the counters of interfaces have grown by a second, from one state to the next. */
export class Rates {
  #owner;
  #time;
  #before = new Map();

  /** Takes the interfaces of a vnet, and returns the rates by their numbers; none of an interface that was not there before. */
  update(owner, time, interfaces) {
    const elapsed = time - this.#time;
    const isNext = owner === this.#owner && elapsed > 0;
    const rates = new Map();
    for (const each of interfaces) {
      const before = isNext ? this.#before.get(each.index) : undefined;
      if (before?.name === each.name) {
        rates.set(each.index, Object.fromEntries(counters.map(name => [name, Math.max(0, each[name] - before[name]) / elapsed])));
      }
    }

    [this.#owner, this.#time] = [owner, time];
    this.#before = new Map(interfaces.map(each => [each.index, each]));
    return rates;
  }
}

/** The sum of one rate over all interfaces. */
export const sumOf = (rates, name) => [...rates.values()].reduce((sum, each) => sum + each[name], 0);
