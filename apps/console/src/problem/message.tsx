// A page that is one message: what is the matter, and a way on.
import { Button } from 'antd';
import { type ReactNode, type Ref } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '#screens/language';

interface MessageProps {
  title: string;
  lead: string;
  heading?: Ref<HTMLHeadingElement>;
  detail?: string | null;
  onRetry?: (() => void) | undefined;
  children?: ReactNode;
}

export function Message({ title, lead, heading, detail, onRetry, children }: MessageProps) {
  const { t } = useLanguage();
  return (
    <div className="message">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{lead}</p>
      {detail && <p className="quiet">{detail}</p>}
      <p className="row">
        {onRetry && (
          <Button type="primary" onClick={onRetry}>
            {t('state.retry')}
          </Button>
        )}
        {children ?? <Link to="/">{t('state.back')}</Link>}
      </p>
    </div>
  );
}
