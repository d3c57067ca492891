// Mutation tests of the law (`npm run mutate`): does a test fail when a rule is changed? Survivors are listed in docs/measured.md.
export default {
  mutate: ['libs/rules/*.ts', '!libs/rules/*.spec.ts'],
  testRunner: 'jest',
  // Specs reach the rules through subpath imports too, which Jest's search for related tests does not follow.
  jest: { configFile: 'test/mutation.jest.cjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  ignorePatterns: ['dist', '.data', 'docs', 'coverage'],
  incremental: true,
  incrementalFile: '.data/mutation/incremental.json',
  tempDirName: '.data/mutation/sandbox',
  reporters: ['clear-text', 'progress', 'json'],
  clearTextReporter: { reportTests: false, logTests: false, allowColor: false },
  jsonReporter: { fileName: '.data/mutation/report.json' },
  thresholds: { high: 90, low: 80, break: 80 },
  concurrency: 2,
  timeoutMS: 10_000,
};
