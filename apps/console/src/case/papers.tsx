// The written instruments of a case, each as its PDF. The file is fetched with the token, so no address leaks it.
import { Button } from 'antd';
import { useState } from 'react';
import { fetchFile } from '#screens/client';
import { ProblemError } from '#screens/problem';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';
import { type Instrument } from './view';

const KEEP_MS = 60_000;

export function Papers({ instruments }: { instruments: readonly Instrument[] }) {
  const { t, language } = useLanguage();
  const [opening, setOpening] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const servedText = ({ served }: Instrument) =>
    served
      ? t('papers.served', { on: dayText(served.on, language), method: t(`choice.${served.method}`) })
      : t('papers.unserved');
  const open = async ({ number }: Instrument) => {
    setOpening(number);
    setSaid('');
    try {
      const isBlocked = !show(await fetchFile(`/api/v1/documents/${encodeURIComponent(number)}?format=pdf`), number);
      if (isBlocked) setSaid(t('papers.blocked'));
    } catch (error) {
      setSaid(error instanceof ProblemError ? error.problem.texts[language] : t('state.noAnswerLead'));
    } finally {
      setOpening(null);
    }
  };
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{t('papers.title')}</h2>
      {instruments.length === 0 && <p className="quiet">{t('papers.empty')}</p>}
      <ul className="papers">
        {instruments.map((one) => (
          <li key={one.id}>
            <span className="grow">
              {one.title[language]} <span className="quiet">{one.number}</span>
            </span>
            <span className="quiet">{dayText(one.issuedOn, language)}</span>
            <span className="quiet">{servedText(one)}</span>
            <Button
              size="small"
              loading={opening === one.number}
              aria-label={t('papers.label', { title: one.title[language], number: one.number })}
              onClick={() => void open(one)}
            >
              {t('papers.open')}
            </Button>
          </li>
        ))}
      </ul>
      <p role="alert" className="note-line">
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
