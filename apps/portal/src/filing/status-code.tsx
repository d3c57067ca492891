// The code by which anybody who holds the receipt sees where the case stands: the seal of its first instrument.
import { useQuery } from '@tanstack/react-query';
import { call } from '#screens/client';
import { type Instrument } from '../cases/view';
import { useLanguage } from '#screens/language';

export function StatusCode({ instruments }: { instruments: readonly Instrument[] }) {
  const { t } = useLanguage();
  const first = instruments[0]?.number;
  const { data: code } = useQuery({
    queryKey: ['status-code', first],
    queryFn: () => drawn(first!),
    enabled: first !== undefined,
    staleTime: Infinity,
  });
  if (!code) return null;
  return (
    <figure className="status-code">
      <img src={code} alt={t('receipt.codeAlt')} width={220} height={220} />
      <figcaption>{t('receipt.code')}</figcaption>
    </figure>
  );
}

/** The code as an image. The seal stands behind `#`, so that no server's log ever holds it. */
async function drawn(number: string): Promise<string> {
  const { seal } = await call<{ seal: string }>(`/api/v1/documents/${encodeURIComponent(number)}?format=json`);
  const { toDataURL } = await import('qrcode');
  return toDataURL(`${location.origin}/status#${seal}`, { errorCorrectionLevel: 'L', margin: 1, width: 440 });
}
