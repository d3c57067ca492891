// Writes seeds/calendars/<year>.json for years without a notice of the State Council: exactly the statutory days off.
// Usage: node infra/calendars/write-provisional-years.mjs <first> <last>. A published year is never overwritten.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { statutoryDaysOf } from './statutory-days.mjs';

const [first, last] = process.argv.slice(2).map(Number);
if (!Number.isInteger(first) || !Number.isInteger(last) || first < 2025 || last < first) {
  console.error('Two years are needed, the first not before 2025, when the statute in force began.');
  process.exit(2);
}
for (let year = first; year <= last; year++) {
  const file = fileURLToPath(new URL(`../../seeds/calendars/${year}.json`, import.meta.url));
  if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).standing === 'published') {
    console.error(`${year} is published: left as it is.`);
    continue;
  }
  const calendar = {
    year,
    standing: 'provisional',
    source: {
      title: '全国年节及纪念日放假办法 (2024年修订) 第二条',
      document: '国务院令第795号',
      verified: false,
      note: 'No notice for this year was known when this was written. Statutory days only: no days in lieu, none made up. Lunar dates and 清明 computed with astronomy-engine.',
    },
    off: statutoryDaysOf(year),
    work: [],
  };
  writeFileSync(file, await format(JSON.stringify(calendar), { parser: 'json', printWidth: 120 }));
}
