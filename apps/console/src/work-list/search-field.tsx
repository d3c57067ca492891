// One field: typing filters the list, a whole case number and Enter (as a scanner sends it) opens the case.
import { useNavigate } from 'react-router';
import { SEARCH_FIELD } from '../frame/keyboard';
import { numberIn } from '../frame/scan';
import { useLanguage } from '#screens/language';

export function SearchField({ typed, onType }: { typed: string; onType: (text: string) => void }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  return (
    <form
      role="search"
      className="field grow"
      onSubmit={(event) => {
        event.preventDefault();
        const number = numberIn(typed);
        if (number !== null) void navigate(`/cases/${number}`);
      }}
    >
      <label htmlFor="search">{t('work.search')}</label>
      <input
        id="search"
        type="search"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        aria-describedby="search-hint"
        aria-keyshortcuts="/"
        {...{ [SEARCH_FIELD]: '' }}
        onChange={({ target }) => onType(target.value)}
      />
      <span id="search-hint" className="quiet">
        {t('work.searchHint')}
      </span>
    </form>
  );
}
