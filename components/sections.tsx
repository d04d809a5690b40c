import type { ComponentChild, VNode } from 'preact';
import type { AnswerSection } from '../lib/model/answer.ts';
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

/** What changes when a section may take more room, or less. The values of most rows do not. */
const toShape = ({ rows }: AnswerSection) => rows.map(({ mark, cells }) => (mark ? cells[1]?.text.length : cells.length));

/** The whole answer below its first figures: the evidence, the hours, and every section in its order. Nothing while there is no answer. */
export function Sections({ snapshot, now, scope, ladder }: SectionsProps): VNode | null {
  const [evidence, ...sections] = snapshot?.answers[scope ?? '']?.sections ?? [];
  if (!snapshot || !evidence) return null;
  return (
    <>
      <Section section={evidence} old={undefined} />
      {/* Made anew when a section has more rows or less, or a row may need another line: what stands below it appears, and is not pushed. */}
      <div key={[evidence.rows.length, sections.map(toShape)].join()}>
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
