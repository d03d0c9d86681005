/** The proof of a publication, and the button that verifies it here. The verifier comes when it is asked for. */
import type { ComponentType, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api, getJson, type Publication } from './api.ts';
import { formatCount } from './format.ts';
import { Card, Fact, Facts, Hex, Notice, To } from './parts.tsx';
import type { Report } from './proof/report.ts';

type State =
  | { readonly step: 'idle' | 'working' }
  | { readonly step: 'done'; readonly report: Report; readonly View: ComponentType<{ readonly report: Report }> }
  | { readonly step: 'failed'; readonly why: string };

/** Fetched anew and by itself: what is shown above is compared with what this proves. */
async function verify(publication: Publication): Promise<State> {
  try {
    const [{ reportOn, ReportView }, answer, pinned] = await Promise.all([
      import('./proof/report-view.tsx'),
      getJson<Publication>(api('publications', publication.purl)),
      getJson<unknown>(api('network')),
    ]);
    return { step: 'done', report: reportOn({ ...publication, proof: answer.proof }, pinned, Date.now()), View: ReportView };
  } catch (error) {
    return { step: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}

export function ProofCard({ publication }: { readonly publication: Publication }): JSX.Element {
  const [state, setState] = useState<State>({ step: 'idle' });
  const { log_index: index, log_size: size, log_root: root } = publication;
  const start = (): void => {
    setState({ step: 'working' });
    // One frame, so that the button says what is going on before the hashing begins.
    requestAnimationFrame(() => setTimeout(() => void verify(publication).then(setState)));
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
        <button type="button" class="primary" disabled={state.step === 'working'} onClick={start}>
          {state.step === 'working' ? 'Verifying…' : state.step === 'done' ? 'Verify again' : 'Verify in this browser'}
        </button>
      </p>
      <div aria-live="polite">
        {state.step === 'failed' && (
          <Notice tone="bad" title="Could not be verified here">
            <p>{state.why}</p>
          </Notice>
        )}
        {state.step === 'done' && <state.View report={state.report} />}
      </div>
    </Card>
  );
}
