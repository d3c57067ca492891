// Whose desk a step lies on (认领、退回、转办), and who acts in whose place (代理).
import { calendar, FILED, partiesTo, permitFor } from '../../test/law';
import {
  allowedActs,
  deskInTheWay,
  mayAct,
  mayArrange,
  mayArrangeSomebody,
  ROLE_OF_STEP,
  stepsOf,
  whyNotAllowed,
  whyNotAssigned,
  type Mandate,
  type Role,
} from './access';
import { inPlaceOf } from './acting';
import { type ActData } from './doing';
import { settle } from './due';
import { type ActName } from './lifecycle';
import { reduce } from './reduce';
import { type CaseState, type Step } from './state';
import { openWork } from './steps';

const item = permitFor('dept:fire', 'dept:water');
const two = { ...item, fourEyes: true };
const does = (state: CaseState | null, act: ActName, by = 'person:a', data: ActData = {}, definition = item) =>
  reduce(state, { act, at: state ? state.lastAt + 60_000 : FILED, by, data }, definition, calendar).state;
const filed = (definition = item) => does(null, 'file', 'person:z', { parties: partiesTo(definition) }, definition);
const inReview = () => does(filed(), 'accept');
const agree = (state: CaseState, body: string, by = 'person:r', more: ActData = {}) =>
  does(state, 'opinion', by, { body, verdict: 'AGREE', ...more });
const FIRE = { step: 'review/dept:fire' };
const deskOf = (state: CaseState, id: string) => state.steps.find((step) => step.id === id)!.assignee;

const own = (person: string, role: Role, body: string): Mandate => ({ role, body, holder: `person:${person}` });
const fireman = (person: string) => own(person, 'REVIEWER', 'dept:fire');
const claimedByAnn = () => does(inReview(), 'claim', 'person:ann', FIRE);
const owner = partiesTo(item).owner;

