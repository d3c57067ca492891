// What every page does first: its title, and focus on its heading when somebody came here by a link.
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useLanguage } from '#screens/language';

/** Sets the title of the page. Give the ref to its `h1` (with `tabIndex={-1}`): a screen reader then tells where one is. */
export function usePage(title: string): React.RefObject<HTMLHeadingElement | null> {
  const { t } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  const { key, pathname } = useLocation();
  const name = t('app.name');
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  useEffect(() => {
    // The first page is announced by the browser itself.
    if (key !== 'default') heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname, key]);
  return heading;
}
