import type { ComponentChildren, VNode } from 'preact';
import { t } from '../lib/i18n/t.ts';
import { Logo } from './logo.tsx';

/** The steps of the first run, in their order. Each has an address of its own (`#sites`), so that the browser's own back and forward work. */
export const welcomeSteps = ['what', 'sites', 'alerts'] as const;
export type WelcomeStep = (typeof welcomeSteps)[number];

/** The step of an address; the first of all for any other. */
export const toStep = (hash: string): WelcomeStep => welcomeSteps.find(step => `#${step}` === hash) ?? 'what';

const stepNames: { readonly [Step in WelcomeStep]: () => string } = {
  what: () => t('welcome.step.what'),
  sites: () => t('welcome.step.sites'),
  alerts: () => t('welcome.step.alerts'),
};
const titles: { readonly [Step in WelcomeStep]: () => string } = {
  what: () => t('welcome.what.title'),
  sites: () => t('welcome.sites.title'),
  alerts: () => t('welcome.alerts.title'),
};

interface WelcomeProps {
  readonly step: WelcomeStep;
  /** What went wrong with asking the background. */
  readonly problem: string | undefined;
  readonly children: ComponentChildren;
}

/** The frame of the first run: where one is, the step itself, and the ways to the next and the one before. */
export function Welcome({ step, problem, children }: WelcomeProps): VNode {
  const place = welcomeSteps.indexOf(step);
  const [before, next] = [welcomeSteps[place - 1], welcomeSteps[place + 1]];
  return (
    <>
      <header>
        <p class="brand">
          <Logo />
        </p>
        <nav aria-label={t('welcome.steps')}>
          <ol class="steps">
            {welcomeSteps.map((each, index) => (
              <li key={each}>
                <a href={`#${each}`} {...(each === step && { 'aria-current': 'step' })}>
                  <span class="count">{index + 1}</span> {stepNames[each]()}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      </header>
      <main class="welcome" key={step}>
        <h1 tabIndex={-1}>{titles[step]()}</h1>
        {problem !== undefined && (
          <p role="alert" class="notice-line">
            {problem}
          </p>
        )}
        {children}
        <p class="ways">
          {before !== undefined && (
            <a class="way" href={`#${before}`}>
              {t('welcome.back')}
            </a>
          )}
          {next === undefined ? (
            <a class="way main" href="dashboard.html">
              {t('welcome.finish')}
            </a>
          ) : (
            <a class="way main" href={`#${next}`}>
              {t('welcome.next')}
            </a>
          )}
        </p>
      </main>
    </>
  );
}
