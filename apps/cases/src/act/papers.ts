// Which written instruments of a case an act is about: the one that it names, or what is handed out of a grant. 行政许可法 44.
import { type InstrumentLine } from '#contracts/instruments.dto';
import { Failure } from '#platform/failure';
import { type ActData } from '#rules/doing';
import { type PersonAct } from '#rules/lifecycle';
import { type Paper } from '#rules/state';

const paperOf = ({ id, kind, issuedOn }: InstrumentLine) => ({ id, kind, issuedOn }) as Paper;

/** @throws Failure NO_SUCH_INSTRUMENT where the act names one that the case does not have */
export function papersOf(
  act: PersonAct,
  body: { instrument?: string },
  instruments: readonly InstrumentLine[],
): Pick<ActData, 'papers'> {
  if (act === 'deliver') {
    const handedOut = ['written-decision', 'certificate'].map((of) => instruments.findLast(({ kind }) => kind === of));
    return { papers: handedOut.flatMap((one) => (one ? [paperOf(one)] : [])) };
  }
  if (act !== 'serve' && act !== 'acknowledge-receipt') return {};
  const named = instruments.find(({ id, number }) => id === body.instrument || number === body.instrument);
  if (named) return { papers: [paperOf(named)] };
  throw new Failure('NO_SUCH_INSTRUMENT', {}, [
    { pointer: '/instrument', code: 'UNKNOWN', zh: '本办件没有该文书', en: 'is no instrument of this case' },
  ]);
}
