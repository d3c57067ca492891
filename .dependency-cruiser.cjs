// Who may import whom. `#lib/*` are Node subpath imports; the resolver follows their `source` condition.
// Under the condition `source` this package names files that it does not ship: the resolver cannot follow it, Vite can.
const UNRESOLVED = '^react-aria-components$';
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.spec\\.(ts|mjs)$' },
  to: { pathNot: allowed },
});
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: UNRESOLVED } },
    only('rules-import-nothing', '^libs/rules/', ['^libs/rules/']),
    only('contracts-describe', '^libs/contracts/', [
      '^libs/contracts/',
      '^libs/rules/',
      'node_modules/class-(validator|transformer)',
    ]),
    {
      name: 'contracts-take-types-of-rules',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/rules/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'platform-knows-no-law',
      severity: 'error',
      from: { path: '^libs/platform/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(libs/rules|apps)/' },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(apps|infra|test)/' },
    },
    {
      name: 'apps-stay-apart',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'apps-know-no-ground',
      severity: 'error',
      from: { path: '^apps/', pathNot: '(\\.spec\\.ts$|^apps/[^/]+/test/)' },
      to: { path: '^(infra|test)/' },
    },
    {
      name: 'screens-know-rules-and-contracts',
      severity: 'error',
      from: { path: '^apps/(portal|console)/src/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^apps/$1/', '^libs/(rules|contracts|screens)/', 'node_modules/', UNRESOLVED] },
    },
    only('what-screens-share', '^libs/screens/', ['^libs/(screens|rules|contracts)/', 'node_modules/']),
    {
      name: 'screens-alone-share-it',
      severity: 'error',
      from: { pathNot: '^(apps/(portal|console)|libs/screens)/' },
      to: { path: '^libs/screens/' },
    },
    {
      name: 'screens-take-types-of-contracts',
      severity: 'error',
      from: { path: '^(apps/(portal|console)/src|libs/screens)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/contracts/', dependencyTypesNot: ['type-only'] },
    },
    only('workflows-are-alone', '^apps/cases/src/workflow/(?!bundle-code)', [
      '^apps/cases/src/workflow/',
      'node_modules/@temporalio/(workflow|common)',
      '^apps/cases/src/activities/',
      '^libs/(rules|contracts)/',
    ]),
    {
      name: 'workflows-take-types-only',
      severity: 'error',
      from: { path: '^apps/cases/src/workflow/(?!bundle-code)', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(libs/|apps/cases/src/activities/)', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
    },
  },
};
