import 'reflect-metadata';
import { bodyLimit } from './body';

describe('the limit of a body', () => {
  it('is a megabyte while NATS takes more', () => {
    expect(bodyLimit(4_194_304)).toBe(1_048_576);
    expect(bodyLimit(undefined)).toBe(1_048_576);
  });

  it('is what NATS takes less 64 KB when that is smaller', () => {
    expect(bodyLimit(1_048_576)).toBe(983_040);
    expect(bodyLimit(10)).toBe(1);
  });
});
