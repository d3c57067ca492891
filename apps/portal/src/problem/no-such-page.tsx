// An address that leads nowhere.
import { useLanguage } from '#screens/language';
import { Message } from './message';

export function Component() {
  const { t } = useLanguage();
  return <Message title={t('state.notFound')} lead={t('state.notFoundLead')} />;
}
