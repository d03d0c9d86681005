/** The proof of a publication, or that there is none, and the button that verifies it here. The verifier comes when it is asked for. */
import type { ComponentType, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, getJson, type Publication } from './api.ts';
import { formatCount } from './format.ts';
import { Card, Fact, Facts, Hex, Notice, To } from './parts.tsx';
import type { Asked, Report } from './proof/report.ts';

type State =
  | { readonly step: 'idle' | 'working' }
  | {
      readonly step: 'done';
      readonly title: string;
      readonly shown: Publication;
      readonly report: Report;
      readonly View: ComponentType<{ readonly report: Report }>;
    }
  | { readonly step: 'failed'; readonly title: string; readonly why: string };

const LABELS: Record<State['step'], string> = { idle: 'Verify in this browser', working: 'Verifying…', done: 'Verify again', failed: 'Try again' };
const failed = (why: unknown): State => ({ step: 'failed', title: 'Could not be verified here', why: why instanceof Error ? why.message : String(why) });

/** Fetched anew and by itself: what is shown above is compared with what this proves. The root of the log has moved on by then. */
async function fetched(publication: Publication): Promise<Publication> {
  const { purl, status } = publication;
  if (status === 'not_published') return { ...publication, proof: await getJson<unknown>(api('proofs/publications', purl)) };
  const { proof, log_size, log_root, verified_at_height } = await getJson<Publication>(api('publications', purl));
  return { ...publication, proof, ...(log_size && { log_size }), ...(log_root && { log_root }), ...(verified_at_height && { verified_at_height }) };
}

async function verify(publication: Publication, asked: Asked): Promise<State> {
  try {
    // A node that was renewed meanwhile has the verifier under another name.
    const verifier = import('./proof/report-view.tsx').catch(() => Promise.reject(new Error('The node does not give the verifier. Load the page anew.')));
    const [{ reportOn, ReportView, titleOf }, shown, pinned] = await Promise.all([verifier, fetched(publication), getJson<unknown>(api('network'))]);
    const report = reportOn(shown, asked, pinned, Date.now());
    return { step: 'done', title: titleOf(report), shown, report, View: ReportView };
  } catch (error) {
    return failed(error);
  }
}

export function ProofCard({ publication, asked }: { readonly publication: Publication; readonly asked: Asked }): JSX.Element {
  const [state, setState] = useState<State>({ step: 'idle' });
  const isHere = useRef(true);
  useEffect(
    () => () => {
      isHere.current = false;
    },
    [],
  );
  const { log_index: index, log_size: size, log_root: root } = state.step === 'done' ? state.shown : publication;
  const start = (): void => {
    if (state.step === 'working') return;
    setState({ step: 'working' });
    // One frame, so that the button says what is going on before the hashing begins.
    requestAnimationFrame(() => setTimeout(() => void verify(publication, asked).then((next) => isHere.current && setState(next))));
  };
  return (
    <Card
      id="proof"
      title="Proof"
      aside={
        <a href={api('proofs/publications', publication.purl)} download="proof.json">
          Bundle (JSON)
        </a>
      }
    >
      <Facts>
        {index !== undefined && (
          <Fact name="Log entry">
            <To route={{ page: 'entry', index }}>{formatCount(index)}</To> of {formatCount(size)}
          </Fact>
        )}
        {root !== undefined && (
          <Fact name="Log root">
            <Hex hex={root} what="root of the log" />
          </Fact>
        )}
      </Facts>
      <p>
        {/* Not disabled while it works: that would take the focus away. */}
        <button type="button" class="primary" aria-disabled={state.step === 'working'} onClick={start}>
          {LABELS[state.step]}
        </button>
      </p>
      {/* The verdict alone is read out; the hashes are there for who wants them. */}
      <p class="offstage" role="status">
        {state.step === 'working' ? LABELS.working : 'title' in state ? state.title : ''}
      </p>
      {state.step === 'failed' && (
        <Notice tone="bad" title={state.title} isQuiet>
          <p>{state.why}</p>
        </Notice>
      )}
      {state.step === 'done' && <state.View report={state.report} />}
    </Card>
  );
}