describe('公务员法 第十四条: a step on a desk', () => {
  it('is taken once: whoever comes second is told that it is taken', () => {
    expect(deskOf(claimedByAnn(), FIRE.step)).toBe('person:ann');
    expect(() => does(claimedByAnn(), 'claim', 'person:bob', FIRE)).toThrow('STEP_CLAIMED');
    expect(mayAct('claim', [fireman('bob')], claimedByAnn())).toBe(false);
    expect(whyNotAllowed('claim', [fireman('bob')], claimedByAnn())).toBe('STEP_CLAIMED');
    expect(deskInTheWay('claim', [fireman('bob')], claimedByAnn())).toBe('person:ann');
  });

  it('is ended by its holder alone, and by anybody of the body while it is free', () => {
    const may = (person: string, state: CaseState) => mayAct('opinion', [fireman(person)], state);
    expect([may('ann', claimedByAnn()), may('bob', claimedByAnn())]).toEqual([true, false]);
    expect(whyNotAllowed('opinion', [fireman('bob')], claimedByAnn())).toBe('STEP_CLAIMED');
    expect(may('bob', inReview())).toBe(true);
    expect(may('bob', does(claimedByAnn(), 'release', 'person:ann', FIRE))).toBe(true);
    const handed = does(claimedByAnn(), 'reassign', 'person:ann', { ...FIRE, assignee: 'person:bob' });
    expect([may('ann', handed), may('bob', handed)]).toEqual([false, true]);
  });

  it('holds up nobody of another body', () => {
    expect(mayAct('opinion', [own('eve', 'REVIEWER', 'dept:water')], claimedByAnn())).toBe(true);
  });

  it('is not closed by the way either: by asking once more, or by correcting the certificate', () => {
    const deciding = agree(agree(inReview(), 'dept:fire'), 'dept:water');
    const taken = does(deciding, 'claim', 'person:dan', { step: 'decision' });
    const [dan, eve] = ['dan', 'eve'].map((person) => [own(person, 'DECIDER', owner)]);
    expect([mayAct('recirculate', dan!, taken), mayAct('recirculate', eve!, taken)]).toEqual([true, false]);
    expect(mayAct('extend', eve!, taken)).toBe(true); // ends nothing
  });

  it('is given back by its holder, the head of the body, or the commission that watches the dates', () => {
    const may = (mandate: Mandate) => mayAct('release', [mandate], claimedByAnn());
    expect(may(fireman('ann'))).toBe(true);
    expect(may(own('hed', 'HEAD', 'dept:fire'))).toBe(true);
    expect(may(own('com', 'COMMISSION', 'commission'))).toBe(true);
    expect(may(fireman('bob'))).toBe(false);
    expect(may(own('hed', 'HEAD', 'dept:water'))).toBe(false);
  });

  it('is handed on by its holder or the head, who may also give out what is free', () => {
    const may = (mandate: Mandate, state = claimedByAnn()) => mayAct('reassign', [mandate], state);
    expect([may(fireman('ann')), may(fireman('bob')), may(own('hed', 'HEAD', 'dept:fire'))]).toEqual([
      true,
      false,
      true,
    ]);
    expect([may(fireman('ann'), inReview()), may(own('hed', 'HEAD', 'dept:fire'), inReview())]).toEqual([false, true]);
    expect(may(own('com', 'COMMISSION', 'commission'))).toBe(false);
  });

  it('goes only to an officer who holds its role in its body, and not in the own matter', () => {
    const [step] = claimedByAnn().steps.filter(({ id }) => id === FIRE.step);
    const why = (...mandates: Mandate[]) => whyNotAssigned(step!, mandates, partiesTo(item), 'person:bob');
    expect(why(fireman('bob'))).toBeNull();
    expect(why(own('bob', 'REVIEWER', 'dept:water'))).toBe('ASSIGNEE_WITHOUT_MANDATE');
    expect(why(own('bob', 'DECIDER', 'dept:fire'))).toBe('ASSIGNEE_WITHOUT_MANDATE');
    expect(why(fireman('ann'))).toBe('ASSIGNEE_WITHOUT_MANDATE'); // held for another as a deputy
    expect(why(fireman('bob'), own('bob', 'APPLICANT', partiesTo(item).applicant))).toBe('OWN_MATTER');
  });

  it('that nobody has can be given back by nobody, and is not handed to whoever has it', () => {
    expect(whyNotAllowed('release', [fireman('bob')], inReview())).toBe('STEP_NOT_CLAIMED');
    const other = does(inReview(), 'claim', 'person:w', { step: 'review/dept:water' });
    expect(() => does(other, 'release', 'person:ann', FIRE)).toThrow('STEP_NOT_CLAIMED');
    expect(() => does(claimedByAnn(), 'reassign', 'person:hed', { ...FIRE, assignee: 'person:ann' })).toThrow(
      'STEP_CLAIMED',
    );
  });

  it('starts free again when it is opened anew', () => {
    const answered = agree(agree(claimedByAnn(), 'dept:fire', 'person:ann'), 'dept:water');
    const again = does(answered, 'recirculate', 'person:d', { bodies: ['dept:fire'] });
    expect(openWork(again).map(({ id, assignee }) => [id, assignee])).toEqual([['review/dept:fire/2', undefined]]);
    expect(deskOf(again, FIRE.step)).toBe('person:ann'); // who had it stays on record
  });

  it('moves no clock, no date and no instant', () => {
    const before = inReview();
    const after = settle(does(before, 'claim', 'person:ann', FIRE), item, calendar, before.lastAt + 120_000).state;
    expect([after.clock, after.dates, after.instants]).toEqual([before.clock, before.dates, before.instants]);
  });

  it('is the work of officers alone: what applicants, experts and time end is on nobody’s desk', () => {
    const kinds = Object.keys(ROLE_OF_STEP) as Step['kind'][];
    const claimable = kinds.filter(
      (kind) =>
        openWork({ steps: [{ id: kind, kind, body: 'b', openedAt: 0, endedAt: null, outcome: null }] }).length > 0,
    );
    const others: (Role | null)[] = ['APPLICANT', 'EXPERT', null];
    expect(claimable).toEqual(kinds.filter((kind) => !others.includes(ROLE_OF_STEP[kind])));
    const correcting = does(filed(), 'request-correction', 'person:a', { items: [null] });
    expect(() => does(correcting, 'claim', 'person:ann', { step: 'correction/1' })).toThrow('NO_OPEN_WORK');
  });
});

describe('where two decide', () => {
  const decidable = () =>
    does(
      does(
        does(
          does(filed(two), 'accept', 'person:a', {}, two),
          'opinion',
          'person:r',
          { body: 'dept:fire', verdict: 'AGREE' },
          two,
        ),
        'opinion',
        'person:r',
        { body: 'dept:water', verdict: 'AGREE' },
        two,
      ),
      'claim',
      'person:dan',
      { step: 'decision' },
      two,
    );
  const grant = { outcome: 'GRANT', basis: 'read' } as const;
  const does2 = (state: CaseState, act: ActName, by: string, data: ActData) => does(state, act, by, data, two);

  it('whoever proposed has it on the desk no longer, and takes it no more', () => {
    const proposed = does2(decidable(), 'propose', 'person:dan', grant);
    expect(deskOf(proposed, 'decision')).toBeUndefined();
    expect(() => does2(proposed, 'claim', 'person:dan', { step: 'decision' })).toThrow('SAME_PERSON');
    const handed = { step: 'decision', assignee: 'person:dan' };
    expect(() => does2(proposed, 'reassign', 'person:hed', handed)).toThrow('SAME_PERSON');
    expect(deskOf(does2(proposed, 'claim', 'person:eve', { step: 'decision' }), 'decision')).toBe('person:eve');
  });

  it('nobody decides in the place of the one who proposed, nor proposes for another and decides', () => {
    const byDan = does2(decidable(), 'propose', 'person:dan', grant);
    expect(() => does2(byDan, 'decide', 'person:dep', { ...grant, inPlaceOf: 'person:dan' })).toThrow('SAME_PERSON');
    const forDan = does2(decidable(), 'propose', 'person:dep', { ...grant, inPlaceOf: 'person:dan' });
    expect(() => does2(forDan, 'decide', 'person:dep', grant)).toThrow('SAME_PERSON');
    expect(() => does2(forDan, 'decide', 'person:dan', grant)).toThrow('SAME_PERSON');
    expect(() => does2(forDan, 'claim', 'person:dan', { step: 'decision' })).toThrow('SAME_PERSON');
    expect(does2(forDan, 'decide', 'person:eve', grant).status).toBe('GRANTED');
  });
});

