// What every page does first: its title, and focus on its heading when somebody came here by a link.
import { useCallback, useEffect, useRef, type RefCallback } from 'react';
import { useLocation } from 'react-router';
import { useLanguage } from '#screens/language';

/** Sets the title of the page. Give the ref to its `h1` (with `tabIndex={-1}`): a screen reader then tells where one is. */
export function usePage(title: string): RefCallback<HTMLHeadingElement> {
  const { t } = useLanguage();
  const { key, pathname } = useLocation();
  // The first page is announced by the browser itself.
  const announced = useRef(key === 'default' ? pathname : null);
  const name = t('app.name');
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [pathname]);
  // The heading may come later than the page, after its data: whenever it comes, once.
  return useCallback(
    (heading: HTMLHeadingElement | null) => {
      if (heading === null || announced.current === pathname) return;
      announced.current = pathname;
      heading.focus({ preventScroll: true });
    },
    [pathname],
  );
}
