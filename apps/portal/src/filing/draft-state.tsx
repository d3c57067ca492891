// Says that the draft is kept, and lets it be thrown away after a second question.
import { useState } from 'react';
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';

export function DraftState({ savedAt, onDiscard }: { savedAt: string | null; onDiscard: () => void }) {
  const { t, language } = useLanguage();
  const [isAsking, setAsking] = useState(false);
  if (savedAt === null) return <p className="quiet">{t('draft.none')}</p>;
  return (
    <div className="draft">
      <span className="quiet">{t('draft.saved', { at: timeText(savedAt, language) })}</span>
      {isAsking ? (
        <span className="row">
          {t('draft.sure')}
          <button
            type="button"
            className="link-button danger"
            onClick={() => {
              setAsking(false);
              onDiscard();
            }}
          >
            {t('draft.discardNow')}
          </button>
          <button type="button" className="link-button" onClick={() => setAsking(false)}>
            {t('draft.keep')}
          </button>
        </span>
      ) : (
        <button type="button" className="link-button" onClick={() => setAsking(true)}>
          {t('draft.discard')}
        </button>
      )}
    </div>
  );
}
