// One item: what it is, who decides, in which time and on which basis, who is asked, and what the form wants (行政许可法 30).
import { Link, useParams } from 'react-router';
import { type ItemView } from '#contracts/registry.dto';
import { useItem } from '../api/queries';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { FormOutline } from './form-outline';
import { Limits } from './limits';
import { Standing } from './standing';
import { WhoDecides } from './who-decides';

export function Component() {
  const { code } = useParams<'code'>();
  const item = useItem(code);
  if (item.isError) return <ProblemPage error={item.error} onRetry={() => void item.refetch()} />;
  return item.data ? <Item item={item.data} /> : <Loading />;
}

function Item({ item }: { item: ItemView }) {
  const { t, language } = useLanguage();
  const heading = usePage(item.name[language]);
  return (
    <article>
      <p className="crumb">
        <Link to="/">{t('nav.items')}</Link>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {item.name[language]}
      </h1>
      <p className="quiet">
        {t('items.code', { code: item.code })} · {t(`family.${item.family}`)} ·{' '}
        {t('item.version', { version: item.version })}
      </p>
      {item.onTheSpot && <p className="note">{t('item.onTheSpot')}</p>}
      <p>
        <Link className="button" to={`/items/${item.code}/file`}>
          {t('item.begin')}
        </Link>
      </p>
      <WhoDecides item={item} />
      <Limits item={item} />
      <FormOutline schema={item.form} />
      <p className="source">
        {t('item.source', { source: item.source })} <Standing standing={item.standing} />
      </p>
    </article>
  );
}
