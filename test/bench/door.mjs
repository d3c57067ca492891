// The gateway as clients of the bench reach it: kept connections, tokens fetched once, every answer timed.
// @ts-check
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import { Readable } from 'node:stream';

const seeds = JSON.parse(fs.readFileSync(new URL('../../seeds/people.json', import.meta.url), 'utf8'));

/** @typedef {{ status: number, body: any, ms: number }} Answer  `ms` from the sending to the last byte; `body` is `any`: each route has its own */

/** The credit code of the enterprise that a demo applicant acts for. @param {string} user */
export const enterpriseOf = (user) =>
  seeds.people
    .find((/** @type {{ user: string }} */ person) => person.user === user)
    .mandates[0].body.replace('enterprise:', '');

export class Door {
  /** @type {Map<string, string>} */ #tokens = new Map();
  #agent = new http.Agent({ keepAlive: true, maxSockets: 256 });

  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /** Hashing a password costs more than many acts: everybody signs in before anything is measured. @param {readonly string[]} users */
  async signIn(users) {
    for (const user of users) {
      const { status, body } = await this.#send('POST', '/api/v1/sign-in', {}, { user, password: seeds.demoPassword });
      if (status !== 200) throw new Error(`${user} could not sign in: ${JSON.stringify(body)}`);
      this.#tokens.set(user, body.token);
    }
  }

  /** @param {string} as @param {string} path @returns {Promise<Answer>} */
  get(as, path) {
    return this.#send('GET', path, this.#headers(as));
  }

  /** @param {string} as @param {string} path @param {object} body @param {string} [key] that of an earlier try @returns {Promise<Answer>} */
  post(as, path, body, key = randomUUID()) {
    return this.#send('POST', path, { ...this.#headers(as), 'idempotency-key': key }, body);
  }

  /** How long the same reading takes, one after the other. @param {string} as @param {(n: number) => string} path @param {number} times @returns {Promise<number[]>} */
  async times(as, path, times) {
    const seen = [];
    for (let n = 0; n < times; n += 1) {
      const { status, body, ms } = await this.get(as, path(n));
      if (status !== 200) throw new Error(`${path(n)}: ${status} ${JSON.stringify(body)}`);
      seen.push(ms);
    }
    return seen;
  }

  /** Posts a file as it is made. @param {string} as @param {string} path @param {string} type @param {Readable} content @returns {Promise<Answer>} */
  stream(as, path, type, content) {
    return this.#send('POST', path, { ...this.#headers(as), 'content-type': type }, content);
  }

  close() {
    this.#agent.destroy();
  }

  /** @param {string} as */
  #headers(as) {
    const token = this.#tokens.get(as);
    if (token === undefined) throw new Error(`${as} has not signed in`);
    return { authorization: `Bearer ${token}` };
  }

  /**
   * @param {string} method @param {string} path @param {http.OutgoingHttpHeaders} headers @param {object | Readable} [body]
   * @returns {Promise<Answer>}
   */
  #send(method, path, headers, body) {
    const payload = body === undefined || body instanceof Readable ? undefined : Buffer.from(JSON.stringify(body));
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const more = payload && { 'content-type': 'application/json', 'content-length': payload.length };
      const request = http.request(this.url + path, { method, agent: this.#agent, headers: { ...headers, ...more } });
      request.on('error', reject).on('response', (response) => {
        /** @type {Buffer[]} */ const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
        response.on('end', () => {
          const ms = performance.now() - began;
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()), ms });
        });
      });
      if (body instanceof Readable) body.on('error', reject).pipe(request);
      else request.end(payload);
    });
  }
}
