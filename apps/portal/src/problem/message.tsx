// A page that is one message: what is the matter, and a way on.
import { type ReactNode } from 'react';
import { Link } from 'react-router';
import { usePage } from '../frame/page';
import { useLanguage } from '#screens/language';

interface MessageProps {
  title: string;
  lead: string;
  detail?: string | null;
  onRetry?: (() => void) | undefined;
  children?: ReactNode;
}

export function Message({ title, lead, detail, onRetry, children }: MessageProps) {
  const { t } = useLanguage();
  const heading = usePage(title);
  return (
    <div className="narrow">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead !== '' && <p>{lead}</p>}
      {detail && <p className="quiet">{detail}</p>}
      <p className="row">
        {onRetry && (
          <button type="button" className="button" onClick={onRetry}>
            {t('state.retry')}
          </button>
        )}
        {children ?? <Link to="/">{t('state.home')}</Link>}
      </p>
    </div>
  );
}
