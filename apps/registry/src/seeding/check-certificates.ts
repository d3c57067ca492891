// Who issues certificates has a credit code, and a credit code is one: identifiers are made of it (GB/T 36904).
import { checkUscc } from '#rules/identity';
import { departmentBody } from '#rules/lists';
import { SeedFault, type Seeds } from './seed-files';

const FILE = 'seeds/credit-codes.json';

/** @throws SeedFault for the first code that is none, stands twice, or belongs to nobody. */
export function checkCreditCodes({ creditCodes }: Seeds, known: ReadonlySet<string>): void {
  creditCodes.forEach(({ body, uscc }, i) => {
    if (!known.has(body)) throw new SeedFault(FILE, `/${i}/body`, `no body ${body}`);
    const verdict = checkUscc(uscc);
    if (!verdict.valid || verdict.normalised !== uscc) throw new SeedFault(FILE, `/${i}/uscc`, 'no credit code');
    const first = creditCodes.findIndex((other) => other.body === body || other.uscc === uscc);
    if (first < i) throw new SeedFault(FILE, `/${i}`, `body or code stands already in /${first}`);
  });
}

/** Every body in whose name a certificate may be issued has a code. @throws SeedFault */
export function checkIssuers({ items, delegations, creditCodes }: Seeds): void {
  for (const { item } of items.filter(({ item }) => item.certificate)) {
    const issuers = delegations
      .filter((row) => row.item === item.code)
      .map(({ mode, park, department }) => (mode === 'AUTHORISE' ? `park:${park}` : departmentBody(department)));
    const bare = issuers.find((issuer) => !creditCodes.some(({ body }) => body === issuer));
    if (bare) throw new SeedFault(FILE, '', `${bare} issues certificates of item ${item.code} and has no credit code`);
  }
}
