// Who decides, who is asked and when, who receives a copy.
import { type ItemView } from '#contracts/registry.dto';
import { useLanguage } from '#screens/language';

export function WhoDecides({ item }: { item: ItemView }) {
  const { t, language } = useLanguage();
  // The catalogue names bodies under their id; an id that it does not name stands for itself.
  const nameOf = (body: string) => item.bodies[body]?.[language] ?? body;
  const department = nameOf(item.department === 'commission' ? 'commission' : `dept:${item.department}`);
  return (
    <section aria-labelledby="who">
      <h2 id="who">{t('item.who')}</h2>
      <dl className="facts">
        <dt>{t('item.decides')}</dt>
        <dd>
          {department}
          <p className="quiet">{t(item.department === 'commission' ? 'item.decidesCommission' : 'item.decidesHow')}</p>
        </dd>
        <dt>{t('item.reviewers')}</dt>
        <dd>
          {item.reviewers.length === 0 ? (
            t('item.noReviewers')
          ) : (
            <ul>
              {item.reviewers.map(({ body, name, when }) => (
                <li key={body}>
                  {name[language]}
                  {t('item.whenSeparator')}
                  <span className="quiet">{when ? when[language] : t('item.always')}</span>
                </li>
              ))}
            </ul>
          )}
        </dd>
        {item.copies && (
          <>
            <dt>{t('item.copies')}</dt>
            <dd>
              {item.copies.to.map(nameOf).join(t('item.listSeparator'))}
              <p className="quiet">{item.copies.within.basis}</p>
            </dd>
          </>
        )}
        {item.check !== null && (
          <>
            <dt>{t('item.check')}</dt>
            <dd>{t('item.checkLead')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
