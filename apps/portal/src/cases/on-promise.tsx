// What rests on a promise (告知承诺): that one may be given, what is to be fixed and by when, and broken ones in the credit record.
// 上海市优化营商环境条例 27.
import { Link } from 'react-router';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';
import { useCaseNames } from './case-names';
import { type ShownCase } from './view';

export function OnPromise({ view: { number, steps, credit } }: { view: ShownCase }) {
  const { t, language } = useLanguage();
  const names = useCaseNames();
  const day = (on: string) => dayText(on.slice(0, 10), language);
  const open = (kind: string) => steps.find((step) => step.kind === kind && step.endedAt === null);
  const [isGiven, check, fix] = [open('PROMISE') !== undefined, open('PROMISE_CHECK'), open('FIX')];
  return (
    <>
      {isGiven && <p className="note">{t('promise.given')}</p>}
      {check && <p className="note">{t('promise.check', { on: check.due ? day(check.due.dueOn) : '' })}</p>}
      {fix?.due && <p className="note">{t('promise.fix', { on: day(fix.due.dueOn) })}</p>}
      {credit.length > 0 && (
        <section className="note" aria-labelledby="credit">
          <h2 id="credit">{t('promise.credit')}</h2>
          <ul>
            {credit.map((entry) => (
              <li key={entry.number}>
                {entry.number === number ? entry.number : <Link to={`/cases/${entry.number}`}>{entry.number}</Link>} ·{' '}
                {t('promise.entered', { on: day(entry.enteredAt), body: names.body(entry.body) })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
