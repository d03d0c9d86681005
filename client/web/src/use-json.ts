/** Answers of the node as state of a component: loading, there, or an error; asked again while the page is looked at. */
import { useEffect, useState } from 'preact/hooks';
import { ApiError, getJson, isPassing } from './api.ts';

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly error: ApiError | undefined;
  readonly receivedAtMs: number;
}
/** Until the node is asked again after a fault that passes. */
const AGAIN_MS = 5_000;
const NOTHING: Loaded<never> = { value: undefined, error: undefined, receivedAtMs: 0 };

/** An undefined path asks nothing. What is there stays while it is asked again. */
export function useJson<T>(path: string | undefined, everyMs = 0): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T> & { readonly path: string | undefined }>({ ...NOTHING, path: undefined });
  useEffect(() => {
    if (path === undefined) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      let nextMs = everyMs;
      if (!document.hidden || everyMs === 0) {
        try {
          const value = await getJson<T>(path, stop.signal);
          setLoaded({ value, error: undefined, receivedAtMs: Date.now(), path });
        } catch (cause) {
          if (stop.signal.aborted) return;
          const error = cause instanceof ApiError ? cause : new ApiError(0, 'PAGE', String(cause));
          if (isPassing(error)) nextMs = Math.max(AGAIN_MS, everyMs);
          setLoaded((before) => ({ ...(before.path === path ? before : NOTHING), error, path }));
        }
      }
      if (nextMs > 0 && !stop.signal.aborted) timer = setTimeout(() => void ask(), nextMs);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [path, everyMs]);
  return loaded.path === path ? loaded : NOTHING;
}

/** The time, once a second. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
