/** What was verified, step by step, and what that does not prove. */
import type { ComponentChildren, JSX } from 'preact';
import type { BlockCheck, Explanation } from '../../../src/proof/explain-bundle.ts';
import type { Claim } from '../../../src/proof/verify-bundle.ts';
import { formatAge, formatCount, formatTime, shortHex } from '../format.ts';
import { Hex, MARK, Notice, type Tone } from '../parts.tsx';
import { PathView } from './path-view.tsx';
import { type Report, reportOn } from './report.ts';

export { reportOn };

const PROVEN: Partial<Record<Claim['statement']['kind'], string>> = {
  published: 'Proven: published',
  revoked: 'Proven: published, and revoked since',
  not_published: 'Proven: not published',
};
/** The verdict in a line. */
export function titleOf({ verdict, claim, isOld }: Report): string {
  if (verdict === 'cannot_tell') return 'Cannot tell';
  if (verdict === 'disproven') return 'Disproven: do not use these files';
  return `${PROVEN[claim?.statement.kind ?? 'published']}${isOld ? ', as of an old header' : ''}`;
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const isoOf = (ns: bigint): string => new Date(Number(ns / 1_000_000n)).toISOString();

export function ReportView({ report }: { readonly report: Report }): JSX.Element {
  return (
    <div class="report">
      <Verdict report={report} />
      {report.explanation !== undefined && (
        <ol class="checks" aria-label="What was recomputed in this browser">
          <Checks explanation={report.explanation} report={report} />
        </ol>
      )}
      <Limits report={report} />
    </div>
  );
}

function Verdict({ report }: { readonly report: Report }): JSX.Element {
  const { verdict, reason, claim, ageMs, isOld, differences } = report;
  if (verdict === 'proven' && claim !== undefined)
    return (
      <Notice tone={isOld || claim.statement.kind === 'revoked' ? 'warn' : 'good'} title={titleOf(report)} isQuiet>
        <p>
          Recomputed here from the bytes of the proof, up to header {claim.height.toString()} of {formatTime(isoOf(claim.headerTimeNs))}, {formatAge(ageMs)}{' '}
          ago.
        </p>
        {isOld && <p>What was published or revoked after that does not show: the node is behind, the network stands still, or newer headers are hidden.</p>}
      </Notice>
    );
  return (
    <Notice tone={verdict === 'disproven' ? 'bad' : 'warn'} title={titleOf(report)} isQuiet>
      <p>{reason}</p>
      {differences.length > 0 && <p>Not as proven: {differences.join(', ')}.</p>}
    </Notice>
  );
}

function Check({
  tone,
  title,
  says,
  children,
}: {
  readonly tone: Tone;
  readonly title: string;
  readonly says: ComponentChildren;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <li class={`check ${tone}`}>
      <span class="mark" aria-hidden="true">
        {MARK[tone]}
      </span>
      <div>
        <h3>
          {title} <span class="offstage">{tone === 'good' ? 'holds' : 'does not hold'}</span>
        </h3>
        <p>{says}</p>
        {children}
      </div>
    </li>
  );
}

const hashes = (count: number): string => `${count} ${count === 1 ? 'hash' : 'hashes'}`;
const toneOf = (holds: boolean | undefined): Tone => (holds === true ? 'good' : 'bad');

function Checks({ explanation: { blocks, header, state, log }, report }: { readonly explanation: Explanation; readonly report: Report }): JSX.Element {
  // What is not published has no entry.
  const isAbsent = report.isAbsent && log === undefined;
  return (
    <>
      {!isAbsent && (
        <Check
          tone={toneOf(log?.holds)}
          title="The publication is in the log"
          says={
            log === undefined
              ? 'The log entry or its path cannot be read.'
              : log.isOther
                ? `Its checkpoint is of another log, ${log.checkpoint.origin}.`
                : `Entry ${log.index} of ${formatCount(log.checkpoint.size.toString())}: ${hashes(log.path.steps.length)} from it to the root of the log.`
          }
        >
          {log !== undefined && <PathView path={log.path} names={{ leaf: 'The entry', root: 'Root of the log', expected: 'Root in the checkpoint' }} isDrawn />}
        </Check>
      )}
      <Check
        tone={toneOf(state?.holds)}
        title={isAbsent ? 'It does not stand in the state' : 'It stands in the state'}
        says={
          state === undefined
            ? 'The record of the state cannot be read.'
            : isAbsent
              ? 'What stands where its record would be leads to the root of the state.'
              : 'The record that says whether it was revoked leads to the root of the state.'
        }
      >
        {state !== undefined && (
          <Details summary={hashes(state.path.steps.length)}>
            <PathView
              path={{ ...state.path, expected: state.path.root, holds: state.holds }}
              names={{ leaf: 'The record', root: 'Root of the state', expected: 'Root of the state' }}
            />
          </Details>
        )}
      </Check>
      <Check
        tone={toneOf((isAbsent || log?.app.holds === true) && state?.app.holds === true)}
        title="Log and state make the app hash"
        says="Every header names one hash over both roots: the app hash."
      >
        <Details summary={isAbsent ? 'Its path' : 'Both paths'}>
          {log !== undefined && <PathView path={log.app} names={{ leaf: 'The checkpoint', root: 'App hash', expected: 'App hash in the header' }} />}
          {state !== undefined && <PathView path={state.app} names={{ leaf: 'Root of the state', root: 'App hash', expected: 'App hash in the header' }} />}
        </Details>
      </Check>
      <Check
        tone={toneOf(header?.holds)}
        title="The app hash is in the header"
        says="The header is hashed over its 14 fields, and that hash is what the build nodes signed."
      >
        {header !== undefined && (
          <Details summary={hashes(header.steps.length)}>
            <PathView path={header} names={{ leaf: 'The app hash', root: 'Hash of the header', expected: 'Hash that was signed' }} />
          </Details>
        )}
      </Check>
      <Headers blocks={blocks} />
      <Root block={blocks[0]} report={report} />
    </>
  );
}

function Details({ summary, children }: { readonly summary: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <details>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

function Headers({ blocks }: { readonly blocks: readonly BlockCheck[] }): JSX.Element {
  const later = blocks.slice(1);
  const wrong = later.find((block) => block.fault !== undefined);
  const newest = later.at(-1);
  const says =
    newest === undefined
      ? 'The bundle has no header beside its first.'
      : wrong === undefined
        ? `Header ${newest.height} has valid signatures of ${newest.powerSigned} of ${newest.powerTotal} of the voting power, and follows from the one before.`
        : `Header ${wrong.height} does not verify: ${wrong.fault?.replaceAll('_', ' ')}.`;
  return (
    <Check tone={toneOf(newest !== undefined && wrong === undefined)} title="The build nodes signed the header" says={says}>
      <Details summary="Every signature, checked here">
        {blocks.map((block) => (
          <div key={block.height.toString()} class="block">
            <p>
              Header {block.height.toString()} <span class="dim">{formatTime(isoOf(block.timeNs))}</span>{' '}
              <code title={hexOf(block.hash)}>{shortHex(hexOf(block.hash), 6)}</code>
            </p>
            <ul class="validators">
              {block.votes.map(({ address, power, state }) => (
                <li key={hexOf(address)} class={state === 'signed' ? 'good' : state === 'wrong' ? 'bad' : 'dim'}>
                  <span aria-hidden="true">{state === 'signed' ? MARK.good : state === 'wrong' ? MARK.bad : MARK.plain}</span>{' '}
                  <code>{shortHex(hexOf(address), 4)}</code> power {power.toString()}, {state}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Details>
    </Check>
  );
}

function Root({ block, report: { pinned } }: { readonly block: BlockCheck | undefined; readonly report: Report }): JSX.Element {
  const holds = block !== undefined && block.fault === undefined;
  return (
    <Check
      tone={toneOf(holds)}
      title="It begins at the trust root"
      says={
        holds
          ? `The first header is the one that this node pins, at height ${block.height}.`
          : `The first header is not the pinned one: ${block?.fault?.replaceAll('_', ' ') ?? 'missing'}.`
      }
    >
      {pinned !== undefined && (
        <p>
          <span class="dim">Pinned, as this node says</span> <Hex hex={hexOf(pinned.trustRoot.hash)} what="hash of the trust root" ends={10} />
        </p>
      )}
    </Check>
  );
}

function Limits({ report }: { readonly report: Report }): JSX.Element {
  return (
    <div class="limits">
      <h3>What this does not prove</h3>
      <p>
        Compared with the proof: the package, its files, source, digest of the recipe, and the build nodes that matched. Only the word of this node are the
        steps of the recipe, the results of other build nodes, and the timeline before the publication.
      </p>
      <p>
        Code and trust root of this page came from the node. An honest page shows that the proof holds from that trust root; a lying one could show you
        anything. Compare the hash of the trust root with the one you got from a source you trust
        {report.pinned === undefined ? '' : ` (chain ${report.pinned.trustRoot.chainId})`}, and verify a file that matters with your own copy of the program,
        which starts from your own network file:
      </p>
      <p>
        <code>pyrsia verify FILE</code>
      </p>
    </div>
  );
}
