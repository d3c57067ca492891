// A case for the specs of this folder: filed for item 16 in Caohejing, not accepted yet.
import { type CaseView, type EventView } from '#contracts/cases.dto';
import { type ItemView } from '#contracts/registry.dto';

const AT = '2026-11-23T09:00:00+08:00';
const LIMIT = { value: 7, unit: 'day', basis: '建筑法 第八条', source: '建筑法', standing: 'verified' } as const;

/** As much of item 16 as the rules ask for. */
export const ITEM: Pick<ItemView, 'reviewers' | 'limits' | 'fourEyes'> = {
  fourEyes: false,
  reviewers: ['fire', 'water'].map((code) => ({ body: `dept:${code}`, name: { zh: code, en: code }, when: null })),
  limits: { acceptance: LIMIT, statutory: LIMIT, promised: LIMIT, extension: null, publicity: null, special: [] },
};

/** A step, open unless it has an outcome. */
export function step(kind: string, body: string, outcome: string | null = null): CaseView['steps'][number] {
  return {
    id: `${kind}/${body}`,
    kind,
    body,
    openedAt: AT,
    endedAt: outcome === null ? null : AT,
    outcome,
    assignee: null,
    due: null,
  };
}

/** An event of somebody. */
export function event(no: number, type: string, data: Record<string, unknown> = {}, actor = 'person:p2002'): EventView {
  return { no, type, effectiveAt: AT, recordedAt: AT, actor, data, texts: {} };
}

/** The case, with what a spec needs otherwise. */
export function aCase(more: Partial<CaseView> = {}): CaseView {
  return {
    number: '16-caohejing-20261123-000001',
    item: '16',
    park: 'caohejing',
    applicant: 'enterprise:91310115DEM000014Q',
    owner: 'park:caohejing',
    inNameOf: 'dept:construction',
    status: 'RECEIVED',
    seq: 1,
    receivedAt: AT,
    acceptedAt: null,
    endedAt: null,
    steps: [step('ACCEPTANCE', 'window:caohejing')],
    review: { n: 0, of: 0, dissent: [], awaited: [], unheard: [] },
    cards: [],
    decisionBasis: '',
    similar: [],
    credit: [],
    round: 1,
    askReconsiderationBy: null,
    proposal: null,
    hearing: null,
    experts: null,
    escalation: 0,
    clock: { state: 'running', acceptance: null, statutory: null, promised: null, due: null, overdue: false, days: [] },
    next: [],
    check: null,
    publicity: null,
    copies: null,
    bundle: null,
    form: {},
    instruments: [],
    certificate: null,
    licence: null,
    timeline: [event(1, 'case.filed.v1')],
    now: AT,
    timeIsMoved: false,
    ...more,
  };
}
