const transform = {
  '^.+\\.(t|j|mj)s$': [
    '<rootDir>/jest.esm-transform.cjs',
    {
      swcrc: false,
      sourceMaps: 'inline',
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
      module: { type: 'commonjs' },
    },
  ],
};
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: __dirname,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  transform,
  transformIgnorePatterns: [],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'cjs', 'json', 'node'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons', 'require', 'default'] },
  ...more,
});
const servers = {
  globalSetup: '<rootDir>/test/set-up.mjs',
  globalTeardown: '<rootDir>/test/tear-down.mjs',
};
const noServers = ['\\.int\\.spec\\.', '/node_modules/'];

module.exports = {
  reporters: ['default', '<rootDir>/test/closing-line.cjs'],
  testTimeout: 60_000,
  maxWorkers: 2,
  projects: [
    project('unit', ['{apps,libs,infra}/**/*.spec.{ts,mjs}', 'test/house/*.spec.ts', 'test/storm/*.spec.ts'], {
      testPathIgnorePatterns: noServers,
    }),
    project('integration', ['{apps,libs,infra}/**/*.int.spec.{ts,mjs}', 'test/oracle/*.spec.ts'], servers),
    project('workflow', ['test/workflow/*.spec.ts'], servers),
    project('journeys', ['test/journeys/*.spec.ts'], servers),
  ],
};
