// Every limit of an item, with what it rests on and whether somebody has compared it with its source.
import { type ItemView, type LimitView } from '#contracts/registry.dto';
import { useLanguage } from '#screens/language';
import { Standing } from './standing';

const ORDER = ['acceptance', 'statutory', 'promised', 'extension', 'publicity'] as const;

export function Limits({ item }: { item: ItemView }) {
  const { t } = useLanguage();
  const { special, onPromise, ...named } = item.limits;
  const rows: [name: string, limit: LimitView][] = [
    ...ORDER.flatMap((name): [string, LimitView][] => {
      const limit = named[name];
      return limit === null ? [] : [[t(`limit.${name}`), limit]];
    }),
    ...(onPromise ? (['check', 'fix'] as const) : []).map((name): [string, LimitView] => [
      t(`limit.onPromise.${name}`),
      onPromise![name],
    ]),
    ...special.map((limit): [string, LimitView] => [
      t(`procedure.${limit.reason}`, { defaultValue: limit.reason }),
      limit,
    ]),
  ];
  return (
    <section aria-labelledby="limits">
      <h2 id="limits">{t('limit.title')}</h2>
      <p className="quiet">{t(`limit.start.${item.start}`)}</p>
      <table className="stacked">
        <thead>
          <tr>
            <th scope="col">{t('limit.name')}</th>
            <th scope="col">{t('limit.value')}</th>
            <th scope="col">{t('limit.basis')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, limit]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-label={t('limit.value')}>{t(`unit.${limit.unit}`, { count: limit.value })}</td>
              <td data-label={t('limit.basis')}>
                {limit.basis} <Standing standing={limit.standing} />
                <p className="quiet">{t('item.source', { source: limit.source })}</p>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
