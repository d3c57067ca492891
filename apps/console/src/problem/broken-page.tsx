// What stands in place of a page that failed: a way on, and the cause for whoever looks into it.
import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { useLanguage } from '#screens/language';

export function BrokenPage() {
  const { t } = useLanguage();
  const cause = useRouteError();
  useEffect(() => reportError(cause), [cause]);
  return (
    <main className="message" id="main">
      <h1>{t('state.unexpected')}</h1>
      <p>{t('state.unexpectedLead')}</p>
      <button type="button" className="plain-button" onClick={() => location.reload()}>
        {t('state.again')}
      </button>
    </main>
  );
}
