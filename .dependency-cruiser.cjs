/** Who may import whom: docs/ARCHITECTURE.md. `scripts/check.mjs` also fails when fewer modules are read than there are files. */
const layer = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(lib|components|entrypoints|scripts|tests)/', pathNot: allowed },
});

const pure = '^lib/(model|std)/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    layer('std-imports-nothing', '^lib/std/', '^lib/std/'),
    layer('model-imports-std', '^lib/model/', pure),
    ...['venues', 'sources', 'sites', 'article', 'claims', 'engine'].map(name =>
      layer(`${name}-is-pure`, `^lib/${name}/`, `^lib/(model|std|${name})/`),
    ),
    layer('i18n-imports-nothing', '^lib/i18n/', '^lib/i18n/'),
    layer('format-is-pure', '^lib/format/', '^lib/(model|std|i18n|claims|format)/'),
    layer('protocol-imports-model', '^lib/protocol/', '^lib/(model|std|protocol)/'),
    layer('feeds-know-no-venue', '^lib/feeds/', '^lib/(model|std|feeds)/'),
    layer('store-knows-no-venue', '^lib/store/', '^lib/(model|std|store)/'),
    layer('background-imports-lib', '^lib/background/', '^lib/(?!client/)'),
    layer('client-speaks-protocol', '^lib/client/', '^lib/(protocol|article|model|std|client)/'),
    layer('components-are-views', '^components/', '^(components/|lib/(article|client|format|i18n|model)/)'),
    layer(
      'entrypoints-wire',
      '^entrypoints/',
      '^(entrypoints/|components/|lib/(article|background|client|sites|format|i18n|model|protocol)/)',
    ),
    {
      name: 'only-store-opens-the-database',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/store/' },
      to: { path: 'node_modules/dexie' },
    },
    {
      name: 'pure-layers-take-no-package',
      severity: 'error',
      from: { path: '^lib/(model|std|venues|sources|sites|article|claims|engine|format)/' },
      to: { path: 'node_modules/' },
    },
    {
      name: 'charts-in-pages-of-ours-only',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '^components/dashboard/' },
      to: { path: 'node_modules/uplot' },
    },
    {
      name: 'simulator-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^tests/market/' },
      to: { path: '^(lib|components|entrypoints)/' },
    },
    {
      name: 'product-imports-no-test',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/' },
      to: { path: '^(tests|scripts)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.wxt|\\.output|out)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      conditionNames: ['import', 'module', 'default'],
      exportsFields: ['exports'],
    },
  },
};
