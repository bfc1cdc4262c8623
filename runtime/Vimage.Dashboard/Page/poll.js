// Asks again and again, while the page is seen.

const patience = 5000;

/**
 * Asks for a document each period, in milliseconds, and tells what was answered, or why not. Nothing is asked while the page is hidden, nor
 * before the last question was answered.
 */
export class Poll {
  #address;
  #period;
  #onAnswer;
  #onSilence;
  #timer;
  #isAsking = false;
  #again = false;

  constructor(address, period, onAnswer, onSilence) {
    [this.#address, this.#period, this.#onAnswer, this.#onSilence] = [address, period, onAnswer, onSilence];
    document.addEventListener('visibilitychange', () => document.hidden ? clearTimeout(this.#timer) : this.ask());
    this.ask();
  }

  /** Asks at once. */
  async ask() {
    clearTimeout(this.#timer);
    if (this.#isAsking) {
      this.#again = true;
      return;
    }

    this.#isAsking = true;
    const [answer, error] = await this.#fetch();
    this.#isAsking = false;
    const again = this.#again;
    this.#again = false;
    if (!document.hidden) {
      this.#timer = setTimeout(() => this.ask(), again ? 0 : this.#period);
    }

    if (error) {
      this.#onSilence(error);
    } else {
      this.#onAnswer(answer);
    }
  }

  async #fetch() {
    try {
      const response = await fetch(this.#address(), { cache: 'no-store', signal: AbortSignal.timeout(patience) });
      return response.ok
        ? [await response.json()]
        : [undefined, `The process refuses to answer (${response.status}). ${(await response.text()).slice(0, 300)}`];
    } catch {
      return [undefined, 'The process does not answer.'];
    }
  }
}
