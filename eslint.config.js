import tseslint from 'typescript-eslint';

const typed = tseslint.configs.strictTypeChecked;

export default tseslint.config(
  { ignores: ['node_modules/**', '.output/**', '.wxt/**', 'out/**', 'coverage/**', '**/*.mjs', '*.js', '*.cjs'] },
  ...typed,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/require-await': 'off',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['lib/**/*.ts', 'components/**/*.tsx'],
    // The composition root hands out the real ones.
    ignores: ['lib/background/system.ts', 'lib/background/main.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: 'Timers are handed in.' },
        { name: 'setInterval', message: 'Timers are handed in.' },
        { name: 'fetch', message: 'lib/feeds is handed a fetch by the composition root.' },
        { name: 'WebSocket', message: 'lib/feeds is handed a WebSocket by the composition root.' },
        { name: 'localStorage', message: 'Pages can read it.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The clock is an argument (MODEL: one clock).' },
        { object: 'Math', property: 'random', message: 'Chance is an argument.' },
        { object: 'performance', property: 'now', message: 'The clock is an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is an argument.' },
        { selector: "MemberExpression[property.name='innerHTML']", message: 'Text nodes only.' },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text nodes only.' },
        { selector: "NewExpression[callee.name='MutationObserver']", message: 'The page is not observed.' },
        {
          selector: "CallExpression[callee.object.name='window'][callee.property.name='postMessage']",
          message: 'The page must not hear us.',
        },
      ],
    },
  },
  {
    files: ['components/**/*.tsx', 'entrypoints/overlay/**/*.ts', 'entrypoints/overlay/**/*.tsx'],
    // Pages of our own with fields: no page of others can hear them.
    ignores: ['components/dashboard/**', 'components/options-*.tsx', 'components/alerts.tsx', 'components/alert-thresholds.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXOpeningElement[name.name=/^(input|textarea|select|iframe|form)$/]',
          message: 'A page can hear keys typed into the panel: nothing to type into.',
        },
        { selector: "MemberExpression[property.name='innerHTML']", message: 'Text nodes only.' },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text nodes only.' },
        { selector: "NewExpression[callee.name='MutationObserver']", message: 'The page is not observed.' },
      ],
    },
  },
  {
    files: ['tests/**/*.ts', 'tests/**/*.tsx', 'scripts/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
);
