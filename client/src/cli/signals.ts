/** Ctrl-C in a command that takes long: it ends as it is told to, and at the second one at once. */
import type { ClientError } from '../errors.ts';

/** Aborted by SIGINT or SIGTERM. `leave` when nothing is to be stopped any more. */
export function stoppedBySignals(reason: (signal: string) => ClientError): { readonly signal: AbortSignal; leave(): void } {
  const stop = new AbortController();
  const onSignal = (signal: string): void => {
    leave();
    stop.abort(reason(signal));
  };
  const leave = (): void => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.removeListener(signal, onSignal);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, onSignal);
  return { signal: stop.signal, leave };
}
