// Reasons against an act as sentences, with bodies and instants by their names.
import { useCaseNames } from '../case/case-names';
import { type Reason } from '../case/why-not';
import { useLanguage } from '#screens/language';
import { listText } from '../texts/lists';
import { timeText } from '#screens/times';

/** Puts a reason into words. */
export function useReasons(): (reason: Reason) => string {
  const { t, language } = useLanguage();
  const names = useCaseNames();
  const list = (parts: readonly string[]) => listText(parts, language, 'disjunction');
  return (reason) => {
    switch (reason.code) {
      case 'ENDED':
        return t('whyNot.ENDED', { status: t(`status.${reason.status}`) });
      case 'STATUS': {
        const from = list(reason.from.map((status) => t(`status.${status}`)));
        return t('whyNot.STATUS', { status: t(`status.${reason.status}`), from });
      }
      case 'TOO_LATE':
        return t('whyNot.TOO_LATE', { at: timeText(reason.dueAt, language) });
      case 'ANSWERED':
        return t('whyNot.ANSWERED', { body: names.body(reason.body) });
      case 'NOT_YOURS': {
        const who = list(
          reason.who.map(({ role, body }) => t('whyNot.who', { body: names.body(body), role: t(`role.${role}`) })),
        );
        return t('whyNot.NOT_YOURS', { who });
      }
      case 'BARRED':
        return t(`bar.${reason.bar}`);
    }
  };
}
