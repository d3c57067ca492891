// Schemas of deputies, and of what an officer who leaves hands over.
import { type DeputiesView, type DeputyView, type Named, type OfficerView } from '#contracts/deputies.dto';
import { type HandedOver, type HandedStep } from '../officers/hand-over';
import { day, list, object, oneOf, orNull, ref, type Schema, text } from './schema';

const named = object<Named>({ id: text, name: text });
const officer = {
  officer: named,
  mandates: list(object<OfficerView['mandates'][number]>({ role: text, body: text, from: day, to: orNull(day) })),
  deputies: list(ref('Deputy')),
};
type KeysOf<T> = T extends unknown ? keyof T : never;

/** By name. */
export const OFFICER_SCHEMAS = {
  Deputy: object<DeputyView>({
    ...{ id: text, officer: named, deputy: named, role: orNull(text), body: orNull(text) },
    ...{ from: day, to: day },
  }),
  Deputies: object<DeputiesView>({ today: day, deputies: list(ref('Deputy')) }),
  OfficerWork: object<OfficerView & { steps: unknown }>({ ...officer, steps: list(ref('Task')) }),
  HandedOver: object<HandedOver>({
    officer: object<OfficerView>(officer),
    rows: list(
      object<Record<KeysOf<HandedStep>, unknown>>(
        {
          ...{ number: text, step: text, kind: text, outcome: oneOf('REASSIGNED', 'RELEASED', 'REFUSED') },
          ...{ why: text, problem: ref('Problem') },
        },
        'why',
        'problem',
      ),
    ),
  }),
} satisfies Record<string, Schema>;
