// What stands in place of a page that failed or did not come: a way on, and the cause for whoever looks into it.
import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { NoAnswer } from '#screens/problem';
import { useLanguage } from '#screens/language';

export function BrokenPage() {
  const { t } = useLanguage();
  const cause = useRouteError();
  const isAway = cause instanceof NoAnswer;
  useEffect(() => {
    if (!isAway) reportError(cause);
  }, [cause, isAway]);
  return (
    <div className="narrow">
      <h1>{t(isAway ? 'state.noAnswer' : 'state.unexpected')}</h1>
      <p>{t(isAway ? 'state.noAnswerLead' : 'state.unexpectedLead')}</p>
      <button type="button" className="button" onClick={() => location.reload()}>
        {t(isAway ? 'state.retry' : 'state.again')}
      </button>
    </div>
  );
}
