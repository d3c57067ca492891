// Who is signed in, for which bodies and until when; and the way out.
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useNames } from '../api/queries';
import { me, session, signOut } from '#screens/session';
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';
import { useBodyName } from './body-name';

export function WhoAmI() {
  const { t, language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const { id, name, mandates } = me();
  const bodyName = useBodyName(useNames(mandates.map(({ body }) => body)));
  const content = (
    <div className="who">
      <p>
        <strong>{name}</strong> <span className="quiet">{t('you.number', { id })}</span>
      </p>
      <p className="quiet">{t('you.bodies')}</p>
      <ul>
        {mandates.map(({ role, body }) => (
          <li key={role + body}>
            {bodyName(body)} · {t(`role.${role}`)}
          </li>
        ))}
      </ul>
      <p className="quiet">
        {t('you.until', { at: timeText(session()?.expiresAt ?? new Date().toISOString(), language) })}
      </p>
      <Button onClick={signOut}>{t('signIn.out')}</Button>
    </div>
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight" open={isOpen} onOpenChange={setOpen}>
      <button
        type="button"
        className="head-button who-button"
        aria-expanded={isOpen}
        aria-label={`${t('nav.you')}: ${name}`}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
      >
        {name}
      </button>
    </Popover>
  );
}
