// The bundle (一件事) that a case is a part of: the parts that this officer may see, each with its case, and how many others there are.
import { Link } from 'react-router';
import { type BundlePartView } from '#contracts/bundles.dto';
import { useBundle, useCatalogue } from '../api/queries';
import { useLanguage } from '#screens/language';
import { type ShownCase } from './view';

export function PartOfBundle({ bundle }: Pick<ShownCase, 'bundle'>) {
  return bundle && <Parts {...bundle} />;
}

function Parts({ number, part }: NonNullable<ShownCase['bundle']>) {
  const { t, language } = useLanguage();
  const { data } = useBundle(number);
  if (!data) return null;
  return (
    <section className="note" aria-labelledby="bundle">
      <h2 id="bundle">{t('bundle.title', { name: data.name[language] })}</h2>
      <p className="quiet">
        {number} · {t(`bundle.status.${data.status}`)}
      </p>
      <ol>
        {data.parts.map((one) => (
          <Part key={one.part} one={one} isThis={one.part === part} />
        ))}
      </ol>
      {data.others > 0 && <p className="quiet">{t('bundle.others', { count: data.others })}</p>}
    </section>
  );
}

function Part({ one, isThis }: { one: BundlePartView; isThis: boolean }) {
  const { t } = useLanguage();
  const { itemName, parkName } = useCatalogue();
  const { item, park, number, status, dropped } = one;
  const stands =
    status !== null ? t(`status.${status}`) : t(dropped ? `bundle.dropped.${dropped.why}` : 'bundle.waits');
  return (
    <li aria-current={isThis || undefined}>
      {number !== null && !isThis ? <Link to={`/cases/${number}`}>{itemName(item)}</Link> : itemName(item)} ·{' '}
      {parkName(park)} · {stands}
    </li>
  );
}
