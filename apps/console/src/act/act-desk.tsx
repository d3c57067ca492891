// What this officer may do on the case now, one button each, and for every other act why it is not possible.
import { Button } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import { type ItemView } from '#contracts/registry.dto';
import { type Mandate } from '#rules/access';
import { isOpenToRecord } from '#rules/service';
import { me } from '#screens/session';
import { useCaseNames } from '../case/case-names';
import { type ShownCase } from '../case/view';
import { barredActs, isTheirs, possibleActs } from '../case/why-not';
import { useLanguage } from '#screens/language';
import { useReasons } from './reasons';

const ActDialog = lazy(async () => ({ default: (await import('./act-dialog')).ActDialog }));

interface ActDeskProps {
  view: ShownCase;
  item: ItemView;
}

export function ActDesk({ view, item }: ActDeskProps) {
  const { t, maybe } = useLanguage();
  const [act, setAct] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const title = useRef<HTMLHeadingElement>(null);
  const acts = possibleActs(view);
  const mayServe =
    view.instruments.some(({ served }) => isOpenToRecord(served)) &&
    isTheirs('serve', view, item, me().mandates as Mandate[]);
  // The button that opened the dialog may be gone with the act: focus goes to the place where the next one is.
  const close = (said: string | null) => {
    setAct(null);
    if (said === null) return;
    setDone(said);
    setTimeout(() => title.current?.focus());
  };
  return (
    <aside className="next" aria-labelledby="next">
      <h2 id="next" ref={title} tabIndex={-1}>
        {t('next.title')}
      </h2>
      <p role="status" className="done">
        {done}
      </p>
      {view.endedAt !== null && <p>{t('next.ended')}</p>}
      {view.endedAt === null && acts.length === 0 && <p>{t('next.none')}</p>}
      <div className="acts">
        {acts.map((one, n) => (
          <Button key={one.act} type={n === 0 ? 'primary' : 'default'} block onClick={() => setAct(one.act)}>
            {maybe(`act.${one.act}.name`) ?? one.act}
          </Button>
        ))}
        {mayServe && (
          <Button type="text" block onClick={() => setAct('serve')}>
            {t('act.serve.name')}
          </Button>
        )}
        <Button type="text" block onClick={() => setAct('message')}>
          {t('act.message.name')}
        </Button>
      </div>
      <Waiting view={view} />
      <Barred view={view} item={item} />
      <Suspense>{act !== null && <ActDialog act={act} view={view} item={item} onClose={close} />}</Suspense>
    </aside>
  );
}

function Waiting({ view }: { view: ShownCase }) {
  const { t } = useLanguage();
  const names = useCaseNames();
  const open = view.steps.filter(({ endedAt }) => endedAt === null);
  if (open.length === 0) return null;
  return (
    <>
      <h3>{t('next.waiting')}</h3>
      <ul className="waiting">
        {open.map(({ id, kind, body, assignee }) => (
          <li key={id}>
            {t(`kind.${kind}`, { defaultValue: kind })} · {names.body(body)}
            {assignee !== null && <> · {names.person(assignee.replace(/^person:/, ''))}</>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Barred({ view, item }: ActDeskProps) {
  const { t, maybe } = useLanguage();
  const say = useReasons();
  if (view.endedAt !== null) return null;
  const barred = barredActs(view, item, me().mandates as Mandate[]);
  return (
    <details className="barred">
      <summary>{t('next.why', { n: barred.length })}</summary>
      <dl>
        {barred.map(({ act, reasons }) => (
          <div key={act}>
            <dt>{maybe(`act.${act}.name`) ?? act}</dt>
            {reasons.map((reason) => (
              <dd key={reason.code}>{say(reason)}</dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}
