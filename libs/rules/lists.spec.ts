// The power list (权力清单): who decides an item in a park on a day.
import { competence, holdsPower, isInForce, type Delegation } from './lists';
import { Refusal } from './refusal';

const grant = (more: Partial<Delegation> = {}): Delegation => ({
  item: '16',
  park: 'caohejing',
  department: 'construction',
  mode: 'ENTRUST',
  document: '沪府办发〔2013〕34号',
  from: '2015-01-01',
  to: '2027-01-01',
  ...more,
});
const ask = (delegations: Delegation[], on = '2026-09-18', park = 'caohejing', item = '16') =>
  competence(delegations, item, park, on);

describe('a grant', () => {
  it.each([
    ['2014-12-31', false],
    ['2015-01-01', true],
    ['2026-12-31', true],
    ['2027-01-01', false],
  ])('on %s is in force: %s (the first day counts, `to` is the first day without)', (on, expected) => {
    expect(isInForce(grant(), on)).toBe(expected);
  });

  it('without an end stays in force', () => {
    expect(isInForce(grant({ to: null }), '2099-12-31')).toBe(true);
  });
});

describe('who decides', () => {
  it.each([
    ['ENTRUST', 'park:caohejing', 'dept:construction'],
    ['AUTHORISE', 'park:caohejing', 'park:caohejing'],
    ['WINDOW_ONLY', 'dept:construction', 'dept:construction'],
  ] as const)('under %s: %s, in the name of %s', (mode, owner, inNameOf) => {
    expect(ask([grant({ mode })])).toEqual({ owner, inNameOf, delegation: grant({ mode }) });
  });

  it('follows the grant of the day where one follows another', () => {
    const two = [grant({ to: '2026-09-18' }), grant({ from: '2026-09-18', to: null, mode: 'WINDOW_ONLY' })];
    expect(ask(two, '2026-09-17').owner).toBe('park:caohejing');
    expect(ask(two, '2026-09-18').owner).toBe('dept:construction');
  });

  it.each([
    ['before the first day', '2014-12-31', 'caohejing', '16'],
    ['on the day it ends', '2027-01-01', 'caohejing', '16'],
    ['in a park without a grant', '2026-09-18', 'jinqiao', '16'],
    ['for an item without a grant', '2026-09-18', 'caohejing', '11'],
  ])('nobody %s: NO_DELEGATION', (_, on, park, item) => {
    let refusal: unknown;
    try {
      ask([grant()], on, park, item);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'NO_DELEGATION', params: { item, park, on } });
  });
});

describe('the power to decide an open case', () => {
  const holds = (owner: string, delegations: Delegation[], on = '2026-09-18') => holdsPower(owner, delegations, on);

  it('ends for a park with its grant', () => {
    expect(holds('park:caohejing', [grant()], '2026-12-31')).toBe(true);
    expect(holds('park:caohejing', [grant()], '2027-01-01')).toBe(false);
    expect(holds('park:caohejing', [grant({ park: 'jinqiao' })])).toBe(false);
  });

  it('stays with a park that is authorised where it was entrusted, and leaves one that keeps only its window', () => {
    expect(holds('park:caohejing', [grant({ to: '2020-01-01' }), grant({ mode: 'AUTHORISE' })])).toBe(true);
    expect(holds('park:caohejing', [grant({ mode: 'WINDOW_ONLY' })])).toBe(false);
  });

  it('is a department’s own, with or without a window in the park', () => {
    expect(holds('dept:construction', [grant({ mode: 'WINDOW_ONLY' })])).toBe(true);
    expect(holds('dept:construction', [])).toBe(true);
  });
});
