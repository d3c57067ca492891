// Where everybody arrives: find what is to be done, without signing in.
import { useState } from 'react';
import { Input, Label, SearchField } from 'react-aria-components';
import { Link } from 'react-router';
import { type ItemRow } from '#contracts/registry.dto';
import { useBundleKinds, useItems } from '../api/queries';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { findItems } from './find';

const FAMILIES = ['delegated', 'talent', 'equity', 'project'] as const;

export function Component() {
  const { t } = useLanguage();
  const heading = usePage(t('items.title'));
  const items = useItems();
  const [typed, setTyped] = useState('');
  if (items.isError) return <ProblemPage error={items.error} onRetry={() => void items.refetch()} />;
  const found = findItems(items.data?.items ?? [], typed);
  return (
    <>
      <div className="hero">
        <h1 ref={heading} tabIndex={-1}>
          {t('items.title')}
        </h1>
        <p>{t('items.lead')}</p>
        <SearchField className="search" value={typed} onChange={setTyped}>
          <Label>{t('items.search')}</Label>
          <Input placeholder={t('items.searchHint')} />
        </SearchField>
      </div>
      {items.isPending ? <Loading /> : <Found found={found} />}
    </>
  );
}

function Found({ found }: { found: readonly ItemRow[] }) {
  const { t } = useLanguage();
  return (
    <>
      <p className="quiet" role="status">
        {found.length === 0 ? t('items.none') : t('items.count', { count: found.length })}
      </p>
      {FAMILIES.map((family) => {
        const rows = found.filter((item) => item.family === family);
        return rows.length === 0 ? null : <Family key={family} family={family} rows={rows} />;
      })}
      <Bundles />
    </>
  );
}

/** Several items that are one matter; without them the catalogue is what it is. */
function Bundles() {
  const { t, language } = useLanguage();
  const bundles = useBundleKinds().data?.items ?? [];
  if (bundles.length === 0) return null;
  return (
    <section aria-labelledby="bundles">
      <h2 id="bundles">{t('bundle.file.title')}</h2>
      <ul className="cards">
        {bundles.map(({ code, name, parts }) => (
          <li key={code}>
            <Link to={`/bundles/${code}/file`}>
              <strong>{name[language]}</strong>
              <span className="quiet">{t('bundle.file.count', { count: parts.length })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Family({ family, rows }: { family: ItemRow['family']; rows: readonly ItemRow[] }) {
  const { t, language } = useLanguage();
  return (
    <section aria-labelledby={`family-${family}`}>
      <h2 id={`family-${family}`}>{t(`family.${family}`)}</h2>
      <ul className="cards">
        {rows.map(({ code, name }) => (
          <li key={code}>
            <Link to={`/items/${code}`}>
              <strong>{name[language]}</strong>
              <span className="quiet">{t('items.code', { code })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