describe('a deputy', () => {
  const forAnn: Mandate = { ...fireman('ann'), recusedFrom: [] };

  it('ends what the officer has on the desk, and it is recorded in whose place', () => {
    expect(mayAct('opinion', [forAnn], claimedByAnn())).toBe(true);
    expect(inPlaceOf('opinion', 'person:dep', [fireman('dep'), forAnn], claimedByAnn(), 'dept:fire')).toBe(
      'person:ann',
    );
    expect(inPlaceOf('opinion', 'person:dep', [fireman('dep'), forAnn], inReview(), 'dept:fire')).toBeUndefined();
    expect(
      inPlaceOf('opinion', 'person:dep', [own('dep', 'REVIEWER', 'dept:water'), forAnn], inReview(), 'dept:fire'),
    ).toBe('person:ann');
  });

  it('takes a step for the officer, with whom it stays', () => {
    const taken = does(inReview(), 'claim', 'person:dep', { ...FIRE, inPlaceOf: 'person:ann' });
    expect(deskOf(taken, FIRE.step)).toBe('person:ann');
    expect(mayAct('opinion', [fireman('dep')], taken)).toBe(false);
    expect(mayAct('opinion', [fireman('ann')], taken)).toBe(true);
  });

  it('does nothing in a matter of the own enterprise, nor in one of the officer’s', () => {
    const { applicant } = partiesTo(item);
    expect(mayAct('opinion', [forAnn, own('dep', 'APPLICANT', applicant)], inReview())).toBe(false);
    expect(mayAct('opinion', [{ ...forAnn, recusedFrom: [applicant] }], inReview())).toBe(false);
    expect(mayAct('opinion', [{ ...forAnn, recusedFrom: [applicant] }, fireman('dep')], inReview())).toBe(true);
  });

  it('and the officer whose opinion it was are both kept from chairing the hearing', () => {
    const heard = agree(inReview(), 'dept:fire', 'person:dep', { inPlaceOf: 'person:ann' });
    const [step] = heard.steps.filter(({ id }) => id === FIRE.step);
    expect([step!.by, step!.inPlaceOf]).toEqual(['person:dep', 'person:ann']);
    const chaired = (chair: string) => does(heard, 'notice-hearing', 'person:d', { on: '2026-12-31', chair });
    expect(() => chaired('dep')).toThrow('HEARING_CHAIR_EXAMINED');
    expect(() => chaired('ann')).toThrow('HEARING_CHAIR_EXAMINED');
    expect(chaired('eve').hearing?.chair).toBe('eve');
  });

  it('is named by the officer, the head of the body or whoever runs the installation, for an office that can be deputed', () => {
    const office = { role: 'REVIEWER', body: 'dept:fire' } as const;
    expect(mayArrange([fireman('ann')], 'ann', 'ann', office)).toBe(true);
    expect(mayArrange([fireman('bob')], 'bob', 'ann', office)).toBe(false);
    expect(mayArrange([own('hed', 'HEAD', 'dept:fire')], 'hed', 'ann', office)).toBe(true);
    expect(mayArrange([own('hed', 'HEAD', 'dept:water')], 'hed', 'ann', office)).toBe(false);
    expect(mayArrange([own('op', 'OPERATOR', 'installation')], 'op', 'ann', office)).toBe(true);
    for (const role of ['APPLICANT', 'EXPERT', 'OPERATOR'] as const)
      expect(mayArrange([own('ann', role, 'b')], 'ann', 'ann', { role, body: 'b' })).toBe(false);
  });

  it('is arranged by whoever holds an office that can be deputed, and the operator; by no applicant and no expert', () => {
    const may = (role: Role) => mayArrangeSomebody([{ role }]);
    const roles: Role[] = ['WINDOW', 'REVIEWER', 'DECIDER', 'HEAD', 'COMMISSION', 'OPERATOR'];
    expect(roles.map(may)).toEqual(roles.map(() => true));
    expect([may('APPLICANT'), may('EXPERT'), mayArrangeSomebody([])]).toEqual([false, false, false]);
  });
});

it('the acts on desks are offered with the steps that they may be about', () => {
  const hed = [own('hed', 'HEAD', 'dept:fire')];
  expect(allowedActs(hed, inReview(), item)).toEqual(['reassign']);
  expect(allowedActs(hed, claimedByAnn(), item)).toEqual(['release', 'reassign']);
  expect(allowedActs([fireman('bob')], claimedByAnn(), item)).toEqual(['site-check']);
  const joint = [fireman('jo'), own('jo', 'REVIEWER', 'dept:water')];
  expect(stepsOf('claim', joint, inReview()).map(({ id }) => id)).toEqual([FIRE.step, 'review/dept:water']);
});
