// Officers and offices in words.
import { useNames } from '../api/queries';
import { useBodyName } from '../frame/body-name';
import { useLanguage } from '#screens/language';
import { type AnOfficer } from './an-officer';

/** What the offices of these people are called, and the people as a list to choose from. */
export function useOfficerTexts(all: readonly AnOfficer[]) {
  const { t } = useLanguage();
  const bodyName = useBodyName(useNames(all.flatMap(({ offices }) => offices.map(({ body }) => body))));
  const officeName = ({ role, body }: { role: string; body: string }) =>
    t('officers.office', { body: bodyName(body), role: t(`role.${role}`) });
  const optionsOf = (some: readonly AnOfficer[]) =>
    some.map(({ id, name, offices }) => ({
      value: id,
      label: t('body.officer', { body: bodyName(offices[0]!.body), name }),
    }));
  return { officeName, optionsOf };
}
