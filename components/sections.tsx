import type { ComponentChild, VNode } from 'preact';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { toOldWords } from './freshness.ts';
import { Hours } from './hours.tsx';
import type { Scope } from './scope.tsx';
import { Section } from './section.tsx';

interface SectionsProps {
  readonly snapshot: MarketSnapshot | undefined;
  /** Market time, ms. */
  readonly now: number;
  readonly scope: Scope;
  /** Stands below the two tests for the end of a fall. */
  readonly ladder?: ComponentChild;
}

/** The whole answer below its first figures: the evidence, the hours, and every section in its order. Nothing while there is no answer. */
export function Sections({ snapshot, now, scope, ladder }: SectionsProps): VNode | null {
  const [evidence, ...sections] = snapshot?.answers[scope ?? '']?.sections ?? [];
  if (!snapshot || !evidence) return null;
  return (
    <>
      <Section section={evidence} old={undefined} />
      {/* Made anew when a section has more rows or less: what stands below it appears, and is not pushed. */}
      <div key={[evidence, ...sections].map(({ rows }) => rows.length).join()}>
        <Hours words={snapshot.front.hours} />
        {sections.map(section => (
          <>
            <Section section={section} old={toOldWords(section.freshFor, now)} line={snapshot.lines[section.id]} />
            {section.id === 'stabilising' && ladder}
          </>
        ))}
      </div>
    </>
  );
}
