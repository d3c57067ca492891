// Keys that work on every page: shortcuts, and the scanner that types a case number from anywhere.
import { useEffect, useRef } from 'react';
import { NOTHING, take } from './scan';
import { areShortcutsOn, isWriting, shortcutOf, type ShortcutName } from './shortcuts';

/** The field that `/` leads to carries this attribute. */
export const SEARCH_FIELD = 'data-search-field';

/** Listens on the whole page. `onScan` hears the number of a case. */
export function useKeyboard(onShortcut: (name: ShortcutName) => void, onScan: (number: string) => void): void {
  const typed = useRef(NOTHING);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isWriting(event.target)) return;
      const scanned = take(typed.current, event.key, event.timeStamp);
      const isBurst = scanned.typed.text.length > 1;
      typed.current = scanned.typed;
      if (scanned.number !== null) {
        event.preventDefault();
        return onScan(scanned.number);
      }
      const name = isBurst || !areShortcutsOn() ? null : shortcutOf(event);
      if (name === null) return;
      event.preventDefault();
      onShortcut(name);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onShortcut, onScan]);
}
