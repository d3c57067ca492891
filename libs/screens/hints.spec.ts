// The stream of hints, whole event by whole event.
import { endsAt, hasNotice, hintsIn } from './hints';

it('reads the numbers of cases and passes over comments', () => {
  const text =
    'retry: 2000\n: open\n\nevent: case\ndata: {"number":"a","seq":1}\n\n: beat\n\nevent: other\ndata: {"number":"x"}\n\nevent: case\ndata: {"number":"b","seq":2}\n\n';
  expect(hintsIn(text)).toEqual(['a', 'b']);
});

it('waits for the end of an event', () => {
  const text = 'event: case\ndata: {"number":"a","seq":1}\n\nevent: case\ndata: {"nu';
  expect(hintsIn(text.slice(0, endsAt(text)))).toEqual(['a']);
  expect(endsAt('event: case\n')).toBe(0);
});

it('tells that there is a notice, and takes nothing else for one', () => {
  expect(hasNotice('event: case\ndata: {"number":"a","seq":1}\n\nevent: notice\ndata: {}\n\n')).toBe(true);
  expect(hasNotice(': open\n\nevent: case\ndata: {"number":"notice","seq":1}\n\n')).toBe(false);
});
