// A body as officers call it: a window is the window of its park.
import { useLanguage } from '#screens/language';

/** Puts `of` (names by id) into words. */
export function useBodyName(of: (id: string) => string): (body: string) => string {
  const { t } = useLanguage();
  return (body) => (body.startsWith('window:') ? t('body.window', { name: of(body) }) : of(body));
}
