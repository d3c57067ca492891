// The written instruments of a case, each as its PDF. The file is fetched with the token, so no address leaks it.
import { useState } from 'react';
import { fetchFile } from '#screens/client';
import { ProblemError } from '#screens/problem';
import { useSending } from '../api/sending';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';
import { type Instrument } from './view';

const KEEP_MS = 60_000;

export function Papers({ number: of, instruments }: { number: string; instruments: readonly Instrument[] }) {
  const { t, language } = useLanguage();
  const [opening, setOpening] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const { send } = useSending(`/api/v1/cases/${of}/acts/acknowledge-receipt`);
  const open = async ({ number, served }: Instrument) => {
    setOpening(number);
    setSaid('');
    try {
      const isBlocked = !show(await fetchFile(`/api/v1/documents/${encodeURIComponent(number)}?format=pdf`), number);
      if (isBlocked) setSaid(t('papers.blocked'));
      // Whoever reads it has received it; reading alone writes nothing, so it is said by an act of its own.
      if (served === null) void send({ instrument: number });
    } catch (error) {
      setSaid(error instanceof ProblemError ? error.problem.texts[language] : t('state.noAnswerLead'));
    } finally {
      setOpening(null);
    }
  };
  if (instruments.length === 0) return null;
  return (
    <section aria-labelledby="papers" className="no-print">
      <h2 id="papers">{t('papers.title')}</h2>
      {instruments.some(({ served }) => served === null) && <p className="quiet">{t('papers.onOpen')}</p>}
      <ul className="papers">
        {instruments.map((one) => (
          <li key={one.id}>
            <span className="grow">
              {one.title[language]} <span className="quiet">{one.number}</span>
            </span>
            <span className="quiet">{dayText(one.issuedOn, language)}</span>
            {one.served && (
              <span className="quiet">
                {t('papers.served', {
                  on: dayText(one.served.on, language),
                  method: t(`papers.method.${one.served.method}`),
                })}
              </span>
            )}
            <button
              type="button"
              className="link-button"
              aria-disabled={opening === one.number}
              aria-label={t('papers.label', { title: one.title[language], number: one.number })}
              onClick={() => void open(one)}
            >
              {t('papers.open')}
            </button>
          </li>
        ))}
      </ul>
      <p role="alert" className="problem-line">
        {said}
      </p>
    </section>
  );
}

/** Shows a file in a window of its own; a blocked window makes it a download. True if it was shown. */
function show(file: Blob, number: string): boolean {
  const address = URL.createObjectURL(file);
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
  if (window.open(address, '_blank')) return true;
  const link = document.createElement('a');
  link.href = address;
  link.download = `${number}.pdf`;
  link.click();
  return false;
}
