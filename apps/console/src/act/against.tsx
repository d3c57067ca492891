// What stood against an act: wrong fields, somebody who was faster, or no answer at all.
import { type ReactNode } from 'react';
import { ProblemError } from '#screens/problem';
import { useCaseNames } from '../case/case-names';
import { type ShownCase } from '../case/view';
import { happenedSince, kindOf } from '../case/who';
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';

interface AgainstProps {
  error: unknown;
  view: ShownCase;
  /** The last event that the officer had seen when the dialog opened. */
  seen: number;
}

export function Against({ error, view, seen }: AgainstProps) {
  const { t, language } = useLanguage();
  if (!(error instanceof ProblemError)) return <Alert>{t('doing.noAnswer')}</Alert>;
  const { status, texts, requestId } = error.problem;
  if (status === 503 || status === 504) return <Alert>{t('doing.noAnswer')}</Alert>;
  const isRefused = status === 409 || status === 403;
  return (
    <Alert>
      <p>
        <strong>{t('doing.refused')}</strong> {texts[language]}
      </p>
      {isRefused && <Meanwhile view={view} seen={seen} />}
      {status >= 500 && requestId && <p>{t('state.requestId', { id: requestId })}</p>}
    </Alert>
  );
}

/** Somebody has changed the case while the dialog stood open. */
export function Overtaken({ view, seen }: Pick<AgainstProps, 'view' | 'seen'>) {
  const { t } = useLanguage();
  if (happenedSince(view, seen).length === 0) return null;
  return (
    <Alert>
      <p>
        <strong>{t('doing.changed')}</strong>
      </p>
      <Meanwhile view={view} seen={seen} />
    </Alert>
  );
}

/** Who did what since the dialog opened, and what is left to do. */
function Meanwhile({ view, seen }: Pick<AgainstProps, 'view' | 'seen'>) {
  const { t, maybe, language } = useLanguage();
  const names = useCaseNames();
  const happened = happenedSince(view, seen);
  const left = view.next.map(({ act }) => maybe(`act.${act}.name`) ?? act);
  return (
    <>
      {happened.length > 0 && (
        <>
          <p>{t('doing.fasterWho')}</p>
          <ul>
            {happened.map((event) => (
              <li key={event.no}>
                {timeText(event.effectiveAt, language)} · {names.actor(event)} ·{' '}
                {maybe(`event.${kindOf(event.type)}`) ?? event.type}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{left.length === 0 ? t('doing.allowedNone') : `${t('doing.allowedNow')} ${left.join(' · ')}`}</p>
    </>
  );
}

function Alert({ children }: { children: ReactNode }) {
  return (
    <div className="problem" role="alert">
      {children}
    </div>
  );
}
