// An address that leads nowhere.
import { usePage } from '../frame/page';
import { useLanguage } from '#screens/language';
import { Message } from './message';

export function Component() {
  const { t } = useLanguage();
  const heading = usePage(t('state.notFound'));
  return <Message heading={heading} title={t('state.notFound')} lead={t('state.notFoundLead')} />;
}
