// Single-key shortcuts: switchable (WCAG 2.1.4), silent while somebody writes or an input method composes.
const PLACE = 'yuanban.shortcuts';

/** The keys and what they do; the help page lists them from here. */
export const SHORTCUTS = { '/': 'search', '?': 'help', g: 'home' } as const;
/** What a shortcut does. */
export type ShortcutName = (typeof SHORTCUTS)[keyof typeof SHORTCUTS];

/** The part of a keyboard event that decides. */
export interface Pressed {
  key: string;
  isComposing: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  target: EventTarget | null;
}

/** What a pressed key asks for; null for all that is typing. */
export function shortcutOf(event: Pressed): ShortcutName | null {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return null;
  return Object.hasOwn(SHORTCUTS, event.key) ? SHORTCUTS[event.key as keyof typeof SHORTCUTS] : null;
}

/** Is this where people write? Then keys are letters. */
export function isWriting(target: EventTarget | null): boolean {
  const element = target as { tagName?: string; isContentEditable?: boolean } | null;
  return /^(INPUT|TEXTAREA|SELECT)$/.test(element?.tagName ?? '') || element?.isContentEditable === true;
}

/** Are shortcuts on? They are, until somebody switches them off on this computer. */
export function areShortcutsOn(): boolean {
  return localStorage.getItem(PLACE) !== 'off';
}

/** Switches them. */
export function switchShortcuts(isOn: boolean): void {
  localStorage.setItem(PLACE, isOn ? 'on' : 'off');
}
