// Where a case stands, in a word; the colour says the same to who sees colours.
import { useLanguage } from '#screens/language';

const TONES: Readonly<Record<string, string>> = {
  CORRECTION: 'wait',
  GRANTED: 'good',
  RECORDED: 'good',
  REFUSED: 'bad',
  NOT_REQUIRED: 'bad',
  NO_JURISDICTION: 'bad',
  NOT_ACCEPTED: 'bad',
  REVOKED: 'bad',
  RECALLED: 'bad',
  EXPIRED: 'end',
  SURRENDERED: 'end',
  WITHDRAWN: 'end',
};

export function StatusTag({ status }: { status: string }) {
  const { t } = useLanguage();
  return (
    <span className={`tag tag-${TONES[status] ?? 'open'}`}>{t(`status.${status}`, { defaultValue: status })}</span>
  );
}
